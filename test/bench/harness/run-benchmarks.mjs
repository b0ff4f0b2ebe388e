import { fileURLToPath } from 'node:url';
import { build } from '../../../deploy/launcher/build.mjs';
import { install } from '../../../deploy/launcher/install.mjs';
import { lastWord } from '../../../deploy/launcher/refusal.mjs';
import { readBenchOptions, usage } from './options.mjs';
import { tableOf, writeReadme, writeResults } from './report.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const say = (line) => console.error(line);

/** Files in benchmarks/, in the order in which they run; those of one mode share servers and a base. */
const BENCHMARKS = [
  'embedded',
  'freshness',
  'reads',
  'rebuild',
  'rebuild-live',
  'intake',
  'cluster-backlog',
  'cluster-freshness',
  'scale',
  'cluster-chain',
  'country',
  'dashboard',
  'contribution',
];

/**
 * Installs and builds as `npm test` does, then one benchmark after the other, alone on the machine as far as that is ours to say.
 *
 * @param {string[]} argv
 */
export async function runBenchmarks(argv) {
  const names = BENCHMARKS;
  try {
    const options = readBenchOptions(argv, names);
    if (options.help) return console.log(usage(names));
    if (!options.skipBuild) {
      await install(ROOT, say);
      await build(ROOT, say);
    }
    process.exitCode = await measure(names.filter(isWanted(options)), options);
  } catch (error) {
    const { line, exitCode } = lastWord(error);
    console.error(exitCode === 2 ? line : error);
    process.exitCode = exitCode;
  }
}

const isWanted =
  ({ names }) =>
  (name) =>
    names.length === 0 || names.includes(name);

async function measure(names, options) {
  const startedAt = new Date();
  const { Worlds } = await import('./worlds.mjs');
  const worlds = new Worlds(options, say);
  const rows = [];
  const differences = {};
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.once(signal, () => void worlds.end().then(() => process.exit(1)));
  try {
    for (const name of names) {
      say(`${name}`);
      const { [camelCase(name)]: benchmark } = await import(`../benchmarks/${name}.mjs`);
      try {
        const world = await worlds.of(benchmark);
        rows.push(...(await benchmark.run(world)).map((row) => ({ benchmark: name, ...row })));
        differences[name] = await verify(world, benchmark);
      } catch (error) {
        say(error.stack); // the others are still worth their table
        rows.push({ benchmark: name, ...failed(name, error) });
        await worlds.stop();
      }
    }
  } finally {
    await worlds.stop();
  }
  return conclude(rows, differences, startedAt, options);
}

const failed = (work, error) => ({
  ...{ work, reached: `failed: ${error.message.split('\n')[0]}`, target: '', isReached: false, isVoid: true },
  ...{ ratio: null, beside: '', details: {} },
});

const camelCase = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** A figure of numbers that are wrong is no figure. */
async function verify(world, { differences = (measured) => measured.differences() }) {
  const { count, examples } = await differences(world);
  say(`  recompute against the numbers: ${count} differences`);
  for (const example of examples) say(`    ${example}`);
  return count;
}

async function conclude(rows, differences, startedAt, options) {
  const wrong = Object.entries(differences).filter(([, count]) => count > 0);
  const standing = rows.map((row) =>
    differences[row.benchmark] > 0 ? { ...row, reached: `void: ${row.reached}`, isReached: false } : row,
  );
  say(`figures: ${await writeResults(standing, differences, startedAt, options)}`);
  if (options.writeReadme) await writeReadme(standing, startedAt);
  console.log(tableOf(standing));
  console.log(
    wrong.length === 0
      ? 'recompute equals the numbers: 0 differences'
      : `void: ${wrong.map(([name, count]) => `${name} ${count} differences`).join(', ')}`,
  );
  return wrong.length === 0 && !rows.some(({ isVoid }) => isVoid) ? 0 : 1;
}
