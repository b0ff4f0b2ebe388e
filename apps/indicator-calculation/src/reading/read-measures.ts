import {
  HOUSEHOLD_COUNTERS,
  laneOf,
  LEVELS,
  monthsOf,
  OWNER_LEVELS,
  previousPeriod,
  yearOf,
  type HouseholdCounter,
  type Level,
  type Tree,
  type UnitMeasures,
} from '@chitieu/domain';
import { numberColumn, textColumn, type Tx } from '@chitieu/persistence';
import { COUNT_COLUMNS } from '../projection/household-projection.js';

/** Measures of each unit, and the counters of sample rows among them. */
export type MeasuresByUnit = Map<string, UnitMeasures>;

/** A unit whose measures are wanted: one with communes below it (or a commune), or a village of a commune. */
export interface WantedUnit {
  code: string;
  level: Level;
  /** Communes whose counters add up to the unit's. */
  communes: string[];
  /** Set for a village: its code inside its one commune. */
  village: string;
  /** Units whose own money counts for it, where they are not the tree's. */
  payers?: Payer[];
}

/** A unit whose own money counts for another. */
export interface Payer {
  payer: string;
  level: Level;
  /** Months of its vouchers; null: its plan only. */
  months: { from: string; to: string } | null;
  /** False: its vouchers only. */
  isPlanned: boolean;
}

/** Just the counters of one commune or village, whatever tree it stands in. */
export const countersOf = (commune: string, village: string): WantedUnit => ({
  ...{ code: `counters ${commune} ${village}`, level: 'village', communes: [commune], village, payers: [] },
});

export function wantedUnit(tree: Tree, code: string): WantedUnit {
  const unit = tree.unit(code)!;
  if (unit.level === 'village') return { code, level: 'village', communes: [tree.parentOf(code)!], village: code };
  return { code, level: unit.level, communes: tree.communesUnder(code).map((commune) => commune.code), village: '' };
}

/**
 * Sums for every wanted unit in one statement each for households, vouchers and plans. Only communes and villages have
 * counters; a higher unit is the sum over the communes that the tree puts under it, so parent == sum of children.
 * Households are counted by year; a shorter period reads its year's.
 */
export async function readMeasures(tx: Tx, tree: Tree, wanted: WantedUnit[], period: string): Promise<MeasuresByUnit> {
  const members = moneyMembers(tree, wanted, period);
  const [households, money, assigned] = [
    await sumHouseholds(tx, wanted, yearOf(period)),
    await sumVouchers(tx, members, period),
    await sumAssigned(tx, members, period),
  ];
  return new Map(
    wanted.map(({ code }) => {
      const row = households.get(code);
      const paid = money.get(code);
      const measures: UnitMeasures = {
        current: Object.fromEntries(HOUSEHOLD_COUNTERS.map((name, i) => [name, BigInt(row?.[`c${i}`] ?? 0)])) as Record<
          HouseholdCounter,
          bigint
        >,
        matched: {
          communes: Number(row?.matched ?? 0),
          current: stocks(row, 'now'),
          previous: stocks(row, 'before'),
        },
        money: {
          disbursed: BigInt(paid?.in_period ?? 0),
          disbursedToDate: BigInt(paid?.to_date ?? 0),
          assigned: assigned.get(code) ?? null,
          vouchers: BigInt(paid?.vouchers ?? 0),
          sampleVouchers: BigInt(paid?.sample ?? 0),
        },
        reporting: {
          expected: Number(row?.expected ?? 0),
          received: Number(row?.received ?? 0),
          onTime: Number(row?.on_time ?? 0),
        },
      };
      return [code, measures];
    }),
  );
}

type Row = Record<string, string>;

const stocks = (row: Row | undefined, which: 'now' | 'before') => ({
  households: BigInt(row?.[`households_${which}`] ?? 0),
  poor: BigInt(row?.[`poor_${which}`] ?? 0),
  nearPoor: BigInt(row?.[`near_poor_${which}`] ?? 0),
});

async function sumHouseholds(tx: Tx, wanted: WantedUnit[], year: string): Promise<Map<string, Row>> {
  const members = wanted.flatMap((unit) => unit.communes.map((commune) => ({ unit: unit.code, commune, village: unit.village })));
  const rows = await tx.query<Row>(SUM_HOUSEHOLDS, [
    textColumn(members.map((m) => m.unit)),
    numberColumn(members.map((m) => laneOf(m.commune))),
    textColumn(members.map((m) => m.commune)),
    textColumn(members.map((m) => m.village)),
    year,
    previousPeriod(year),
  ]);
  return new Map(rows.map((row) => [row.unit!, row]));
}

