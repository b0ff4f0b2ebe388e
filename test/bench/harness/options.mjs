import { parseArgs } from 'node:util';
import { LaunchRefusal } from '../../../deploy/launcher/refusal.mjs';

const number = { type: /** @type {const} */ ('string') };
const flag = { type: /** @type {const} */ ('boolean') };

/** Sizes are those of the table in README.md; smaller ones only show that everything runs. */
const OPTIONS = {
  households: { ...number, default: '1000000' },
  events: { ...number, default: '1000000' },
  seconds: { ...number, default: '60' },
  rows: { ...number, default: '500000' },
  repeats: { ...number, default: '3' },
  calculators: { ...number, default: '1' },
  country: { ...number, default: '27000000' },
  seed: { ...number, default: '20261125' },
  random: flag,
  'without-peers': flag,
  'skip-build': flag,
  'write-readme': flag,
  help: flag,
};

export const usage = (names) => `npm run bench [-- name …] [options]
  names: ${names.join(', ')} (all by default)
  --households N   in the base (1,000,000)         --events N     of a backlog (1,000,000)
  --seconds N      of an open-loop load (60)       --rows N       of an import (500,000)
  --repeats N      of each side of a pair (3)      --calculators N processes (1)
  --country N      households of a country (27,000,000)
  --random         households at random instead of offices' runs of 94
  --without-peers  ours only                       --seed N
  --write-readme   puts the table into test/bench/README.md
  exit codes: 0 recompute equals the aggregates everywhere, 1 not, 2 wrong use`;

/**
 * @param {string[]} argv
 * @param {string[]} names
 */
export function readBenchOptions(argv, names) {
  const wrong = (what) => new LaunchRefusal('wrong-option', { vi: 'Không hiểu dòng lệnh', en: `${what}\n${usage(names)}` }, 2);
  let given;
  try {
    given = parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw wrong(error.message.split('\n')[0]);
  }
  const unknown = given.positionals.find((name) => !names.includes(name));
  if (unknown !== undefined) throw wrong(`there is no benchmark "${unknown}"`);
  const sizes = Object.entries(OPTIONS).filter(([, { type }]) => type === 'string');
  const values = Object.fromEntries(sizes.map(([name]) => [name, Number(given.values[name])]));
  const bad = Object.keys(values).find((name) => !Number.isSafeInteger(values[name]) || values[name] < 1);
  if (bad) throw wrong(`--${bad} is a whole number above 0`);
  const { random, help } = given.values;
  return {
    ...values,
    random: random ?? false,
    help: help ?? false,
    peers: !given.values['without-peers'],
    skipBuild: given.values['skip-build'] ?? false,
    writeReadme: given.values['write-readme'] ?? false,
    names: given.positionals,
  };
}
