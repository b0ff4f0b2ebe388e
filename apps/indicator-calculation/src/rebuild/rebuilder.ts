import type { EventLog } from '@chitieu/messaging';
import { isTransient, type Database, type Tx } from '@chitieu/persistence';
import { failpoint, type Logger } from '@chitieu/runtime';
import { measureSetOf } from '../catalogue/measures-in.js';
import { readServing } from '../catalogue/serving-row.js';
import { settledBefore } from '../proof/settled-before.js';
import { compareNext, unitsToCompare } from './compare-next.js';
import { STEPS, type FillingHand } from './fill.js';
import { flipGenerations } from './generations.js';
import { markChanged } from './mark-changed.js';
import { openRebuild, saveRebuild, tryTurn, waitForTurn, type Rebuild, type RebuildState } from './rebuild-row.js';
import { ReadAhead } from './read-ahead.js';
import { endRebuild } from './rebuilds.js';

export interface RebuilderParts {
  database: Database;
  log: EventLog;
  /** Of the calculator's consumer group. */
  group: string;
  logger: Logger;
}

/** What is kept from step to step of one rebuild, for speed alone. */
interface Hand extends FillingHand {
  of: string;
  /** All that are to be compared. */
  units?: string[];
}

/**
 * Carries an open rebuild on, a short transaction at a time; where it stands is in its row, so that any process goes on where another
 * was killed. Filled, then compared with the facts, then flipped, or refused.
 */
export class Rebuilder {
  private stopped = false;
  private hand: Hand | undefined;

  constructor(private readonly parts: RebuilderParts) {}

  /** Until nothing is open, or another process has the turn. */
  async round(): Promise<void> {
    while (!this.stopped && (await this.step()));
  }

  /** Ends the round in hand behind its step. */
  stop(): void {
    this.stopped = true;
  }

  private async step(): Promise<boolean> {
    const { database } = this.parts;
    try {
      return await database.transaction(async (tx) => {
        if (!(await tryTurn(tx))) return false;
        const rebuild = await openRebuild(tx);
        if (!rebuild) return false;
        await (rebuild.state === 'filling' ? this.fill(tx, rebuild) : this.compare(tx, rebuild));
        failpoint('mid-rebuild');
        return true;
      });
    } catch (error) {
      if (isTransient(error)) throw error;
      await database.transaction((tx) => this.giveUp(tx, (error as Error).message));
      return false;
    }
  }

  private async fill(tx: Tx, rebuild: Rebuild): Promise<void> {
    const steps = STEPS[rebuild.source];
    const at = steps.findIndex(({ name }) => name === rebuild.step);
    const { count, behind } = await steps[at]!.fill(tx, rebuild.behind, this.handOf(rebuild));
    const after = steps[at + 1];
    const done = rebuild.done + count;
    if (behind !== null) return saveRebuild(tx, { ...rebuild, behind, done });
    if (after) return saveRebuild(tx, { ...rebuild, step: after.name, behind: [], done });
    const { length: total } = await this.remaining(tx, { ...rebuild, behind: [] });
    await saveRebuild(tx, { ...rebuild, state: 'comparing', step: 'units', behind: [], done: 0, total, filledAt: new Date() });
  }

  private handOf({ id, measures }: Rebuild): Hand {
    if (this.hand?.of !== id) this.hand = { of: id, ahead: new ReadAhead(this.parts.database), measures: measureSetOf(measures) };
    return this.hand;
  }

  private async compare(tx: Tx, rebuild: Rebuild): Promise<void> {
    const { database, log, group } = this.parts;
    const codes = await this.remaining(tx, rebuild);
    if (codes.length === 0) return this.conclude(tx, rebuild);
    const { count, outcome } = await compareNext(
      tx,
      codes,
      await settledBefore(database, log, group),
      rebuild.outcome,
      this.handOf(rebuild).measures,
    );
    await saveRebuild(tx, { ...rebuild, behind: [codes[count - 1]], done: rebuild.done + count, outcome });
  }

  private async remaining(tx: Tx, rebuild: Rebuild): Promise<string[]> {
    const units = (this.handOf(rebuild).units ??= await unitsToCompare(tx));
    const [last] = rebuild.behind;
    return last === undefined ? units : units.slice(units.findLastIndex((code) => code <= (last as string)) + 1);
  }

  private async conclude(tx: Tx, rebuild: Rebuild): Promise<void> {
    const { differenceCount = 0 } = rebuild.outcome;
    if (differenceCount > 0) return this.end(tx, { ...rebuild, state: 'refused' });
    const changed = await markChanged(tx, measureSetOf((await readServing(tx)).measures), this.handOf(rebuild).measures);
    const generation = await flipGenerations(tx, rebuild);
    const ended: Rebuild = { ...rebuild, state: 'done', outcome: { ...rebuild.outcome, changed, generation } };
    await saveRebuild(tx, ended);
    this.tell(ended);
  }

  private async giveUp(tx: Tx, error: string): Promise<void> {
    await waitForTurn(tx);
    const rebuild = await openRebuild(tx);
    if (rebuild) await this.end(tx, { ...rebuild, state: 'failed', outcome: { ...rebuild.outcome, error } });
  }

  private async end(tx: Tx, rebuild: Rebuild): Promise<void> {
    await endRebuild(tx, rebuild);
    this.tell(rebuild);
  }

  private tell({ id, source, state, outcome }: Rebuild): void {
    const isGood: RebuildState[] = ['done', 'cancelled'];
    this.parts.logger[isGood.includes(state) ? 'info' : 'error']({ id, source, ...outcome }, `rebuild ${state}`);
  }
}
