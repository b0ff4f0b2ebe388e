import type { QualityItem } from '@chitieu/contracts';
import { ratio, standApart, UNIT_RULES, type OrgUnitRow, type UnitFinding } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import type { Serving } from '../catalogue/serving-catalogue.js';
import { readValues, unitOnWire, valueOnWire, type Value, type ValuesRequest } from './read-values.js';

const ORDER: readonly QualityItem['severity'][] = ['error', 'warning', 'info'];
/** Not shown by themselves, but the movements they count are held against each other. */
const MOVEMENTS = ['poor-left', 'poor-joined'];

/** Everything that does not fit in the numbers of some units: flags of their values, rules on each unit, and units beside their siblings. */
export async function checkQuality(
  tx: Tx,
  request: Omit<ValuesRequest, 'indicators' | 'serving'> & { serving: Serving },
  siblings: readonly string[],
): Promise<QualityItem[]> {
  const { catalogue } = request.serving;
  const indicators = catalogue.indicators.filter(({ headline, code }) => headline || MOVEMENTS.includes(code));
  const values = await readValues(tx, { ...request, indicators });
  const flags = values.filter(({ definition }) => definition.headline).flatMap((value) => flagItems(value, request));
  const units = [...new Map(values.map((value) => [value.unit.code, value])).values()];
  const own = units.flatMap(({ unit, measures }) =>
    UNIT_RULES.flatMap((rule) => rule(measures)).map((finding) => itemOf(unit, finding)),
  );
  const apart = standApart(ratesOf(values, siblings));
  const beside = units.flatMap(({ unit }) => {
    const finding = apart.get(unit.code);
    return finding ? [itemOf(unit, finding, 'poor-rate')] : [];
  });
  return [...flags, ...own, ...beside].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

const itemOf = (unit: OrgUnitRow, finding: UnitFinding, indicator: string | null = null): QualityItem => ({
  ...{ orgUnit: unitOnWire(unit), indicator, dimension: null },
  ...{
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    arithmetic: finding.arithmetic,
    mend: finding.mend,
  },
});

function flagItems(value: Value, { period, now, today }: Pick<ValuesRequest, 'period' | 'now' | 'today'>): QualityItem[] {
  const { flags, orgUnit, indicator, dimension } = valueOnWire(value, period, now, today, 0);
  return flags.map((flag) => ({ orgUnit, indicator, dimension, ...flag, arithmetic: null, mend: null }));
}

/** Of units that reported both periods. */
function ratesOf(values: readonly Value[], siblings: readonly string[]) {
  return values
    .filter(({ unit, definition }) => definition.code === 'poor-rate' && siblings.includes(unit.code))
    .flatMap(({ unit, measures: { matched } }) => {
      const { current, previous } = matched;
      if (!current.households || !previous.households) return [];
      return [
        { unit: unit.code, before: ratio(previous.poor!, previous.households), now: ratio(current.poor!, current.households) },
      ];
    });
}
