import { describe, expect, it } from '@jest/globals';
import { STARTER } from '@chitieu/domain';
import type { ProblemError } from '@chitieu/runtime';
import { readKnownAt, readValuesQuery, type RawValuesQuery } from './values-query.js';

const read = (raw: RawValuesQuery) => readValuesQuery(raw, '2024-10-05', STARTER);

describe('parameters of a reading', () => {
  it('take the running year, the headlines and the tree of the period when nothing else is said', () => {
    expect(read({ orgUnit: '219' })).toEqual({
      orgUnit: '219',
      period: '2024',
      indicators: STARTER.indicators.filter(({ headline }) => headline),
      children: false,
      level: null,
      tree: 'then',
      dimension: null,
    });
  });

  it('name every indicator by `all`', () => {
    expect(read({ orgUnit: '219', indicator: 'all' }).indicators).toBe(STARTER.indicators);
  });

  it('name indicators in a list, in the order asked for', () => {
    expect(read({ orgUnit: '219', indicator: 'near-poor-rate, poor-rate' }).indicators.map((i) => i.code)).toEqual([
      'near-poor-rate',
      'poor-rate',
    ]);
  });

  it.each<[string, RawValuesQuery]>([
    ['/orgUnit', {}],
    ['/period', { orgUnit: '219', period: '2024-13' }],
    ['/indicator', { orgUnit: '219', indicator: 'poor-rate,happiness' }],
    ['/tree', { orgUnit: '219', tree: 'later' }],
    ['/children', { orgUnit: '219', children: 'yes' }],
    ['/level', { orgUnit: '219', level: 'hamlet' }],
  ])('%s is refused by name, in both languages', (pointer, raw) => {
    let problem: ProblemError | undefined;
    try {
      read(raw);
    } catch (error) {
      problem = error as ProblemError;
    }
    expect(problem!.getStatus()).toBe(422);
    expect(problem!.extra.errors).toEqual([
      { pointer, code: 'invalid-parameter', message: { vi: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) } },
    ]);
  });

  it('a day that something was known on ends at midnight in Việt Nam; an instant is one', () => {
    expect(readKnownAt(undefined)).toBeNull();
    expect(readKnownAt('2024-10-05')).toEqual(new Date('2024-10-05T16:59:59.999Z'));
    expect(readKnownAt('2024-10-05T08:00:00+07:00')).toEqual(new Date('2024-10-05T01:00:00Z'));
    for (const wrong of ['yesterday', '2024-13-01', '2024-10-05T08:00', '05/10/2024']) expect(() => readKnownAt(wrong)).toThrow();
  });
});
