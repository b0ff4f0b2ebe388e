import { Database } from '@chitieu/persistence';
import { readSettings, SettingsError } from '@chitieu/runtime';
import { compareAll, type Comparison } from './recompute/compare.js';
import { waitUntilApplied } from './recompute/wait-until-applied.js';

const SHOWN = 20;

/** `npm run recompute -- --verify`: exit 0 when every stored value equals its recomputation, 1 on a difference, 2 on wrong use. */
async function main(): Promise<number> {
  if (!process.argv.includes('--verify')) {
    console.error('usage: npm run recompute -- --verify [--data-dir D]   (recomputes every value from the facts and compares)');
    return 2;
  }
  const database = new Database(readSettings().CHITIEU_DATABASE_URL, 'recompute', 2);
  try {
    const left = await waitUntilApplied(database, 120_000);
    if (left > 0) {
      console.error(`${left} events are not applied yet after two minutes: is indicator-calculation running?`);
      return 1;
    }
    return report(
      await database.transaction(async (tx) => {
        await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
        return compareAll(tx, (line) => console.error(line));
      }),
    );
  } finally {
    await database.close();
  }
}

function report({ levels, differences }: Comparison): number {
  for (const level of ['nation', 'province', 'district', 'commune', 'village']) {
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
    console.error(error instanceof SettingsError ? error.message : `recompute failed: ${error.message}`);
    process.exitCode = 5;
  },
);
