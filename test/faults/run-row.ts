import { Chance } from './chance.js';
import type { Mode } from './product/product.js';
import type { Verdict } from './oracle/judge.js';
import { Run } from './run.js';
import type { Row, Size } from './rows/row.js';

/** The time that the data are of, where a row names no other. */
/** A Friday, in office hours: messages leave. */
const NOW = '2024-10-04T09:00:00+07:00';

export interface RowResult {
  row: string;
  mode: Mode;
  seed: number;
  faults: number;
  recoveries: number[];
  verdict: Verdict;
  steps: Map<string, number>;
  seconds: number;
}

/** One row in one mode, on a product of its own: its seed alone repeats it, whatever runs before. */
export async function runRow(
  row: Row,
  mode: Mode,
  size: Size,
  seed: number,
  say: (line: string) => void,
  mutation?: string,
): Promise<RowResult> {
  const startedAt = Date.now();
  const own = new Chance(seed).branch(`${row.name} ${mode}`).between(1, 1_000_000);
  const run = await Run.begin(own, { mode, now: NOW, ...row.options, ...(mutation && { mutation }) }, say);
  try {
    await row.act(run, size);
    const verdict = mutation ? await run.verdictOnMistake() : await run.verdict();
    const { faults, recoveries, steps } = run;
    if (verdict.wrong.length > 0 && !mutation)
      say(`what the processes wrote last:\n${run.product.processes.lastOutput.slice(-4_000)}`);
    return { row: row.name, mode, seed, faults, recoveries, verdict, steps, seconds: (Date.now() - startedAt) / 1_000 };
  } finally {
    await run.end();
  }
}
