import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { facts, PLANTS, style, type PlanStyle, type Plant } from './plan-facts.fixture.js';
import { writePlan } from './plan-writer.fixture.js';
import type { PlanDraft } from './plan-draft.js';
import { readPlan } from './read-plan.js';

const RUNS = 30;
const SEED = 20_241_127;

const faults = ({ findings }: PlanDraft): string[] =>
  findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
const figuresOf = ({ results, targets }: PlanDraft): string[] => {
  const own = [...results, ...targets].filter(({ unitName }) => unitName === null);
  return [...new Set(own.map(({ indicator, of, period, value }) => `${indicator} ${of} ${period} ${value}`))].sort();
};

/** The rules of which one must speak of a planted error. */
const SPEAKS: Record<Plant, string[]> = {
  percent: ['achievement-rate'],
  sum: ['lines-of-total', 'stated-twice'],
  'ten-times': ['lines-of-total', 'line-larger-than-total'],
  'thousand-times': ['lines-of-total', 'line-larger-than-total'],
  'rate-digits': ['rate-of-count', 'stated-twice', 'rate-and-change'],
  'stock-digits': ['rate-of-count', 'stock-and-reduction', 'stated-twice'],
  'base-year': ['base-year'],
  disbursement: ['disbursement-rate', 'disbursed-more-than-assigned'],
  village: ['table-contradicts'],
  parts: ['parts-of-amount'],
};

/** An error in a table needs the table. */
const withPlaceFor = (plant: Plant, how: PlanStyle): PlanStyle => ({
  ...how,
  ...(plant === 'village' && { hasVillages: true }),
  ...(plant === 'parts' && { asTable: false }),
});

const sampled = fc.sample(fc.tuple(facts, style), { numRuns: RUNS, seed: SEED });

describe('generated plans', () => {
  it('are read back to the figure, and nothing is found in them', () => {
    for (const [plan, how] of sampled) {
      const { text, figures, lines, totalDong } = writePlan(plan, how);
      const draft = readPlan(text);
      const read = {
        figures: figuresOf(draft),
        lines: draft.projectLines.map(({ programme, project, amountDong }) => `${programme} ${project} ${amountDong}`),
        totals: [...new Set(draft.totals.map(({ amountDong }) => amountDong))],
        faults: faults(draft),
        unexplained: draft.unexplained,
      };
      expect([read, text]).toEqual([{ figures, lines, totals: [totalDong], faults: [], unexplained: [] }, text]);
    }
  });

  it.each(PLANTS)('with a planted error (%s) are told', (plant) => {
    const missed = sampled
      .map(([plan, how]): (typeof sampled)[number] => [plan, withPlaceFor(plant, how)])
      .filter(([plan, how]) => {
        const told = faults(readPlan(writePlan(plan, how, plant).text));
        return !SPEAKS[plant].some((rule) => told.includes(rule));
      });
    expect(missed.map(([plan, how]) => writePlan(plan, how, plant).text)).toEqual([]);
  });
});
