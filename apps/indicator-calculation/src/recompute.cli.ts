import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LEVELS } from '@chitieu/domain';
import { Database, runningDatabaseUrl } from '@chitieu/persistence';
import { compareAll, type Comparison } from './recompute/compare.js';
import { waitUntilApplied } from './recompute/wait-until-applied.js';

const SHOWN = 20;
/** Where the launcher keeps the server inside the data directory. */
const SERVER = 'postgres';

const USAGE = `usage: npm run recompute -- --verify [--data-dir D]
  recomputes every stored value at every unit and period from the facts, in SQL of its own, and compares
  the database: CHITIEU_DATABASE_URL, or the one that \`npm start\` is serving from the data directory (default .chitieu)
  exit codes: 0 no difference, 1 a difference, 2 wrong use, 5 no database`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { verify: { type: 'boolean' }, 'data-dir': { type: 'string' } } });
  if (!values.verify) {
    console.error(USAGE);
    return 2;
  }
  const url = await databaseUrl(values['data-dir']);
  if (!url) {
    console.error('no database: start the product first (npm start), name its --data-dir, or set CHITIEU_DATABASE_URL');
    return 5;
  }
  const database = new Database(url, 'recompute', 2);
  try {
    return await verify(database);
  } finally {
    await database.close();
  }
}

async function databaseUrl(dataDir: string | undefined): Promise<string | null> {
  const { CHITIEU_DATABASE_URL, CHITIEU_DATA_DIR = '.chitieu', INIT_CWD = '' } = process.env;
  if (CHITIEU_DATABASE_URL && dataDir === undefined) return CHITIEU_DATABASE_URL;
  return runningDatabaseUrl(resolve(INIT_CWD, dataDir ?? CHITIEU_DATA_DIR, SERVER));
}

async function verify(database: Database): Promise<number> {
  const left = await waitUntilApplied(database, 120_000);
  if (left > 0) {
    console.error(`${left} facts are not in the numbers yet after two minutes: is indicator-calculation running?`);
    return 1;
  }
  return report(
    await database.transaction(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      return compareAll(tx, (line) => console.error(line));
    }),
  );
}

function report({ levels, differences }: Comparison): number {
  for (const level of LEVELS) {
    const seen = levels.get(level) ?? { units: 0, values: 0, differences: 0 };
    console.log(
      `${level.padEnd(9)} ${seen.values} values of ${seen.units} unit-periods compared, ${seen.differences} differences`,
    );
  }
  for (const d of differences.slice(0, SHOWN))
    console.log(`  ${d.level} ${d.unit} ${d.period} ${d.measure}: recomputed ${d.recomputed}, stored ${d.stored}`);
  console.log(`${differences.length} differences`);
  return differences.length === 0 ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    console.error(`recompute failed: ${error.message}`);
    process.exitCode = 5;
  },
);
