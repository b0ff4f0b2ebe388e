import { setTimeout as delay } from 'node:timers/promises';
import { eventually, type ProcessName, type RunningProcess } from '@chitieu/testing';
import { ORDINARY, type Run } from '../run.js';
import { BOTH, type Row } from './row.js';

export interface Step {
  name: string;
  of: ProcessName;
  /** The highest call at which it may happen. */
  upTo: number;
  onlyIn?: 'cluster';
}

export const STEPS: readonly Step[] = [
  { name: 'after-validate', of: 'intake', upTo: 40 },
  { name: 'after-accept-commit', of: 'intake', upTo: 40 },
  { name: 'mid-import', of: 'intake', upTo: 2 },
  { name: 'between-state-and-rollup', of: 'indicator-calculation', upTo: 20 },
  { name: 'before-offset-commit', of: 'indicator-calculation', upTo: 20 },
  { name: 'before-offset-commit', of: 'alerting', upTo: 5 },
  { name: 'mid-delivery', of: 'alerting', upTo: 2 },
  { name: 'after-publish', of: 'indicator-calculation', upTo: 5, onlyIn: 'cluster' },
];
const REACHED_WITHIN_MS = 15_000;

/** SIGKILL of some processes at any time, and of one at each step where it would hurt. */
export const kill: Row = {
  name: 'kill',
  modes: BOTH,
  act: async (run, { kills, timeIsUp }) => {
    const steps = STEPS.filter(({ onlyIn }) => !onlyIn || onlyIn === run.product.options.mode);
    let waiting: Step[] = [];
    run.traffic.start(ORDINARY);
    await delay(2_000);
    while (run.faults < kills && !timeIsUp()) {
      if (run.chance.happens(0.5)) {
        if (waiting.length === 0) waiting = run.chance.shuffled(steps);
        await killAtStep(run, waiting.pop()!);
      } else await killSome(run, Math.min(3, kills - run.faults));
    }
  },
};

/** One to `most` processes within a second, in the middle of whatever they do. */
export async function killSome(run: Run, most: number): Promise<void> {
  const victims = run.chance.some(run.product.all, run.chance.between(1, most));
  for (const victim of victims) {
    await delay(run.chance.between(0, 700));
    await victim.kill();
    run.faults += 1;
  }
  await run.recovers(`SIGKILL of ${victims.map(({ name }) => name).join(', ')}`);
}

/** A process is killed and started to die again at a step; traffic brings it there. */
export async function killAtStep(run: Run, { name, of, upTo }: Step): Promise<void> {
  const victim: RunningProcess = run.chance.pick(run.product.of(of));
  const failpoint = `${name}:kill@${run.chance.between(1, upTo)}`;
  victim.armNextStart({ CHITIEU_TEST_FAILPOINT: failpoint });
  const { deaths } = victim;
  await victim.kill();
  run.faults += 1;
  const isReached = await eventually(() => victim.deaths >= deaths + 2, { withinMs: REACHED_WITHIN_MS, everyMs: 50 }).catch(
    () => false,
  );
  if (!isReached) {
    run.say(
      `${of} did not come to ${failpoint}; acknowledged ${run.traffic.acknowledged}, unanswered ${run.traffic.unanswered}\n${run.product.processes.lastOutput.slice(-1500)}`,
    );
    await victim.kill(); // so that it does not die later, where nobody counts
  }
  run.faults += 1;
  if (isReached) run.steps.set(`${name} of ${of}`, (run.steps.get(`${name} of ${of}`) ?? 0) + 1);
  await run.recovers(`SIGKILL of ${of} at ${failpoint}`);
}
