import type { EventLog } from '@chitieu/messaging';
import type { Database, Tx } from '@chitieu/persistence';
import { dayInVietnam, type Clock } from '@chitieu/runtime';
import { countAlerts } from './alert-metrics.js';
import { onTimePassed } from './answering/on-time-passed.js';
import { loadRules, type StoredRule } from './judging/alert-rules.js';
import { endUnwatched } from './judging/end-unwatched.js';
import { forgetAsked, lockAsked, whatIsAsked } from './judging/judge-again.js';
import { judgeObservations } from './judging/judge-observations.js';
import { lockAll, lockWaiting, type Kept, type ObservationKey } from './judging/observations.js';
import { FollowSilences } from './silencing/follow-silences.js';
import { tellChanges } from './tell-changes.js';
import type { Channels } from './telling/channels.js';
import { SendDigests } from './telling/send-digests.js';
import { TellGroups } from './telling/tell-groups.js';

const AT_ONCE = 500;
const BEFORE_ALL: ObservationKey = { unit: '', period: '', group: '' };

type LockNext = (tx: Tx, after: ObservationKey, limit: number) => Promise<Kept[]>;

/**
 * What only time changes: pending to firing and recovering to resolved at every tick, and once in a calendar day, after a
 * start and after a change of the rules everything, because trajectories, due days or rules have moved; then what another alert
 * has a say in, what people asked, and which messages are due. One process at a time; judging again changes nothing.
 */
export class OnClockTick {
  private readonly silences: FollowSilences;
  private readonly groups: TellGroups;
  private readonly digests: SendDigests;
  private judged: { on: string; by: string } | null = null;

  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly clock: Clock,
    channels: Channels,
  ) {
    this.silences = new FollowSilences(database, log);
    this.groups = new TellGroups(database, channels);
    this.digests = new SendDigests(database, channels);
  }

  async run(): Promise<number> {
    const on = dayInVietnam(this.clock.now());
    const rules = await loadRules(this.database);
    const by = rules.map(({ id, version }) => `${id}:${version}`).join();
    const isAnew = on !== this.judged?.on || by !== this.judged.by;
    const judged = await this.judgeEach(isAnew ? lockAll : lockWaiting);
    if (isAnew && judged !== null) {
      await this.endUnwatched(rules);
      this.judged = { on, by };
    }
    if (judged !== null) {
      await this.judgeAsked();
      await this.silences.run(this.clock.now());
      await onTimePassed(this.database, this.log, this.clock.now());
      await this.groups.run(this.clock.now());
      await this.digests.run(this.clock.now());
    }
    await countAlerts(this.database);
    return judged ?? 0;
  }

  private async judgeAsked(): Promise<void> {
    const asked = await whatIsAsked(this.database);
    if (asked.length === 0) return;
    const judged = await this.judgeEach(lockAsked(asked));
    if (judged !== null) await forgetAsked(this.database, asked);
  }

  private async endUnwatched(rules: readonly StoredRule[]): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      await tellChanges(tx, this.log, await endUnwatched(tx, rules, now), now);
    });
  }

  /** Null: another process is at it. */
  private async judgeEach(lockNext: LockNext): Promise<number | null> {
    let total = 0;
    for (let after: ObservationKey | null = BEFORE_ALL; after !== null;) {
      const from: ObservationKey = after;
      const kept = await this.database.transaction((tx) => this.judgeNext(tx, lockNext, from));
      if (kept === null) return null;
      total += kept.length;
      const last = kept.at(-1);
      after = last && kept.length === AT_ONCE ? keyOf(last) : null;
    }
    return total;
  }

  private async judgeNext(tx: Tx, lockNext: LockNext, after: ObservationKey): Promise<Kept[] | null> {
    const [lock] = await tx.query<{ mine: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtext('chitieu.alerting.tick')) AS mine`,
    );
    if (!lock!.mine) return null;
    const now = this.clock.now();
    const kept = await lockNext(tx, after, AT_ONCE);
    const judged = await judgeObservations(tx, kept, await loadRules(tx), now);
    await tellChanges(tx, this.log, judged, now);
    return kept;
  }
}

const keyOf = ({ heard: { orgUnit, period, group } }: Kept): ObservationKey => ({ unit: orgUnit, period, group });
