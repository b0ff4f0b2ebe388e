import { OWNER_LEVELS, type Tree } from '@chitieu/domain';
import type { RestatementOnWire } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';
import type { MetricGroup } from '../projection/dirty-marks.js';

const SHOWN = 20;
const KINDS: Record<MetricGroup, string[]> = {
  households: ['household-reviews', 'plans'],
  reporting: ['household-reviews', 'activities', 'plans'],
  money: ['disbursements', 'plans'],
};

export interface Causes {
  shown: RestatementOnWire['causes'];
  count: number;
}

/** Facts of a unit and all below it that were accepted since an instant, also those that have left it; the newest first. */
export async function causesSince(tx: Tx, tree: Tree, unit: string, group: MetricGroup, since: Date): Promise<Causes> {
  const above = tree.unit(unit)!;
  const units = OWNER_LEVELS.flatMap((level) => tree.unitsOf(level, unit).map(({ code }) => code));
  const members = above.level === 'village' ? [above.parent!] : units;
  const rows = await tx.query<RestatementOnWire['causes'][number] & { count: string }>(CAUSES, [KINDS[group], members, since]);
  return { shown: rows.map(({ count: _count, ...cause }) => cause), count: Number(rows[0]?.count ?? 0) };
}

/** A fact that only got another base was changed, but not accepted, since. */
const CAUSES = {
  name: 'restatement-causes',
  text: `WITH touched AS (
  SELECT f.kind, f.id, f.period FROM intake.fact f WHERE f.kind = ANY ($1) AND f.unit = ANY ($2) AND f.changed_at > $3
  UNION
  SELECT h.kind, h.id, h.period FROM intake.fact_history h WHERE h.kind = ANY ($1) AND h.unit = ANY ($2) AND h.replaced_at > $3
), accepted AS (
  SELECT f.kind, f.id, f.period, f.ver::int AS ver, f.retracted AS reason,
         coalesce((SELECT max(h.replaced_at) FROM intake.fact_history h WHERE (h.kind, h.id, h.period) = (f.kind, f.id, f.period)), f.received_at) AS at
    FROM touched JOIN intake.fact f USING (kind, id, period)
)
SELECT kind, id, period, ver, to_jsonb(at) #>> '{}' AS "acceptedAt", reason, count(*) OVER () AS count
  FROM accepted WHERE at > $3 ORDER BY at DESC, id LIMIT ${SHOWN}`,
};
