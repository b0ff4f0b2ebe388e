import { setTimeout as delay } from 'node:timers/promises';
import { ORDINARY } from '../run.js';
import { repeatEvents } from './delivery.js';
import { standsStill } from './groups.js';
import { killAtStep, killSome, STEPS } from './kill.js';
import { injectEach } from './poison.js';
import { BOTH, type Row } from './row.js';
import { postgresIsAway } from './servers.js';

/** Some of each for `npm test`: kills, two of them at steps; bad events; repeats; a PostgreSQL that crashes; a calculator that stands still. */
export const subset: Row = {
  name: 'subset',
  modes: BOTH,
  act: async (run, { kills }) => {
    const steps = STEPS.filter(({ name }) => ['mid-import', 'before-offset-commit', 'after-accept-commit'].includes(name));
    run.traffic.start({ ...ORDINARY, importRows: 1_500, importPauseMs: 1_000 });
    await delay(1_500);
    await injectEach(run);
    while (run.faults < kills) {
      await killSome(run, 2);
      await killAtStep(run, run.chance.pick(steps));
    }
    await repeatEvents(run, 'DESC');
    await postgresIsAway(run, 'SIGKILL', 0);
    await standsStill(run, 2_000);
  },
};
