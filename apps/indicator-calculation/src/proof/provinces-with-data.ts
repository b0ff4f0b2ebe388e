import type { Tx } from '@chitieu/persistence';

/** A province, or the nation for what belongs to none, with every unit below it that has facts or numbers of its own. */
export interface ProvinceWithData {
  code: string;
  name: string;
  level: 'nation' | 'province';
  units: string[];
}

/** Above a unit stands whatever its facts have ever named its parent: a commune that changed its province is looked at under both. */
export async function provincesWithData(tx: Tx): Promise<ProvinceWithData[]> {
  return tx.query<ProvinceWithData>(`
WITH RECURSIVE reviewed AS ( -- one look into the index for each unit, however many facts it has
  (SELECT unit FROM intake.fact_household_review ORDER BY unit LIMIT 1)
  UNION ALL
  SELECT (SELECT f.unit FROM intake.fact_household_review f WHERE f.unit > r.unit ORDER BY f.unit LIMIT 1) FROM reviewed r WHERE r.unit IS NOT NULL
), named AS (
  SELECT unit FROM reviewed WHERE unit IS NOT NULL
  UNION SELECT unit FROM intake.fact_disbursement UNION SELECT unit FROM intake.fact_plan UNION SELECT unit FROM intake.fact_declaration
  UNION SELECT commune FROM projection.household_count UNION SELECT unit FROM projection.disbursed
), above AS MATERIALIZED (
  SELECT DISTINCT body->>'code' AS code, body->>'level' AS level, body->>'parent' AS parent
    FROM intake.fact_org_unit WHERE retracted IS NULL AND body->>'level' <> 'village'
), line AS (
  SELECT unit, unit AS at FROM named UNION SELECT l.unit, a.parent FROM line l JOIN above a ON a.code = l.at WHERE a.parent IS NOT NULL
), placed AS (
  SELECT DISTINCT l.unit, a.code FROM line l JOIN above a ON a.code = l.at AND a.level = 'province'
)
SELECT coalesce(p.code, 'VN') AS code, CASE WHEN p.code IS NULL THEN 'nation' ELSE 'province' END AS level, array_agg(n.unit ORDER BY n.unit) AS units,
       coalesce((SELECT f.body->>'name' FROM intake.fact_org_unit f WHERE f.unit = p.code ORDER BY f.body->>'validFrom' DESC LIMIT 1), 'Việt Nam') AS name
  FROM named n LEFT JOIN placed p USING (unit) GROUP BY p.code`);
}
