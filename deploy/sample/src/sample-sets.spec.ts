import { describe, expect, it } from '@jest/globals';
import { WRITABLE, type HouseholdReview, type Plan } from '@chitieu/contracts';
import { lucNganProfiles, otherProfiles, PROVINCE_HOUSEHOLDS } from './bac-giang.js';
import { householdReviews } from './commune-households.js';
import { householdsOf } from './commune-profile.js';
import { flowsBetween, afterFlows } from './household-flows.js';
import { officialUnits } from './official-units.js';
import { randomOf } from './random.js';
import { sampleBatches, type Batch } from './sample-sets.js';
import { TAN_MOC_2024 } from './tan-moc.js';

const units = await officialUnits();
const district = await sampleBatches('district');
const rowsOf = <T>(batches: Batch[], kind: Batch['kind']): T[] =>
  batches.filter((b) => b.kind === kind).flatMap((b) => [...b.rows()] as T[]);

describe('sample district', () => {
  const reviews = rowsOf<HouseholdReview>(district, 'household-reviews');
  const plans = rowsOf<Plan>(district, 'plans');

  it('keeps the contract: every row of the small kinds, every seventh review', () => {
    for (const batch of district) {
      const { schema } = WRITABLE[batch.kind];
      const rows = [...batch.rows()].filter((_, i) => batch.kind !== 'household-reviews' || i % 7 === 0);
      const wrong = rows.filter((row) => !schema.safeParse(row).success);
      expect({ what: batch.what, wrong: wrong.slice(0, 1) }).toEqual({ what: batch.what, wrong: [] });
    }
  });

  it('has at most 120,000 reviews, each household once a year, all saying they are generated', () => {
    expect(reviews.length).toBeLessThanOrEqual(120_000);
    expect(new Set(reviews.map((r) => `${r.householdId}/${r.period}`)).size).toBe(reviews.length);
    expect(reviews.every((r) => r.sample === true)).toBe(true);
  });

  it("sends a commune's rows together, year after year", () => {
    const runs = reviews.map((r) => r.commune).filter((commune, i, all) => commune !== all[i - 1]);
    expect(new Set(runs).size).toBe(runs.length);
    expect(runs).toHaveLength(195);
    const first = reviews.filter((r) => r.commune === '07528').map((r) => r.period);
    expect(first).toEqual([...first].sort());
  });

  it('leaves two communes of Lục Ngạn silent in 2024, which have a plan', () => {
    const reported = new Set(reviews.filter((r) => r.period === '2024').map((r) => r.commune));
    const silent = lucNganProfiles(units)
      .map((p) => p.code)
      .filter((code) => !reported.has(code));
    expect(silent).toEqual(['07534', '07597']);
    for (const code of silent) expect(plans.some((p) => p.orgUnit === code && p.period === '2024')).toBe(true);
  });

  it('stands on 2024-10-05: nothing is dated later', () => {
    expect(reviews.every((r) => r.reviewedOn <= '2024-10-04')).toBe(true);
    expect(rowsOf<{ paidOn: string }>(district, 'disbursements').every((v) => v.paidOn <= '2024-10-04')).toBe(true);
  });

  it('pays nothing in one commune that has a plan', () => {
    const paid = new Set(
      rowsOf<{ orgUnit: string; paidOn: string }>(district, 'disbursements')
        .filter((v) => v.paidOn > '2024')
        .map((v) => v.orgUnit),
    );
    expect(
      lucNganProfiles(units)
        .map((p) => p.code)
        .filter((code) => !paid.has(code)),
    ).toEqual(['07570']);
  });

  it('plans targets that somebody can miss: a rate to reach, and the months in which money is paid', () => {
    const targets = plans.filter((p) => p.sample).flatMap((p) => p.targets);
    for (const target of targets) {
      expect(Number(target.value)).toBeGreaterThanOrEqual(0);
      expect(Number(target.value)).toBeLessThan(1);
      if (target.trajectory.kind === 'seasonal') expect(target.trajectory.shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    }
  });

  it('is the same every time', async () => {
    const again = await sampleBatches('district');
    const text = (batches: Batch[], what: RegExp) =>
      batches.filter((b) => what.test(b.what)).map((b) => JSON.stringify([...b.rows()]));
    for (const what of [/villages|disbursements|plans/, /reviews of Huyện (Lục Nam|Sơn Động)/]) {
      expect(text(again, what)).toHaveLength(what.source.startsWith('v') ? 3 : 2);
      expect(text(again, what).every((rows, i) => rows === text(district, what)[i])).toBe(true);
    }
  });
});

describe('sample province', () => {
  const profiles = [...lucNganProfiles(units), ...otherProfiles(units, 'province')];

  it('has 470,000 households in the reviews of 2024, in every commune of Bắc Giang', () => {
    const told = profiles
      .filter((p) => p.story !== 'silent')
      .reduce((sum, p) => sum + p.y2024.households, TAN_MOC_2024.households);
    expect(told).toBe(PROVINCE_HOUSEHOLDS);
    expect(profiles.length + 1).toBe(195);
  });

  it('makes as many rows as it says, for a commune of each district', () => {
    const one = new Map(profiles.filter((p) => p.story !== 'silent').map((p) => [p.unit.parent, p]));
    for (const profile of one.values()) {
      const living = [...householdReviews(householdsOf(profile))].filter((r) => r.period === '2024' && r.presence === 'living');
      const count = (c: string) => living.filter((r) => r.classification === c).length;
      expect([living.length, count('poor'), count('nearPoor')]).toEqual([
        profile.y2024.households,
        profile.y2024.poor,
        profile.y2024.nearPoor,
      ]);
    }
  });
});

describe('flows between two years', () => {
  it.each(['a', 'b', 'c', 'd'])('lead exactly from the counts of one to those of the other (%s)', (seed) => {
    const random = randomOf(seed);
    for (let i = 0; i < 500; i++) {
      const counts = () => ({ households: random.between(60, 90), poor: random.between(0, 12), nearPoor: random.between(0, 15) });
      const [before, after] = [counts(), counts()];
      const flows = flowsBetween(before, after, random);
      expect(afterFlows(before, flows)).toEqual(after);
      expect(Object.values(flows).every((n) => n >= 0)).toBe(true);
    }
  });
});
