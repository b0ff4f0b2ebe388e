import { writeSync } from 'node:fs';

/** Steps where a crash would hurt most; `test/faults` ends processes at them. */
export const FAILPOINTS = [
  'after-validate',
  'after-accept-commit',
  'after-publish',
  'between-state-and-rollup',
  'before-offset-commit',
  'mid-import',
  'mid-delivery',
  'mid-rebuild',
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];

export const FAILPOINT_VARIABLE = 'CHITIEU_TEST_FAILPOINT';

/** What becomes of the process at a step: killed, or stopped in its tracks until somebody continues it. */
export type Fate = 'SIGKILL' | 'SIGSTOP';

/** Asked at every call of a step; null: nothing happens this time. */
type Decide = () => Fate | null;

const GRAMMAR = /^([a-z-]+):(kill|stop)(?::([01](?:\.\d+)?)|@([1-9]\d*))$/;

/** `step:kill:0.01` dies at the step with that probability, `step:kill@5` at its fifth call, `step:stop@5` stands still there. */
export function readFailpoints(text: string): Map<Failpoint, Decide> {
  return new Map(text.split(',').map(readOne));
}

function readOne(text: string): [Failpoint, Decide] {
  const [, step, action, probability, nth] = GRAMMAR.exec(text.trim()) ?? [];
  const known = FAILPOINTS.find((name) => name === step);
  if (!known)
    throw new Error(`${FAILPOINT_VARIABLE}: "${text}" is not step:kill:0.01 or step:kill@5 of ${FAILPOINTS.join(', ')}`);
  const fate: Fate = action === 'stop' ? 'SIGSTOP' : 'SIGKILL';
  let calls = 0;
  return [known, () => ((nth ? ++calls === Number(nth) : Math.random() < Number(probability)) ? fate : null)];
}

const given = process.env[FAILPOINT_VARIABLE];
const armed = given ? readFailpoints(given) : null;

/** Nothing, unless the environment of a test names the step. */
export function failpoint(step: Failpoint): void {
  const fate = armed?.get(step)?.();
  if (!fate) return;
  writeSync(2, `failpoint ${step}: ${fate}\n`);
  process.kill(process.pid, fate);
}
