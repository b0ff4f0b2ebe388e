/**
 * The events as one SQL statement: pure functions of their number `n`, so that a run can be repeated and the load costs nothing while it is
 * measured. `m` is the event that `n` says: itself, or for 2 % the one before once more. 1 % are stale: another state under an old `rev`.
 * A probe is a household nobody has heard of: where it appears is when it became visible.
 *
 * @param {ReturnType<typeof import('./shape.mjs').shapeOf>} shape
 * @param {{ seed: number, base: boolean, first: boolean, random: boolean, probeEvery: number, probeCommunes: number }} load first: without a year before
 */
export const eventsSql = (shape, { seed, base, first, random, probeEvery, probeCommunes }) => `
INSERT INTO bench.event (n, probe, lane, key, subject, rev, data)
SELECT n, is_probe AND m = n, c.lane, c.commune, format('household:%s/${PERIOD}', id), rev,
       ${reviewJson(first)}::json
  FROM generate_series($1::bigint, $2::bigint) AS n
  CROSS JOIN LATERAL (SELECT CASE WHEN ${base} OR n = $1 OR ${probe('n', probeEvery)} OR ${hash('n', seed + 1)} % 100 >= 2 THEN n ELSE n - 1 END AS m) said
  CROSS JOIN LATERAL (SELECT ${probe('m', probeEvery)} AS is_probe, NOT ${base} AND ${hash('m', seed + 2)} % 100 < 1 AS is_stale) kind
  CROSS JOIN LATERAL (SELECT ${householdOf(shape, { seed, base, random })} AS k) household
  CROSS JOIN LATERAL (
    SELECT CASE WHEN is_probe THEN (${hash('m', seed + 5)} % ${probeCommunes})::int ELSE (k / ${shape.perCommune})::int END AS i,
           1 + k % ${shape.perCommune} * ${shape.villages} / ${shape.perCommune} AS v,
           CASE WHEN is_probe THEN 'P-' || m ELSE 'H-' || lpad(k::text, 8, '0') END AS id,
           CASE WHEN ${base} THEN ${BASE_REV} WHEN is_stale AND NOT is_probe THEN ${STALE_REV} ELSE ${BASE_REV} + m END AS rev,
           ${hash('m', seed + 6)} AS a, ${hash('k', seed + 7)} AS b
  ) chance
  JOIN bench.commune c ON c.i = chance.i
  JOIN bench.deprivation_set s ON s.bits = CASE WHEN a % 1000 < 100 THEN (a >> 10) & 4095 ELSE (a >> 10) & 195 END
 ORDER BY n`;

export const PERIOD = '2025';
const BASE_REV = 10;
const STALE_REV = 5;

const hash = (value, salt) => `(hashint8extended(${value}, ${salt}) & 9223372036854775807)`;
const probe = (value, every) => (every > 0 ? `(${value} % ${every} = 0)` : 'false');

/** Index of the household: in order for the base, by chance, or a run of one commune from a place that chance chose. */
function householdOf({ households, communes, perCommune, run }, { seed, base, random }) {
  if (base) return `n - 1`;
  if (random) return `${hash('m', seed + 3)} % ${households}`;
  const start = `${hash(`m / ${run}`, seed + 3)} % ${communes} * ${perCommune} + ${hash(`m / ${run}`, seed + 4)} % ${perCommune - run + 1}`;
  return `${start} + m % ${run}`;
}

const classOf = (dice, poor) =>
  `CASE WHEN ${dice} < ${poor} THEN 'poor' WHEN ${dice} < ${poor * 2} THEN 'nearPoor' WHEN ${dice} < 700 THEN 'averageLivingStandard' ELSE 'aboveAverage' END`;

/** About 400 bytes, as intake would emit it. */
const reviewJson = (
  first,
) => `format('{"householdId":"%s","ver":%s,"period":"${PERIOD}","reviewedOn":"%s","commune":"%s","village":"%s-%s","area":"rural","standard":"2022-2025","classification":"%s","scores":{"b1":%s,"b2":%s},"deprivations":%s,"members":%s,"groups":[],"causes":["land","labour"],"presence":"%s","reviewKind":"annual","reviewState":"%s","base":{"classification":%s,"wasPoorBefore":%s}}',
         id, rev, CASE WHEN (a >> 36) & 127 = 0 THEN '${PERIOD}-12-20' ELSE '${PERIOD}-10-17' END, c.commune, c.commune, v,
         ${classOf('a % 1000', 50)}, 60 + (a >> 40) % 100, s.size * 10, s.codes, 1 + (a >> 22) % 6,
         CASE WHEN NOT is_probe AND (a >> 26) & 127 = 0 THEN 'movedAway' ELSE 'living' END,
         CASE WHEN (a >> 33) & 7 = 0 THEN 'preliminary' ELSE 'official' END,
         CASE WHEN ${first} OR b % 1000 > 980 THEN 'null' ELSE '"' || ${classOf('b % 1000', 70)} || '"' END,
         CASE WHEN NOT ${first} AND (b >> 10) & 3 = 0 THEN 'true' ELSE 'false' END)`;