/** A report is expected of a commune that has a plan for the year, or has reported anyway. */
const SUM_HOUSEHOLDS = {
  name: 'sum-households',
  text: `SELECT m.unit, ${COUNT_COLUMNS.map((column, i) => `sum(c.${column}) AS c${i}`).join(', ')},
                count(*) FILTER (WHERE c.reviews > 0 AND b.reviews > 0) AS matched,
                ${['households', 'poor', 'near_poor']
                  .flatMap((column) => [
                    `sum(c.${column}) FILTER (WHERE b.reviews > 0) AS ${column}_now`,
                    `sum(b.${column}) FILTER (WHERE c.reviews > 0) AS ${column}_before`,
                  ])
                  .join(', ')},
                count(*) FILTER (WHERE c.reviews > 0 OR p.unit IS NOT NULL) AS expected,
                count(*) FILTER (WHERE c.reviews > 0) AS received,
                count(*) FILTER (WHERE c.reviews_on_time > 0) AS on_time
           FROM unnest($1::text[], $2::smallint[], $3::text[], $4::text[]) AS m(unit, lane, commune, village)
           LEFT JOIN projection.household_count c ON (c.lane, c.commune, c.village, c.period) = (m.lane, m.commune, m.village, $5)
           LEFT JOIN projection.household_count b ON (b.lane, b.commune, b.village, b.period) = (m.lane, m.commune, m.village, $6)
           LEFT JOIN (SELECT DISTINCT unit FROM projection.plan_state WHERE period = $5 AND body IS NOT NULL) p ON p.unit = m.commune AND m.village = ''
          GROUP BY m.unit`,
};

/** Levels whose vouchers count for a unit: its own and those below. A village has no money of its own. */
export const leadsOf = (level: Level): Level[] =>
  level === 'village' ? [] : OWNER_LEVELS.filter((owner) => LEVELS.indexOf(owner) >= LEVELS.indexOf(level));

/** A unit whose own money rolls up into a wanted one. */
interface MoneyMember extends Payer {
  unit: string;
  leads: string;
}

function moneyMembers(tree: Tree, wanted: WantedUnit[], period: string): MoneyMember[] {
  const months = { from: `${yearOf(period)}-01`, to: monthsOf(period).at(-1)! };
  return wanted.flatMap((unit) => {
    const leads = leadsOf(unit.level).join();
    return (unit.payers ?? payersIn(tree, unit, months)).map((payer) => ({ unit: unit.code, leads, ...payer }));
  });
}

/** The wanted unit itself and all below it, villages apart. */
const payersIn = (tree: Tree, { code, level: top }: WantedUnit, months: Payer['months']): Payer[] =>
  leadsOf(top).flatMap((level) =>
    tree.unitsOf(level, code).map((member) => ({ payer: member.code, level, months, isPlanned: true })),
  );

/** A voucher counts from the level that leads it upwards, wherever in that unit it was paid. */
async function sumVouchers(tx: Tx, members: MoneyMember[], period: string): Promise<Map<string, Row>> {
  const paying = members.filter((member) => member.months !== null);
  const months = monthsOf(period);
  const rows = await tx.query<Row>(
    {
      name: 'sum-vouchers',
      text: `SELECT m.unit, coalesce(sum(d.amount_dong) FILTER (WHERE d.month >= $4), 0) AS in_period, coalesce(sum(d.amount_dong), 0) AS to_date,
                    coalesce(sum(d.vouchers) FILTER (WHERE d.month >= $4), 0) AS vouchers, coalesce(sum(d.sample), 0) AS sample
               FROM unnest($1::text[], $2::text[], $3::text[], $5::text[], $6::text[]) AS m(unit, member, leads, first, last)
               JOIN projection.disbursed d ON d.unit = m.member AND d.month BETWEEN m.first AND m.last AND d.owner_level = ANY (string_to_array(m.leads, ','))
              GROUP BY m.unit`,
    },
    [
      textColumn(paying.map(({ unit }) => unit)),
      textColumn(paying.map(({ payer }) => payer)),
      textColumn(paying.map(({ leads }) => leads)),
      months[0],
      textColumn(paying.map((member) => member.months!.from)),
      textColumn(paying.map((member) => member.months!.to)),
    ],
  );
  return new Map(rows.map((row) => [row.unit!, row]));
}

/**
 * Capital assigned for the year: the lines each unit leads in its own plan; the printed total where a commune's plan has no lines
 * (a higher unit's printed total may hold what its communes were given).
 * A line that another level leads is a mention: that level's own plan states it.
 */
async function sumAssigned(tx: Tx, members: MoneyMember[], period: string): Promise<Map<string, bigint>> {
  const planned = members.filter(({ isPlanned }) => isPlanned);
  const rows = await tx.query<{ unit: string; assigned: string | null }>(
    {
      name: 'sum-assigned',
      text: `SELECT m.unit, sum(CASE WHEN p.lines = 0 AND m.level = 'commune' THEN p.assigned_dong
                                     WHEN m.level = 'commune' THEN p.led_by_commune WHEN m.level = 'district' THEN p.led_by_district
                                     WHEN m.level = 'province' THEN p.led_by_province ELSE p.led_by_nation END) AS assigned
               FROM unnest($1::text[], $2::text[], $3::text[]) AS m(unit, member, level)
               JOIN projection.plan_state p ON p.unit = m.member AND p.period = $4 AND p.body IS NOT NULL
              GROUP BY m.unit`,
    },
    [
      textColumn(planned.map(({ unit }) => unit)),
      textColumn(planned.map(({ payer }) => payer)),
      textColumn(planned.map(({ level }) => level)),
      yearOf(period),
    ],
  );
  return new Map(rows.filter((row) => row.assigned !== null).map((row) => [row.unit, BigInt(row.assigned!)]));
}
