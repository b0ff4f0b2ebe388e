import { parseArgs } from 'node:util';
import type { Mode } from './product/product.js';
import { ROWS } from './rows/rows.js';
import { MUTATIONS } from './mutations.mjs';

export interface Options {
  seed: number;
  modes: Mode[];
  rows: string[];
  kills: number;
  minutes: number;
  isShort: boolean;
  mutations: boolean;
  mutation: string | undefined;
}

export const USAGE = `usage: npm run faults -- [options]
  --seed N        repeats a run (its seed is printed)
  --kills N       processes the row "kill" ends, in each mode (default 200)
  --mode M        embedded, cluster or both (default both)
  --rows a,b      of: ${ROWS.map(({ name }) => name).join(', ')} (default: all)
  --minutes M     no new fault after M minutes of a row (default 30)
  --short         the few rounds of npm test
  --mutations     plants each known mistake and wants to see red; --mutation NAME one: ${Object.keys(MUTATIONS).join(', ')}
  exit codes: 0 every verdict as it should be, 1 not, 2 wrong use`;

/** Null: not understood. */
export function readOptions(argv: string[]): Options | null {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    const { values } = parseArgs({
      args: argv,
      options: { seed: text, kills: text, mode: text, rows: text, minutes: text, mutation: text, short: flag, mutations: flag },
    });
    const known = ROWS.map(({ name }) => name);
    const rows = values.rows?.split(',').map((row) => row.trim()) ?? known;
    const mode = values.mode ?? 'both';
    const numbers = [values.seed ?? String(Date.now() % 1_000_000), values.kills ?? '200', values.minutes ?? '30'].map(Number);
    const isWrong =
      numbers.some((number) => !(number > 0)) ||
      rows.some((row) => !known.includes(row)) ||
      !['embedded', 'cluster', 'both'].includes(mode) ||
      (values.mutation !== undefined && !(values.mutation in MUTATIONS));
    if (isWrong) return null;
    const [seed, kills, minutes] = numbers as [number, number, number];
    const modes: Mode[] = mode === 'both' ? ['embedded', 'cluster'] : [mode as Mode];
    const { mutation, mutations = false, short: isShort = false } = values;
    return { seed, modes, rows, kills, minutes, isShort, mutations: mutations || mutation !== undefined, mutation };
  } catch {
    return null;
  }
}
