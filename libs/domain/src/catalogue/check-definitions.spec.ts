import { describe, expect, it } from '@jest/globals';
import { STARTER, withOwn } from './catalogue.js';
import { checkDefinitions } from './check-definitions.js';
import { compareCatalogues, versioned } from './compare-catalogues.js';

const text = { vi: 'lời', en: 'words' };
const measure = (over: object = {}) => ({
  code: 'ethnicPoorWithoutWater',
  name: text,
  counts: 'households',
  where: {
    all: [
      { field: 'presence', is: 'living' },
      { field: 'classification', is: 'poor' },
      { field: 'groups', has: 'ethnicMinority' },
      { field: 'deprivations', has: 'cleanWater' },
    ],
  },
  ...over,
});
const indicator = (over: object = {}) => ({
  code: 'ethnic-poor-without-safe-water-rate',
  name: text,
  formula: text,
  unit: 'ratio',
  direction: 'descending',
  legalBasis: 'NQ HĐND tỉnh',
  reading: { how: 'rate', num: ['ethnicPoorWithoutWater'], den: ['poor'] },
  ...over,
});
const file = (measures: object[] = [measure()], indicators: object[] = [indicator()]) => ({ measures, indicators });
const wrong = (given: unknown): string[] => checkDefinitions(given).findings.map(({ pointer, code }) => `${pointer} ${code}`);

