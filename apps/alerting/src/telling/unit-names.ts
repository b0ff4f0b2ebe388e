import type { IndicatorChanged } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';

/** Names of the units that others stand below, as they were heard last: a message about communes says whose they are. */
export async function keepNames(tx: Tx, heard: readonly IndicatorChanged[]): Promise<void> {
  const names = new Map(
    heard.filter(({ level }) => level !== 'commune' && level !== 'village').map(({ orgUnit, name }) => [orgUnit, name]),
  );
  if (names.size === 0) return;
  await tx.query(
    {
      name: 'unit-name-keep',
      text: `INSERT INTO alerting.unit_name AS n SELECT key, value FROM jsonb_each_text($1::jsonb) ORDER BY key
             ON CONFLICT (code) DO UPDATE SET name = excluded.name WHERE n.name <> excluded.name`,
    },
    [JSON.stringify(Object.fromEntries(names))],
  );
}
