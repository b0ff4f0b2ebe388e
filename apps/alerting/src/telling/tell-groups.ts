import { decideGroupMessage, officeOpensAt, OPERATORS_TIMING } from '@chitieu/domain';
import type { Database, Tx } from '@chitieu/persistence';
import { groupsDecidedTotal } from '../alert-metrics.js';
import type { Channels } from './channels.js';
import { decidedOn, lockDueGroups, membersOf, type MessageGroup } from './message-groups.js';
import { idsOf, partsOf } from './parts-of-group.js';
import { queueMessages } from './queue-messages.js';

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
    const parts = partsOf(members, group.told);
    const { firing, ended, silent } = parts;
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
    await queueMessages(tx, this.channels, group, parts, reason, now);
    await decidedOn(tx, group.id, due, { at: now.toISOString(), firing: [...idsOf(firing), ...silent] });
  }
}
