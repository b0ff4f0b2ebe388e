import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { compareRatios, ratio } from '../ratio.js';
import { treeAt, type OrgUnitRow } from '../units/tree.js';
import { reportOccasions } from './report-calendar.js';
import { addReports, completenessOf, countReports, NO_REPORTS, timelinessOf, type ReceivedReport } from './reporting-status.js';

const day = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([m, d]) => `2024-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);
const row = (
  code: string,
  parent: string,
  level: OrgUnitRow['level'],
  validFrom: string,
  validTo: string | null,
): OrgUnitRow => ({
  ...{ code, name: code, level, parent, validFrom, validTo, predecessors: [] },
});
/** Communes of two districts that open and close within the year, some never. */
const communes = fc.array(fc.record({ opens: fc.option(day), closes: fc.option(day), inFirst: fc.boolean() }), {
  minLength: 1,
  maxLength: 8,
});
const unitsOf = (of: { opens: string | null; closes: string | null; inFirst: boolean }[]): OrgUnitRow[] => [
  row('24', 'VN', 'province', '2000-01-01', null),
  row('A', '24', 'district', '2000-01-01', null),
  row('B', '24', 'district', '2000-01-01', null),
  ...of.map(({ opens, closes, inFirst }, i) => row(`C${i}`, inFirst ? 'A' : 'B', 'commune', opens ?? '2000-01-01', closes)),
];
const occasions = reportOccasions('2024');
const reports = fc.array(
  fc.record({
    unit: fc.integer({ min: 0, max: 9 }),
    occasion: fc.nat(occasions.length - 1),
    sentOn: day,
    returnedOn: fc.option(day),
  }),
  { maxLength: 30 },
);
const receivedOf = (list: { unit: number; occasion: number; sentOn: string; returnedOn: string | null }[]): ReceivedReport[] =>
  list.map(({ unit, occasion, sentOn, returnedOn }) => ({
    ...{ unit: `C${unit}`, form: occasions[occasion]!.form.code, period: occasions[occasion]!.period, sentOn, returnedOn },
  }));
const [NONE, ALL] = [ratio(0n), ratio(1n)];

describe('reports that are owed', () => {
  it('are counted once each, and never more than there are, whenever units open or close', () => {
    fc.assert(
      fc.property(communes, reports, day, (units, list, today) => {
        const [rows, received] = [unitsOf(units), receivedOf(list)];
        return occasions.every((occasion) => {
          const tree = treeAt(rows, occasion.owedOn);
          const below = (unit: string) =>
            occasion.form.from.flatMap((level) => tree.unitsOf(level, unit).map(({ code }) => code));
          const counts = countReports(occasion, below('24'), received, today);
          const parts = ['A', 'B']
            .map((unit) => countReports(occasion, below(unit), received, today))
            .reduce(addReports, NO_REPORTS);
          const own = tree.levelOf('24') === 'province' && occasion.form.from.includes('province') ? 1 : 0;
          const rates = [completenessOf(counts), timelinessOf(counts)].filter((rate) => rate !== null);
          return (
            rates.every((rate) => compareRatios(rate, NONE) >= 0 && compareRatios(rate, ALL) <= 0) &&
            counts.received === counts.onTime + counts.late &&
            counts.expected === counts.received + counts.returned + counts.missing + counts.notDue &&
            counts.expected === parts.expected + own &&
            counts.received === parts.received
          );
        });
      }),
    );
  });

  it('only ever come in: what was received stays so as days pass, unless it is sent back', () => {
    fc.assert(
      fc.property(reports, day, day, (list, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        const received = receivedOf(list).map((report) => ({ ...report, returnedOn: null }));
        const owing = Array.from({ length: 10 }, (_, i) => `C${i}`);
        return occasions.every(
          (occasion) =>
            countReports(occasion, owing, received, early).received <= countReports(occasion, owing, received, late).received,
        );
      }),
    );
  });
});
