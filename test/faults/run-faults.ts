import { MUTATIONS } from './mutations.mjs';
import { readOptions, USAGE, type Options } from './options.js';
import { findings, table } from './report.js';
import { races } from './rows/races.js';
import { ROWS } from './rows/rows.js';
import { runRow, type RowResult } from './run-row.js';

const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

/** From the command line to the table; returns the exit code. */
export async function runFaults(argv: string[]): Promise<number> {
  const options = readOptions(argv);
  if (!options) {
    console.error(USAGE);
    return 2;
  }
  console.log(`seed ${options.seed}`);
  const isAsItShouldBe = options.mutations ? await runMutations(options) : await runRows(options);
  const others = argv.filter((one, i) => !one.startsWith('--seed') && argv[i - 1] !== '--seed').join(' ');
  console.log(`repeat with: npm run faults -- --seed ${options.seed} ${others}`.trimEnd());
  return isAsItShouldBe ? 0 : 1;
}

async function runRows({ seed, modes, rows, kills, minutes, isShort }: Options): Promise<boolean> {
  const results: RowResult[] = [];
  for (const mode of modes) {
    for (const row of ROWS.filter(({ name, modes: its }) => rows.includes(name) && its.includes(mode))) {
      const until = Date.now() + minutes * 60_000;
      say(`${row.name}, ${mode}`);
      const result = await runRow(row, mode, { kills, isShort, timeIsUp: () => Date.now() > until }, seed, say);
      for (const line of findings(result)) console.log(line);
      for (const [step, times] of result.steps) say(`  killed ${times} times at ${step}`);
      results.push(result);
    }
  }
  for (const line of table(results)) console.log(line);
  return results.every(({ verdict }) => verdict.wrong.length === 0);
}

/** Each mistake must be seen; and the same races without one must hold, or seeing would say nothing. */
async function runMutations({ seed, modes, mutation }: Options): Promise<boolean> {
  let isAsItShouldBe = true;
  for (const mode of modes) {
    for (const name of mutation ? [mutation] : ['', ...Object.keys(MUTATIONS)]) {
      const what = name === '' ? 'no mistake' : `${name}: ${MUTATIONS[name]!.what}`;
      const { verdict, seconds } = await runRow(races, mode, ALL_ROUNDS, seed, say, name);
      const isRed = verdict.wrong.length > 0;
      const isRight = isRed === (name !== '');
      isAsItShouldBe &&= isRight;
      const seen = isRed ? `seen: ${verdict.wrong.length}, e.g. ${verdict.wrong[0]}` : 'nothing seen';
      console.log(`${mode}  ${what}  ${seconds.toFixed(0)} s  ${isRight ? 'as it should be' : 'WRONG'}  ${seen}`);
    }
  }
  return isAsItShouldBe;
}

const ALL_ROUNDS = { kills: 0, isShort: false, timeIsUp: () => false };
