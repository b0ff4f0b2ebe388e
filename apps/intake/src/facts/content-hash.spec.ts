import { describe, expect, it } from '@jest/globals';
import type { WritableKind } from '@chitieu/contracts';
import { STARTER_INDICATORS } from './known-indicators.js';
import { UnitIndex, unitRow } from './unit-register.js';
import { readSubmission } from '../submissions/read-submission.js';

const units = new UnitIndex([unitRow({ code: '24', name: 'Tỉnh Bắc Giang', level: 'province', validFrom: '2004-07-08' })]);
const hashOf = (kind: WritableKind, value: object): string | undefined =>
  readSubmission(
    kind,
    { line: 1, text: '', read: () => ({ value, findings: [] }) },
    { units, indicators: STARTER_INDICATORS, today: '2024-12-20' },
  ).submission?.hash;

const plan = {
  planId: 'P',
  ver: 3,
  orgUnit: '24',
  period: '2024',
  targets: [{ indicator: 'poor-rate', kind: 'level', value: '0.0298' }],
  decision: { number: '12/QĐ', issuer: 'UBND' },
};

describe('the hash of a content', () => {
  it('does not see the order of fields, the version, what a default says, or how Unicode is composed', () => {
    const other = {
      decision: { issuer: 'UBND', number: '12/QĐ'.normalize('NFD') },
      targets: [{ value: '0.0298', kind: 'level', indicator: 'poor-rate', trajectory: { kind: 'linear' } }],
      period: '2024',
      orgUnit: '24',
      planId: 'P',
      ver: 9,
      allocations: [],
    };
    expect(hashOf('plans', other)).toBe(hashOf('plans', plan));
    expect(hashOf('plans', { ...plan, period: '2023' })).not.toBe(hashOf('plans', plan));
  });

  it('is the one that stored facts carry: when this fails, stored contents would all look changed', () => {
    expect(hashOf('plans', plan)).toBe('ehXMw5-2RsA8G__mFK7XsdvcBXQruOAEE8aGodKQfpk');
  });
});
