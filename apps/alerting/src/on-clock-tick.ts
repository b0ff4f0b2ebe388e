import type { IndicatorChanged } from '@chitieu/contracts';
import type { EventLog } from '@chitieu/messaging';
import type { Database, Tx } from '@chitieu/persistence';
import { dayInVietnam, type Clock } from '@chitieu/runtime';
import { countAlerts } from './alert-metrics.js';
import { loadRules } from './judging/alert-rules.js';
import { judgeObservations } from './judging/judge-observations.js';
import { lockAll, lockWaiting, type ObservationKey } from './judging/observations.js';
import { tellChanges } from './tell-changes.js';
import type { Channels } from './telling/channels.js';

const AT_ONCE = 500;
const BEFORE_ALL: ObservationKey = { unit: '', period: '', group: '' };

type LockNext = (tx: Tx, after: ObservationKey, limit: number) => Promise<IndicatorChanged[]>;

/**
 * What only time changes: pending to firing and recovering to resolved at every tick, and once in a calendar day, or after
 * a start, everything, because trajectories and due days have moved. One process at a time; judging again changes nothing.
 */
export class OnClockTick {
  private judgedOn: string | null = null;

  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly clock: Clock,
    private readonly channels: Channels,
  ) {}

  async run(): Promise<number> {
    const today = dayInVietnam(this.clock.now());
    const isNewDay = today !== this.judgedOn;
    const judged = await this.judgeEach(isNewDay ? lockAll : lockWaiting);
    if (isNewDay && judged !== null) this.judgedOn = today;
    await countAlerts(this.database);
    return judged ?? 0;
  }

  /** Null: another process is at it. */
  private async judgeEach(lockNext: LockNext): Promise<number | null> {
    let total = 0;
    for (let after: ObservationKey | null = BEFORE_ALL; after !== null;) {
      const from: ObservationKey = after;
      const heard = await this.database.transaction((tx) => this.judgeNext(tx, lockNext, from));
      if (heard === null) return null;
      total += heard.length;
      const last = heard.at(-1);
      after = last && heard.length === AT_ONCE ? { unit: last.orgUnit, period: last.period, group: last.group } : null;
    }
    return total;
  }

  private async judgeNext(tx: Tx, lockNext: LockNext, after: ObservationKey): Promise<IndicatorChanged[] | null> {
    const [lock] = await tx.query<{ mine: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtext('chitieu.alerting.tick')) AS mine`,
    );
    if (!lock!.mine) return null;
    const now = this.clock.now();
    const heard = await lockNext(tx, after, AT_ONCE);
    const judged = await judgeObservations(tx, heard, await loadRules(tx), now);
    await tellChanges(tx, this.log, judged, this.channels.names, now);
    return heard;
  }
}
