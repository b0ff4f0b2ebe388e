import { describe, expect, it } from '@jest/globals';
import { STARTER_INDICATORS } from '../facts/known-indicators.js';
import { UnitIndex } from '../facts/unit-register.js';
import { readSubmission } from './read-submission.js';

const context = { units: new UnitIndex([]), indicators: STARTER_INDICATORS, today: '2024-12-20' };
const findingsOf = (value: object) =>
  readSubmission('household-reviews', { line: 1, text: '', read: () => ({ value, findings: [] }) }, context).findings ?? [];

describe('a row with very many mistakes', () => {
  it('is told the first hundred', () => {
    expect(findingsOf(Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`f${i}`, i])))).toHaveLength(100);
  });

  it('costs no more than its length: lists are not compared item by item', () => {
    const started = performance.now();
    const findings = findingsOf({ groups: Array.from({ length: 300_000 }, () => ({})) });
    expect(findings).toContainEqual(expect.objectContaining({ pointer: '/groups', code: 'too-many' }));
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
