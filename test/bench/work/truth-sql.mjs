import { DEPRIVATIONS } from '@chitieu/domain';
import { PERIOD } from './events-sql.mjs';

/**
 * What the numbers must be, from what was sent: the newest state of each household, folded and counted by SQL that shares nothing with the
 * calculator.
 */
export const STATE_TABLE = `CREATE UNLOGGED TABLE bench.state (
  subject text PRIMARY KEY, rev bigint NOT NULL, commune text NOT NULL, village text NOT NULL, class text NOT NULL, living boolean NOT NULL,
  official boolean NOT NULL, on_time boolean NOT NULL, base text, was_poor boolean NOT NULL, deprivations jsonb NOT NULL)`;

/** Parameters: first and last event. */
export const foldInto = (table) => `INSERT INTO ${table} AS held
SELECT e.subject, e.rev, r.commune, r.village, r.classification, r.presence = 'living', r."reviewState" = 'official',
       r."reviewedOn" <= '${PERIOD}-12-14', r.base->>'classification', (r.base->>'wasPoorBefore')::boolean, r.deprivations
  FROM (SELECT DISTINCT ON (subject) subject, rev, data FROM bench.event WHERE n BETWEEN $1 AND $2 ORDER BY subject, rev DESC) e
  CROSS JOIN LATERAL json_to_record(e.data) AS r(commune text, village text, classification text, presence text, "reviewState" text,
                                                "reviewedOn" text, base jsonb, deprivations jsonb)
ON CONFLICT (subject) DO UPDATE
   SET (rev, commune, village, class, living, official, on_time, base, was_poor, deprivations)
     = (excluded.rev, excluded.commune, excluded.village, excluded.class, excluded.living, excluded.official, excluded.on_time,
        excluded.base, excluded.was_poor, excluded.deprivations)
 WHERE held.rev < excluded.rev`;

const snakeCase = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function deprivedOf(of) {
  const column = (code) => `${snakeCase(of)}_deprived_${snakeCase(code)}`;
  return Object.fromEntries(
    DEPRIVATIONS.map((code) => [column(code), `living AND class = '${of}' AND deprivations ? '${code}'`]),
  );
}

/** Column of the product's table → what a household must be to count in it. */
const COUNTED = {
  reviews: 'true',
  reviews_on_time: 'on_time',
  households: 'living',
  official: 'living AND official',
  sample: 'false',
  poor: `living AND class = 'poor'`,
  near_poor: `living AND class = 'nearPoor'`,
  escaped_poverty: `living AND class <> 'poor' AND base = 'poor'`,
  relapsed: `living AND class = 'poor' AND base <> 'poor' AND was_poor`,
  newly_poor: `living AND class = 'poor' AND base <> 'poor' AND NOT was_poor`,
  without_base: 'living AND base IS NULL',
  ...deprivedOf('poor'),
  ...deprivedOf('nearPoor'),
};
export const COUNTERS = Object.keys(COUNTED);

/** A row for each commune, its village '', and for each of its villages. @param {string} states a table like `bench.state` */
export const countedSql = (states) => `
  SELECT commune, CASE WHEN grouping(village) = 1 THEN '' ELSE village END AS village,
         ${COUNTERS.map((name) => `count(*) FILTER (WHERE ${COUNTED[name]}) AS ${name}`).join(', ')}
    FROM ${states} GROUP BY GROUPING SETS ((commune), (commune, village))`;

/** Rows of communes and villages that differ, in both directions. @param {string} stored the product's table */
export const differencesSql = (stored) => `
WITH truth AS (${countedSql('bench.state')}
), stored AS (
  SELECT commune, village, ${COUNTERS.map((name) => `sum(${name}) AS ${name}`).join(', ')} FROM ${stored} WHERE period = '${PERIOD}' GROUP BY 1, 2
)
SELECT coalesce(t.commune, s.commune) AS commune, coalesce(t.village, s.village) AS village,
       ${COUNTERS.map((name) => `coalesce(t.${name}, 0)::int AS t_${name}, coalesce(s.${name}, 0)::int AS s_${name}`).join(', ')}
  FROM truth t FULL JOIN stored s USING (commune, village)
 WHERE (${COUNTERS.map((name) => `coalesce(t.${name}, 0)`).join(', ')}) IS DISTINCT FROM (${COUNTERS.map((name) => `coalesce(s.${name}, 0)`).join(', ')})`;
