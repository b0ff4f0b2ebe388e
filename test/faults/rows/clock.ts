import { setTimeout as delay } from 'node:timers/promises';
import { ORDINARY, type Run } from '../run.js';
import { BOTH, type Row } from './row.js';

const HOUR_MS = 3_600_000;

/** Clocks an hour apart between the processes, set back, over the end of a year. Versions give the order, not clocks. */
export const clock: Row = {
  name: 'clock',
  modes: BOTH,
  options: { now: '2024-12-31T23:59:15+07:00' },
  act: async (run, { isShort, timeIsUp }) => {
    run.traffic.start(ORDINARY);
    await delay(2_000);
    for (let round = 0; round < (isShort ? 1 : 4) && !timeIsUp(); round++) {
      await shift(run, () => run.chance.pick([-HOUR_MS, HOUR_MS]), 'an hour apart');
      await delay(3_000);
      await shift(run, () => -24 * HOUR_MS, 'set back a day');
      await delay(3_000);
    }
    await run.traffic.stop();
    await shift(run, () => 0, 'right again');
  },
};

async function shift(run: Run, by: () => number, how: string): Promise<void> {
  for (const name of ['intake', 'indicator-calculation', 'alerting'] as const) {
    run.product.of(name).forEach((_, index) => run.product.clockShiftMs.set(`${name}#${index}`, by()));
  }
  await Promise.all(run.product.all.map((one) => one.kill()));
  run.faults += run.product.all.length;
  await run.recovers(`clocks ${how}`);
}
