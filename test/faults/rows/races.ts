import { setTimeout as delay } from 'node:timers/promises';
import type { Run } from '../run.js';
import { killAtStep, killSome, type Step } from './kill.js';
import { BOTH, type Row } from './row.js';

/** Data and offset belong together: here they are about to be committed. */
const INSIDE_A_BATCH: Step = { name: 'before-offset-commit', of: 'indicator-calculation', upTo: 4 };

/**
 * Not of the table: made to show planted mistakes soon. Several calculators, transactions that commit late, batches cut by
 * kills between the two steps that belong together.
 */
export const races: Row = {
  name: 'races',
  modes: BOTH,
  options: { instances: { 'indicator-calculation': 3 } },
  act: async (run, { isShort }) => {
    run.traffic.start({ writers: 12, pauseMs: 5, importers: 2, importRows: 1_500, importPauseMs: 200 });
    for (let round = 0; round < (isShort ? 1 : 3); round++) {
      await delay(1_000);
      await lateCommits(run);
      await killAtStep(run, INSIDE_A_BATCH);
      await killSome(run, 1);
    }
  },
};

/** Writers that take their place in the log and commit a moment later, behind others: repeats of what is there already. */
async function lateCommits(run: Run): Promise<void> {
  const { database } = run.product.postgres;
  await Promise.all(
    Array.from({ length: 3 }, () =>
      database.transaction(async (tx) => {
        await tx.query(
          `INSERT INTO bus.outbox (lane, type, subject, key, rev, data)
           SELECT lane, type, subject, key, rev, data FROM bus.outbox WHERE type = 'household.reviewed.v1' ORDER BY xid DESC LIMIT 50`,
        );
        await delay(run.chance.between(200, 700));
      }),
    ),
  );
}
