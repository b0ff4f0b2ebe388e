import { createHash, randomUUID } from 'node:crypto';
import { decideGroupMessage, officeOpensAt, OPERATORS_TIMING, type ToldGroup } from '@chitieu/domain';
import type { Database, Tx } from '@chitieu/persistence';
import { groupsDecidedTotal } from '../alert-metrics.js';
import type { AlertBody } from '../judging/alert-on-wire.js';
import type { Channels } from './channels.js';
import { groupMessage } from './group-message.js';
import { decidedOn, lockDueGroups, membersOf, type GroupMember, type MessageGroup } from './message-groups.js';
import { webhookBody } from './webhook-body.js';

const AT_ONCE = 20;

/**
 * Messages that leave the product: one for a group of alerts, when it is due. The schedule stands in the table beside what was
 * told; each group is decided on, and its deliveries queued, in one transaction.
 */
export class TellGroups {
  constructor(
    private readonly database: Database,
    private readonly channels: Channels,
  ) {}

  async run(now: Date): Promise<void> {
    for (let decided = AT_ONCE; decided === AT_ONCE;) {
      decided = await this.database.transaction(async (tx) => {
        const groups = await lockDueGroups(tx, now, AT_ONCE);
        for (const group of groups) await this.decide(tx, group, now);
        return groups.length;
      });
    }
  }

  private async decide(tx: Tx, group: MessageGroup, now: Date): Promise<void> {
    const members = await membersOf(tx, group);
    const { firing, ended, silent } = partsOf(members, group.told);
    const [first] = members;
    const isUrgent = first?.body.audience === 'operators';
    const waitsForOffice = !isUrgent && first?.body.severity !== 'critical';
    const { tell, reason, due } = decideGroupMessage(
      { firing: idsOf(firing), ended: idsOf(ended), changedAt: group.changed_at?.toISOString() ?? null, told: group.told },
      isUrgent ? OPERATORS_TIMING : this.channels.timing,
      now.toISOString(),
      waitsForOffice ? officeOpensAt(now.toISOString()) : null,
    );
    groupsDecidedTotal.inc({ reason });
    if (!tell) return decidedOn(tx, group.id, due);
    await this.queue(tx, group, { firing, ended }, reason, now);
    await decidedOn(tx, group.id, due, { at: now.toISOString(), firing: [...idsOf(firing), ...silent] });
  }

  private async queue(
    tx: Tx,
    group: MessageGroup,
    { firing, ended }: { firing: AlertBody[]; ended: AlertBody[] },
    reason: string,
    now: Date,
  ): Promise<void> {
    if (!this.channels.webhook) return;
    const message = await groupMessage(tx, group, firing, ended);
    await tx.query(
      `INSERT INTO alerting.delivery (id, group_id, channel, recipient, reason, alerts, content_hash, body, state, created_at)
       VALUES ($1, $2, 'webhook', '', $3, $4, $5, $6, 'queued', $7) ON CONFLICT (group_id, channel, recipient, content_hash) DO NOTHING`,
      [
        randomUUID(),
        group.id,
        reason,
        [...idsOf(firing), ...idsOf(ended)],
        contentHash(group, firing, ended, now),
        JSON.stringify(webhookBody(group, message, firing, ended)),
        now.toISOString(),
      ],
    );
  }
}

interface Parts {
  firing: AlertBody[];
  /** Told of as firing, and over. */
  ended: AlertBody[];
  /** Ids of those that were told of and are still open, though nobody is to be told of them now. */
  silent: string[];
}

function partsOf(members: readonly GroupMember[], told: ToldGroup | null): Parts {
  const isOver = ({ body }: GroupMember): boolean => body.state === 'resolved' || body.state === 'retracted';
  const isKept = ({ body, isSilenced }: GroupMember): boolean => isSilenced || !!body.inhibitedBy;
  const open = members.filter((member) => !isOver(member));
  return {
    firing: open.filter((member) => !isKept(member)).map(({ body }) => body),
    ended: members.filter((member) => isOver(member) && !member.isSilenced).map(({ body }) => body),
    silent: open.filter((member) => isKept(member) && told?.firing.includes(member.body.id)).map(({ body }) => body.id),
  };
}

const idsOf = (bodies: readonly AlertBody[]): string[] => bodies.map(({ id }) => id);

/** What is said of which alerts, on which day: a week later the same is another message. */
const contentHash = ({ id }: MessageGroup, firing: AlertBody[], ended: AlertBody[], now: Date): string =>
  createHash('sha256')
    .update(JSON.stringify([id, idsOf(firing), idsOf(ended), now.toISOString().slice(0, 10)]))
    .digest('hex');
