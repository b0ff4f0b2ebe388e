import { lastDay, NATION, OWNER_LEVELS } from '@chitieu/domain';
import type { Database } from '@chitieu/persistence';
import { dayInVietnam, gauge, type Clock } from '@chitieu/runtime';
import type { UnitTree } from '../reading/unit-tree.js';
import { countDifferences, keepDifferences, yearsToReconcile, type PlansOfYear } from './difference-store.js';
import { reconcileUnits } from './reconcile-units.js';
import { SEVERITIES } from './reconciliation-on-wire.js';

/** Households come in for a long time, and rates are taken of them: a year is looked at again even if no plan changed. */
const AGAIN_MS = 300_000;
/** After a round it rests so many times as long: at most a fifth of one core, however many plans there are. */
const REST = 4;

const differences = gauge('chitieu_plan_reconciliation_differences', 'Differences between the plans of the running year', [
  'level',
  'severity',
]);
const took = gauge('chitieu_plan_reconciliation_seconds', 'How long the last reconciliation of this process took');

/** Keeps what does not agree in the plans of every year beside them, so that flags and metrics need not work it out. */
export class ContinuousReconciliation {
  private restUntil = 0;

  constructor(
    private readonly database: Database,
    private readonly trees: UnitTree,
    private readonly clock: Clock,
  ) {}

  /** One year whose plans changed; returns it, or null when there is none, or another process is at it. */
  async round(): Promise<string | null> {
    if (performance.now() < this.restUntil) return null;
    const began = performance.now();
    const period = await this.database.transaction(async (tx) => {
      const [turn] = await tx.query<{ mine: boolean }>(
        `SELECT pg_try_advisory_xact_lock(hashtext('chitieu.reconciliation')) AS mine`,
      );
      if (!turn!.mine) return null;
      const [year] = await yearsToReconcile(tx, new Date(this.clock.now().getTime() - AGAIN_MS));
      if (!year) return null;
      await this.reconcile(tx, year);
      return year.period;
    });
    await this.show();
    const tookMs = performance.now() - began;
    if (period !== null) took.set(tookMs / 1_000);
    this.restUntil = performance.now() + REST * tookMs;
    return period;
  }

  private async reconcile(tx: Parameters<typeof keepDifferences>[0], year: PlansOfYear): Promise<void> {
    const tree = await this.trees.at(lastDay(year.period));
    const { found } = await reconcileUnits(tx, tree, NATION, year.period);
    await keepDifferences(tx, year, found.differences, this.clock.now());
  }

  private async show(): Promise<void> {
    const year = dayInVietnam(this.clock.now()).slice(0, 4);
    for (const level of OWNER_LEVELS) for (const severity of SEVERITIES) differences.set({ level, severity }, 0);
    for (const { level, severity, count } of await countDifferences(this.database, year))
      differences.set({ level, severity }, count);
  }
}
