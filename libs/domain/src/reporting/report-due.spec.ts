import { describe, expect, it } from '@jest/globals';
import { reportsDueOn, reviewReportDueOn } from './report-due.js';

describe('reports due on household reviews (QĐ 24/2021/QĐ-TTg, 7)', () => {
  it('are monthly from February to September, on the 5th', () => {
    const due = reportsDueOn('regularReview', '2024');
    expect(due).toHaveLength(8);
    expect([due[0], due[7]]).toEqual(['2024-02-05', '2024-09-05']);
  });

  it('end with the preliminary result before 15 November and the official one before 20 December', () => {
    expect([reportsDueOn('annualPreliminary', '2024'), reportsDueOn('annualOfficial', '2024')]).toEqual([
      ['2024-11-14'],
      ['2024-12-19'],
    ]);
  });

  it.each([
    ['2024', '2024-09-05'],
    ['2024-Q1', '2024-09-05'],
    ['2019', '2019-09-05'],
  ])('a silent commune of %s is late after %s', (period, day) => {
    expect(reviewReportDueOn(period)).toBe(day);
  });
});