describe('definitions of a province', () => {
  it('that are sound are completed by what follows from how they are read', () => {
    const { findings, definitions } = checkDefinitions(file());
    expect(findings).toEqual([]);
    expect(definitions!.indicators[0]).toMatchObject({
      kind: 'ratio',
      accumulation: 'stock',
      overUnits: 'ratioOfSums',
      periods: ['year'],
    });
  });

  it.each<[string, unknown, string]>([
    ['no object', [], ' not-an-object'],
    ['a misspelt name', { ...file(), indicator: [] }, '/indicator unknown-name'],
    ['a code that is taken', file([measure({ code: 'poor' })], []), '/measures/0/code code-taken'],
    ['a code that is a column', file([measure({ code: 'village' })], []), '/measures/0/code code-taken'],
    ['a malformed code', file([measure({ code: 'Có dấu' })], []), '/measures/0/code code-malformed'],
    ['a code twice', file([measure(), measure()], []), '/measures/1/code code-twice'],
    ['no words', file([measure({ name: { vi: 'lời' } })], []), '/measures/0/name text-missing'],
    [
      'an unknown field',
      file([measure({ where: { field: 'income', atLeast: 1 } })], []),
      '/measures/0/where/field value-unknown',
    ],
    ['a test that does not fit', file([measure({ where: { field: 'members', is: 4 } })], []), '/measures/0/where test-unfit'],
    ['an unknown value', file([measure({ where: { field: 'area', is: 'forest' } })], []), '/measures/0/where/is value-unknown'],
    [
      'what is never true',
      file([measure({ where: { all: [{ field: 'area', is: 'rural' }, { not: { field: 'area', is: 'rural' } }] } })], []),
      '/measures/0/where never-true',
    ],
    [
      'a field with two values at once',
      file(
        [
          measure({
            where: {
              all: [
                { field: 'area', is: 'rural' },
                { field: 'area', is: 'urban' },
              ],
            },
          }),
        ],
        [],
      ),
      '/measures/0/where never-true',
    ],
    ['an unknown measure', file([], [indicator()]), '/indicators/0/reading/num/0 measure-unknown'],
    [
      'an unknown way of reading',
      file([measure()], [indicator({ reading: { how: 'mean' } })]),
      '/indicators/0/reading/how value-unknown',
    ],
    ['the sum of rates', file([measure()], [indicator({ overUnits: 'sum' })]), '/indicators/0/overUnits aggregation-impossible'],
    [
      'a stock added up over quarters',
      file([], [indicator({ reading: { how: 'stock', of: ['poor'] }, unit: 'households', overTime: 'sum' })]),
      '/indicators/0/overTime aggregation-impossible',
    ],
    ['a rate in households', file([measure()], [indicator({ unit: 'households' })]), '/indicators/0/unit value-unknown'],
    ['a list that is none', { measures: {} }, '/measures not-a-list'],
    ['a measure that is none', file(['x' as never], []), '/measures/0 not-an-object'],
    ['an indicator that is none', file([], ['x' as never]), '/indicators/0 not-an-object'],
    ['a condition that is none', file([measure({ where: 'poor' })], []), '/measures/0/where not-an-object'],
    ['a combination that is no list', file([measure({ where: { all: {} } })], []), '/measures/0/where/all not-a-list'],
    ['an empty choice', file([measure({ where: { field: 'area', in: [] } })], []), '/measures/0/where/in not-a-list'],
    [
      'a number that is none',
      file([measure({ where: { field: 'members', atLeast: 'x' } })], []),
      '/measures/0/where/atLeast not-a-number',
    ],
    [
      'a free text that is none',
      file([measure({ where: { field: 'standard', is: '' } })], []),
      '/measures/0/where/is value-unknown',
    ],
    [
      'a condition nested too deeply',
      file(
        [measure({ where: Array.from({ length: 9 }).reduce((inner) => ({ not: inner }), { field: 'area', is: 'rural' }) })],
        [],
      ),
      '/measures/0/where/not/not/not/not/not/not/not/not too-deep',
    ],
    [
      'a condition with too many alternatives',
      file(
        [
          measure({
            where: {
              all: Array.from({ length: 5 }, () => ({ field: 'classification', in: ['poor', 'nearPoor', 'aboveAverage'] })),
            },
          }),
        ],
        [],
      ),
      '/measures/0/where too-wide',
    ],
    ['a reading that is none', file([], [indicator({ reading: 'rate' })]), '/indicators/0/reading not-an-object'],
    [
      'a sum that is none',
      file([], [indicator({ reading: { how: 'rate', num: 'poor', den: ['poor'] } })]),
      '/indicators/0/reading/num not-a-list',
    ],
    [
      'lines that are none',
      file([], [indicator({ reading: { how: 'assigned', lines: 1 }, unit: 'dong' })]),
      '/indicators/0/reading/lines not-an-object',
    ],
    [
      'an unknown line',
      file(
        [],
        [
          indicator({
            reading: { how: 'assigned', lines: { programme: 'x', capitalType: 'y', fundSource: 'z', carriedOver: 1 } },
            unit: 'dong',
          }),
        ],
      ),
      '/indicators/0/reading/lines/programme value-unknown',
    ],
    [
      'a kind of activity that is none',
      file([], [indicator({ reading: { how: 'activities', kind: 'X' }, unit: 'units' })]),
      '/indicators/0/reading/kind value-unknown',
    ],
    [
      'a dimension without values',
      file([measure()], [indicator({ dimension: { code: 'x', values: [] } })]),
      '/indicators/0/dimension dimension-empty',
    ],
    [
      'a part of a dimension without its measure',
      file(
        [measure()],
        [indicator({ dimension: { code: 'x', values: ['a', { code: '', name: text, num: ['no'], lines: {} }] } })],
      ),
      '/indicators/0/dimension/values/1/num/0 measure-unknown',
    ],
    ['no legal basis', file([measure()], [indicator({ legalBasis: '' })]), '/indicators/0/legalBasis text-missing'],
    [
      'thresholds in disorder',
      file([measure()], [indicator({ thresholds: { onTrack: 0.5, atRisk: 0.9 } })]),
      '/indicators/0/thresholds thresholds-disorder',
    ],
    [
      'a project without its programme',
      file([], [indicator({ reading: { how: 'assigned', lines: { project: 'DA1' } }, unit: 'dong' })]),
      '/indicators/0/reading/lines/project project-without-programme',
    ],
  ])('%s is told with its place', (_, given, expected) => {
    expect(wrong(given)).toContain(expected);
    expect(checkDefinitions(given).definitions).toBeNull();
  });

  it('may count, read money by line and activities by kind, and split by a dimension', () => {
    const parts = [{ code: 'a', name: text, num: ['ethnicPoorWithoutWater'] }];
    const own = [
      indicator({ dimension: { code: 'x', values: parts }, reading: { how: 'rate', num: [], den: ['poor'] }, headline: true }),
      indicator({ code: 'trainings', reading: { how: 'activities', kind: 'training' }, unit: 'units' }),
      indicator({ code: 'dang', reading: { how: 'disbursed', lines: { programme: 'GNBV', project: 'DA2' } }, unit: 'dong' }),
    ];
    expect(checkDefinitions(file([measure()], own)).definitions!.indicators.map(({ group }) => group)).toEqual([
      'households',
      'reporting',
      'money',
    ]);
  });

  it('with several mistakes are told all of them at once, in both languages', () => {
    const { findings } = checkDefinitions(
      file([measure({ counts: 'people', where: { field: 'area', is: 'x' } })], [indicator({ direction: 'up' })]),
    );
    expect(findings).toHaveLength(3);
    for (const { message } of findings) expect([message.vi, message.en].every((words) => words.length > 10)).toBe(true);
  });
});

describe('a version', () => {
  const own = (over: object = {}) => checkDefinitions(file([measure()], [indicator(over)])).definitions!;

  it('is one more where something is said otherwise, and stays where it is said alike', () => {
    const first = versioned(STARTER, own());
    expect(first.indicators[0]!.definitionVersion).toBe(1);
    const again = versioned(withOwn(first), own());
    expect(again.indicators[0]!.definitionVersion).toBe(1);
    const other = versioned(withOwn(first), own({ thresholds: { onTrack: 0.9, atRisk: 0.5 } }));
    expect(other.indicators[0]!.definitionVersion).toBe(2);
  });

  it('says what it adds, changes and takes away', () => {
    const [before, after] = [withOwn(own()), withOwn(own({ direction: 'none' }))];
    expect(compareCatalogues(STARTER, before)).toEqual([
      { kind: 'measure', code: 'ethnicPoorWithoutWater', change: 'added' },
      { kind: 'indicator', code: 'ethnic-poor-without-safe-water-rate', change: 'added' },
    ]);
    expect(compareCatalogues(before, after).map(({ change }) => change)).toEqual(['changed']);
    expect(compareCatalogues(before, STARTER).map(({ change }) => change)).toEqual(['removed', 'removed']);
    expect(compareCatalogues(before, before)).toEqual([]);
  });
});
