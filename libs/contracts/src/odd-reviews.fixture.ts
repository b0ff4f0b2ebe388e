import { DEPRIVATIONS } from '@chitieu/domain';

/** All that a review has to say, right. */
export const GOOD_REVIEW = {
  householdId: 'H-1',
  period: '2024',
  reviewedOn: '2024-02-29',
  commune: '07606',
  area: 'rural',
  standard: '2022-2025',
  classification: 'poor',
  members: 4,
};

/** What no field, or hardly one, may hold. */
export const ODD_VALUES = [
  null,
  undefined,
  '',
  'x',
  '2023-02-29',
  '2024-13-01',
  '07606',
  'a"b',
  -1,
  0,
  1.5,
  61,
  1e300,
  true,
  [],
  [{}],
  {},
  { b1: 1 },
  { b1: 1, b2: 10, b3: 1 },
  ['employment'],
  [...DEPRIVATIONS, 'employment'],
  '\u0000',
];
