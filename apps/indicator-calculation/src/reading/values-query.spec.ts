import { describe, expect, it } from '@jest/globals';
import { INDICATORS } from '@chitieu/domain';
import type { ProblemError } from '@chitieu/runtime';
import { readValuesQuery, type RawValuesQuery } from './values-query.js';

const read = (raw: RawValuesQuery) => readValuesQuery(raw, '2024-10-05');

describe('parameters of a reading', () => {
  it('take the running year, every indicator and the tree of the period when nothing else is said', () => {
    expect(read({ orgUnit: '219' })).toEqual({
      orgUnit: '219',
      period: '2024',
      indicators: INDICATORS,
      children: false,
      level: null,
      tree: 'then',
      dimension: null,
      knownAt: null,
    });
  });

  it('name indicators in a list, in the order asked for', () => {
    expect(read({ orgUnit: '219', indicator: 'near-poor-rate, poor-rate' }).indicators.map((i) => i.code)).toEqual([
      'near-poor-rate',
      'poor-rate',
    ]);
  });

  it.each([
    ['2024-10-05', '2024-10-05T16:59:59.999Z'],
    ['2024-10-05T17:30:00+07:00', '2024-10-05T10:30:00.000Z'],
    ['2024-10-05T10:30Z', '2024-10-05T10:30:00.000Z'],
  ])('known at %s: a day is known at its end in Vietnam', (knownAt, instant) => {
    expect(read({ orgUnit: '219', knownAt }).knownAt!.toISOString()).toBe(instant);
  });

  it.each<[string, RawValuesQuery]>([
    ['/orgUnit', {}],
    ['/period', { orgUnit: '219', period: '2024-13' }],
    ['/indicator', { orgUnit: '219', indicator: 'poor-rate,happiness' }],
    ['/tree', { orgUnit: '219', tree: 'later' }],
    ['/children', { orgUnit: '219', children: 'yes' }],
    ['/level', { orgUnit: '219', level: 'hamlet' }],
    ['/knownAt', { orgUnit: '219', knownAt: '2024-02-30' }],
    ['/knownAt', { orgUnit: '219', knownAt: '2024-01-01T10:00' }],
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
});
