import {
  comparedMeasuresOf,
  isOfMoney,
  laneOf,
  LEVELS,
  measuresOf,
  monthsOf,
  OWNER_LEVELS,
  previousPeriod,
  readingOf,
  yearOf,
  type Indicator,
  type Level,
  type Sums,
  type Tree,
  type UnitMeasures,
} from '@chitieu/domain';
import { numberColumn, textColumn, type Statement, type Tx } from '@chitieu/persistence';
import { GenerationMoved, type Serving } from '../catalogue/serving-catalogue.js';
import { columnOf } from '../projection/household-projection.js';
import { countActivities } from './count-activities.js';
import { countHelped } from './count-helped.js';
import { readMoneyLines } from './money-lines.js';

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

/** What has to be summed for some indicators. */
export interface Needs {
  serving: Pick<Serving, 'number' | 'measures'>;
  /** Codes of measures; and of those among them that are compared with the period before. */
  measures: readonly string[];
  compared: readonly string[];
  /** Whether money is asked for by line, and households by what was paid for them. */
  lines: boolean;
  helped: boolean;
  activities: boolean;
}

/** What every value says beside its number: whether it was reported, is complete, official, generated. */
const ALWAYS = ['reviews', 'reviewsOnTime', 'households', 'official', 'sample', 'withoutBase', 'classedOtherwise'];
/** Whether what is compared was counted by the same standard. */
const STANDARDS = ['standard2016', 'standard2022', 'standard2027'];

export function needsOf(indicators: readonly Indicator[], serving: Needs['serving']): Needs {
  const counted = (codes: string[]): string[] => [...new Set(codes)].filter((code) => serving.measures.has(code));
  return {
    serving,
    measures: counted([...ALWAYS, ...indicators.flatMap(measuresOf)]),
    compared: counted(['households', ...STANDARDS, ...indicators.flatMap(comparedMeasuresOf)]),
    lines: indicators.some(asksForLines),
    helped: indicators.some(({ reading }) => reading.how === 'helpedHouseholds'),
    activities: indicators.some(({ reading }) => reading.how === 'activities' || reading.how === 'activityReports'),
  };
}

function asksForLines(indicator: Indicator): boolean {
  const reading = readingOf(indicator, null);
  return isOfMoney(reading) && reading.lines !== undefined;
}

/**
 * Sums for every wanted unit in one statement each for households, vouchers and plans. Only communes and villages have
 * counters; a higher unit is the sum over the communes that the tree puts under it, so parent == sum of children.
 * Households are counted by year; a shorter period reads its year's.
 */
export async function readMeasures(
  tx: Tx,
  tree: Tree,
  wanted: WantedUnit[],
  period: string,
  needs: Needs,
): Promise<MeasuresByUnit> {
  const members = moneyMembers(tree, wanted, period);
  const households = await sumHouseholds(tx, wanted, yearOf(period), needs);
  const money = await sumVouchers(tx, members, period);
  const assigned = await sumAssigned(tx, members, period);
  const helped = needs.helped ? await countHelped(tx, members, period) : new Map<string, bigint>();
  const activitiesOf = needs.activities ? await countActivities(tx, members, period) : () => ({});
  const linesOf = needs.lines ? await readMoneyLines(tx, members, period) : () => ({});
  return new Map(
    wanted.map(({ code }) => {
      const row = households.get(code);
      const paid = money.get(code);
      const measures: UnitMeasures = {
        current: sumsOf(row, 'c', needs.measures),
        matched: {
          communes: Number(row?.matched ?? 0),
          current: sumsOf(row, 'now', needs.compared),
          previous: sumsOf(row, 'before', needs.compared),
        },
        money: {
          disbursed: BigInt(paid?.in_period ?? 0),
          disbursedToDate: BigInt(paid?.to_date ?? 0),
          assigned: assigned.get(code) ?? null,
          vouchers: BigInt(paid?.vouchers ?? 0),
          sampleVouchers: BigInt(paid?.sample ?? 0),
          households: helped.get(code) ?? 0n,
          lines: linesOf(code),
        },
        activities: activitiesOf(code),
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

/** Columns `c0`, `c1`, … in the order of the codes. */
const sumsOf = (row: Row | undefined, prefix: string, codes: readonly string[]): Sums =>
  Object.fromEntries(codes.map((code, i) => [code, BigInt(row?.[`${prefix}${i}`] ?? 0)]));

async function sumHouseholds(tx: Tx, wanted: WantedUnit[], year: string, needs: Needs): Promise<Map<string, Row>> {
  const members = wanted.flatMap((unit) => unit.communes.map((commune) => ({ unit: unit.code, commune, village: unit.village })));
  const rows = await tx.query<Row>(sumHouseholdsOf(needs), [
    textColumn(members.map((m) => m.unit)),
    numberColumn(members.map((m) => laneOf(m.commune))),
    textColumn(members.map((m) => m.commune)),
    textColumn(members.map((m) => m.village)),
    year,
    previousPeriod(year),
  ]);
  if (rows.some(({ generation }) => Number(generation) !== needs.serving.number)) throw new GenerationMoved();
  return new Map(rows.map((row) => [row.unit!, row]));
}

/** The usual questions are prepared; whatever else is asked for is not, so that nothing grows. */
const prepared = new Map<string, Statement>();
const MOST_PREPARED = 16;

function sumHouseholdsOf(needs: Needs): Statement {
  const text = sumHouseholdsText(needs);
  if (!prepared.has(text) && prepared.size < MOST_PREPARED) prepared.set(text, { name: `sum-households-${prepared.size}`, text });
  return prepared.get(text) ?? text;
}

/** A report is expected of a commune that has a plan for the year, or has reported anyway. */
const sumHouseholdsText = ({ measures, compared }: Needs): string => {
  const sums = [
    ...measures.map((code, i) => `sum(c.${columnOf(code)}) AS c${i}`),
    ...compared.map((code, i) => `sum(c.${columnOf(code)}) FILTER (WHERE b.reviews > 0) AS now${i}`),
    ...compared.map((code, i) => `sum(b.${columnOf(code)}) FILTER (WHERE c.reviews > 0) AS before${i}`),
  ];
  return `SELECT m.unit, (SELECT number FROM calculation.generation) AS generation, ${sums.join(', ')},
                count(*) FILTER (WHERE c.reviews > 0 AND b.reviews > 0) AS matched,
                count(*) FILTER (WHERE c.reviews > 0 OR p.unit IS NOT NULL) AS expected,
                count(*) FILTER (WHERE c.reviews > 0) AS received,
                count(*) FILTER (WHERE c.reviews_on_time > 0) AS on_time
           FROM unnest($1::text[], $2::smallint[], $3::text[], $4::text[]) AS m(unit, lane, commune, village)
           LEFT JOIN projection.household_count c ON (c.lane, c.commune, c.village, c.period) = (m.lane, m.commune, m.village, $5)
           LEFT JOIN projection.household_count b ON (b.lane, b.commune, b.village, b.period) = (m.lane, m.commune, m.village, $6)
           LEFT JOIN (SELECT DISTINCT unit FROM projection.plan_state WHERE period = $5 AND body IS NOT NULL) p ON p.unit = m.commune AND m.village = ''
          GROUP BY m.unit`;
};

/** Levels whose vouchers count for a unit: its own and those below. A village has no money of its own. */
export const leadsOf = (level: Level): Level[] =>
  level === 'village' ? [] : OWNER_LEVELS.filter((owner) => LEVELS.indexOf(owner) >= LEVELS.indexOf(level));

/** A unit whose own money rolls up into a wanted one. */
export interface MoneyMember extends Payer {
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
