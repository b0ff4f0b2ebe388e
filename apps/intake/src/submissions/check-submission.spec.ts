import { describe, expect, it } from '@jest/globals';
import { STARTER_INDICATORS } from '../facts/known-indicators.js';
import { UnitIndex, unitRow } from '../facts/unit-register.js';
import { checkSubmission } from './check-submission.js';

const unit = (code: string, level: 'province' | 'commune' | 'village', own: object) =>
  unitRow({ code, name: code, level, validFrom: '2004-07-08', ...own });
const CLOSED = { validTo: '2025-06-30' };
const units = new UnitIndex([
  unit('24', 'province', {}),
  unit('07606', 'commune', { parent: '24', ...CLOSED }),
  unit('07603', 'commune', { parent: '24', ...CLOSED }),
  unit('07603', 'commune', { parent: '24', validFrom: '2025-07-01', predecessors: ['07603', '07606'] }),
  unit('07606-01', 'village', { parent: '07606' }),
]);
const codes = (kind: 'plans' | 'household-reviews' | 'org-units', value: object): string[] =>
  checkSubmission(kind, value as Record<string, unknown>, { units, indicators: STARTER_INDICATORS, today: '2026-01-10' }).map(
    ({ code, pointer }) => `${code} ${pointer}`,
  );

describe('in the year of a reform', () => {
  it.each([
    ['a plan of a unit that ended within the year', '07606', '2025', []],
    ['a plan of a unit that had ended before', '07606', '2026', ['unit-not-valid-then /orgUnit']],
  ])('%s', (_, orgUnit, period, expected) => {
    expect(codes('plans', { orgUnit, period })).toEqual(expected);
  });

  it.each([
    ['the commune that its own became', '07603', []],
    ['another commune', '24', ['unit-wrong-level /commune', 'village-of-another-commune /village']],
  ])('a village belongs to %s', (_, commune, expected) => {
    expect(codes('household-reviews', { commune, village: '07606-01', period: '2025', reviewedOn: '2025-10-01' })).toEqual(
      expected,
    );
  });
});

describe('shares of predecessors', () => {
  const own = { code: '1', level: 'commune', parent: '24', validFrom: '2025-07-01', predecessors: ['07603', '07606'] };

  it.each([
    [['0.4', '1'], []],
    [['0.4'], ['shares-of-others /predecessorShares']],
    [
      ['0', '1.1'],
      ['share-no-share /predecessorShares/0', 'share-no-share /predecessorShares/1'],
    ],
  ])('%j', (predecessorShares, expected) => {
    expect(codes('org-units', { ...own, predecessorShares })).toEqual(expected);
  });
});
