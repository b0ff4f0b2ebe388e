import type { IndicatorChanged } from '@chitieu/contracts';
import type { WatchingRule } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import type { Heard } from './replay-rule.js';

/** Units that the rule watches, of which anything is kept. */
export async function unitsKept(tx: Tx, { levels }: WatchingRule, orgUnit: string | undefined): Promise<string[]> {
  const rows = await tx.query<{ unit: string }>(
    `SELECT DISTINCT unit FROM alerting.observation
      WHERE body->>'level' = ANY($1) AND ($2::text IS NULL OR unit = $2 OR body->'ancestors' ? $2) ORDER BY unit`,
    [[...levels], orgUnit ?? null],
  );
  return rows.map(({ unit }) => unit);
}

/** By unit and group; what was heard up to the end of a day. */
export async function historyOf(tx: Tx, units: string[], to: string): Promise<Heard[][]> {
  const rows = await tx.query<{ heard_at: Date; body: IndicatorChanged }>(
    `SELECT heard_at, body FROM alerting.observation_day WHERE unit = ANY($1) AND day <= $2 ORDER BY unit, metric_group, heard_at`,
    [units, to],
  );
  return byUnitAndGroup(rows.map(({ heard_at: at, body: heard }) => ({ at, heard })));
}

/** What is known today, as if it had always been known. */
export async function knownNow(tx: Tx, units: string[]): Promise<Heard[][]> {
  const rows = await tx.query<{ body: IndicatorChanged }>(
    `SELECT body FROM alerting.observation WHERE unit = ANY($1) ORDER BY unit, metric_group, period`,
    [units],
  );
  return byUnitAndGroup(rows.map(({ body: heard }) => ({ at: new Date(0), heard })));
}

function byUnitAndGroup(all: readonly Heard[]): Heard[][] {
  const lines = new Map<string, Heard[]>();
  for (const one of all) {
    const line = `${one.heard.orgUnit}|${one.heard.group}`;
    lines.set(line, [...(lines.get(line) ?? []), one]);
  }
  return [...lines.values()];
}

export async function keptFrom(tx: Tx): Promise<string | null> {
  const [row] = await tx.query<{ day: string | null }>('SELECT min(day)::text AS day FROM alerting.observation_day');
  return row?.day ?? null;
}
