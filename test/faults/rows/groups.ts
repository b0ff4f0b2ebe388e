import { setTimeout as delay } from 'node:timers/promises';
import { ORDINARY, type Run } from '../run.js';
import { BOTH, type Row } from './row.js';

const CALCULATOR = 'indicator-calculation';

/** Four calculators share the lanes while one stands still and is continued, and while they come and go. */
export const groups: Row = {
  name: 'groups',
  modes: BOTH,
  options: { instances: { [CALCULATOR]: 4, alerting: 2 } },
  act: async (run, { isShort, timeIsUp }) => {
    run.traffic.start(ORDINARY);
    await delay(2_000);
    for (let round = 0; round < (isShort ? 1 : 3) && !timeIsUp(); round++) {
      await standsStill(run, isShort ? 5_000 : 60_000);
      await standsStillInside(run, isShort ? 5_000 : 60_000);
      await storm(run, isShort ? 5 : 20);
    }
  },
};

/** Not the first: the gateway asks that one for numbers. */
const anyBehindTheFirst = (run: Run) => run.chance.pick(run.product.of(CALCULATOR).slice(1));

export async function standsStill(run: Run, forMs: number): Promise<void> {
  const zombie = anyBehindTheFirst(run);
  zombie.signal('SIGSTOP');
  run.faults += 1;
  await run.recovers('SIGSTOP of one of four calculators');
  await delay(forMs);
  zombie.signal('SIGCONT');
  await run.recovers('its SIGCONT');
}

/** It stops itself inside the transaction, holding the fence: the worst of zombies. */
async function standsStillInside(run: Run, forMs: number): Promise<void> {
  const zombie = anyBehindTheFirst(run);
  zombie.armNextStart({ CHITIEU_TEST_FAILPOINT: `before-offset-commit:stop@${run.chance.between(1, 10)}` });
  await zombie.kill();
  run.faults += 2;
  await delay(3_000);
  await run.recovers('a calculator stands still while it holds the fence');
  await delay(forMs);
  zombie.signal('SIGCONT');
  await run.recovers('its SIGCONT');
}

/** Joins and leaves, graceful and not, faster than a group comes to rest. */
async function storm(run: Run, changes: number): Promise<void> {
  for (let i = 0; i < changes; i++) {
    const one = run.chance.pick(run.product.of(CALCULATOR));
    if (run.chance.happens(0.5)) await one.kill();
    else one.signal('SIGTERM');
    run.faults += 1;
    await delay(run.chance.between(200, 1_500));
  }
  await run.recovers(`${changes} calculators joined and left`);
}
