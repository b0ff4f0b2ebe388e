import type { IndicatorChanged } from '@chitieu/contracts';
import { conditionOf, isWatching, previousPeriod } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import type { StoredRule } from './alert-rules.js';
import { alertSubjects, type Remembered } from './alert-subjects.js';
import type { Kept } from './observations.js';

const placeOf = ({ orgUnit, period, group }: Pick<IndicatorChanged, 'orgUnit' | 'period' | 'group'>): string =>
  `${orgUnit}|${period}|${group}`;

const periodsOf = ({ rule, enabled }: StoredRule): number => (enabled && isWatching(rule) ? (rule.holdForPeriods ?? 1) : 1);

/** What rules that hold for several periods have to know of those before; one statement for all, and none where no rule asks. */
export async function periodsBefore(
  tx: Tx,
  kept: readonly Kept[],
  rules: readonly StoredRule[],
  today: string,
): Promise<(one: Kept) => Remembered> {
  const most = Math.max(1, ...rules.map(periodsOf));
  const wanted = most === 1 ? [] : kept.flatMap(({ heard }) => placesBefore(heard, most - 1));
  const rows = wanted.length === 0 ? [] : await load(tx, wanted);
  const before = new Map(rows.map((heard) => [placeOf(heard), heard]));
  return ({ heard, seen }) => ({
    seen,
    breachesBefore: breachesInARow(heard.period, today, (period) => before.get(placeOf({ ...heard, period }))),
  });
}

/** Of the periods right before one, how many in a row were over and in breach, as far back as the rule asks. `heardOf` a period: nothing. */
export const breachesInARow =
  (period: string, today: string, heardOf: (period: string) => IndicatorChanged | undefined): Remembered['breachesBefore'] =>
  (stored, indicator, dimension) => {
    let count = 0;
    for (let at = previousPeriod(period); count < periodsOf(stored) - 1; at = previousPeriod(at), count += 1) {
      const earlier = heardOf(at);
      if (!earlier || !wasBreach(earlier, stored, indicator, dimension, today)) break;
    }
    return count;
  };

/** The nearest first. */
function placesBefore({ orgUnit, period, group }: IndicatorChanged, count: number): Parameters<typeof placeOf>[0][] {
  const places = [];
  for (let n = 0, at = previousPeriod(period); n < count; n += 1, at = previousPeriod(at))
    places.push({ orgUnit, period: at, group });
  return places;
}

function wasBreach(heard: IndicatorChanged, stored: StoredRule, indicator: string, dimension: string, today: string): boolean {
  const found = alertSubjects(heard, [stored], today).find(
    ({ key }) => key.indicator === indicator && key.dimension === dimension,
  );
  return found !== undefined && found.observation.periodIsOver && conditionOf(found.observation, found.rule).is === 'breach';
}

async function load(tx: Tx, places: Parameters<typeof placeOf>[0][]): Promise<IndicatorChanged[]> {
  const rows = await tx.query<{ body: IndicatorChanged }>(
    {
      name: 'observation-before',
      text: `SELECT o.body FROM alerting.observation o
               JOIN unnest($1::text[], $2::text[], $3::text[]) AS p(unit, period, metric_group) USING (unit, period, metric_group)`,
    },
    [places.map(({ orgUnit }) => orgUnit), places.map(({ period }) => period), places.map(({ group }) => group)],
  );
  return rows.map(({ body }) => body);
}
