import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { declaration, disbursement, householdReview, orgUnit, plan, type HouseholdReview } from '@chitieu/contracts';
import { tanMocDeclarations } from './tan-moc-declarations.js';
import { tanMocPlans, tanMocReviews, tanMocVillages } from './tan-moc.js';
import { tanMocVouchers2023, tanMocVouchers2024 } from './tan-moc-vouchers.js';

const reviews = [...tanMocReviews(true)];
const year = (period: string): HouseholdReview[] => reviews.filter((r) => r.period === period && r.presence === 'living');
const count = (period: string, classification: string) => year(period).filter((r) => r.classification === classification).length;
const sum = (rows: { amountDong: string }[]): bigint => rows.reduce((total, row) => total + BigInt(row.amountDong), 0n);
const classesOf = (period: string) => new Map(year(period).map((r) => [r.householdId, r.classification]));

describe('xã Tân Mộc', () => {
  it.each([
    ['2022', 1625, 70, 130],
    ['2023', 1612, 58, 85],
    ['2024', 1612, 52, 77],
  ])('%s: %d households, %d poor, %d near-poor', (period, households, poor, nearPoor) => {
    expect(year(period)).toHaveLength(households);
    expect([count(period, 'poor'), count(period, 'nearPoor')]).toEqual([poor, nearPoor]);
  });

  it('has one review of a household and year, all from the commune, generated and saying so', () => {
    expect(new Set(reviews.map((r) => `${r.householdId}/${r.period}`)).size).toBe(reviews.length);
    expect(reviews.every((r) => r.commune === '07606' && r.sample === true)).toBe(true);
    expect(reviews.every((r) => r.reviewState === (r.period === '2024' ? 'preliminary' : 'official'))).toBe(true);
  });

  it('scores ten points for a deprivation; poor from three on, near-poor below', () => {
    for (const r of reviews) {
      if (r.scores) expect(r.scores.b2).toBe(10 * r.deprivations.length);
      if (r.classification === 'poor') expect(r.deprivations.length).toBeGreaterThanOrEqual(3);
      if (r.classification === 'nearPoor') expect(r.deprivations.length).toBeLessThan(3);
    }
  });

  it('moves households both ways between the years', () => {
    const [before, after] = [classesOf('2022'), classesOf('2023')];
    const moved = (from: (c: string | undefined) => boolean, to: (c: string | undefined) => boolean) =>
      [...after].filter(([id, c]) => before.has(id) && from(before.get(id)) && to(c)).length;
    expect(
      moved(
        (c) => c === 'poor',
        (c) => c !== 'poor',
      ),
    ).toBe(17);
    expect(
      moved(
        (c) => c !== 'poor',
        (c) => c === 'poor',
      ),
    ).toBe(7);
  });

  it('keeps the contract', () => {
    for (const r of reviews) expect(householdReview.parse(r)).toEqual(r);
    for (const p of tanMocPlans()) expect(plan.parse(p)).toEqual(p);
    for (const d of tanMocDeclarations()) expect(declaration.parse(d)).toEqual(d);
    for (const v of [...tanMocVouchers2023(), ...tanMocVouchers2024()]) expect(disbursement.parse(v)).toEqual(v);
    for (const u of tanMocVillages()) expect(orgUnit.parse(u)).toEqual(u);
  });

  it('spends 1,063,000,000 đồng in 2023, in the year', () => {
    expect(sum(tanMocVouchers2023())).toBe(1_063_000_000n);
    expect(tanMocVouchers2023().every((v) => v.paidOn.startsWith('2023-') && v.project === 'unspecified')).toBe(true);
  });

  it('pays vouchers of 2024 by 2024-10-04', () => {
    expect(tanMocVouchers2024().every((v) => v.paidOn >= '2024-01-01' && v.paidOn <= '2024-10-04')).toBe(true);
    expect(sum(tanMocVouchers2024().filter((v) => v.ownerLevel === 'commune'))).toBe(175_000_000n);
  });

  it('plans 2024 with every line, 472 million of them led by the district', () => {
    const [, now] = tanMocPlans();
    const led = (level: string) => sum(now!.allocations.filter((a) => a.ownerLevel === level));
    expect([led('commune'), led('district'), BigInt(now!.assignedDong!)]).toEqual([462_000_000n, 472_000_000n, 459_000_000n]);
    expect(now!.decision).toEqual({ issuer: 'UBND xã Tân Mộc' });
  });

  it('does not mark the figures of the document itself as generated', () => {
    expect([...tanMocPlans(), ...tanMocDeclarations()].every((row) => row.sample === undefined)).toBe(true);
    expect([...tanMocVouchers2023(), ...tanMocVillages()].every((row) => row.sample === true)).toBe(true);
  });

  it('declares only what its sentence prints', () => {
    for (const figure of tanMocDeclarations().flatMap((d) => d.figures)) expect(figure.quote).toContain(figure.text);
  });

  const document = fileURLToPath(new URL('../../../../shared/reference/plan-tan-moc-2024.md', import.meta.url));
  (existsSync(document) ? it : it.skip)('quotes the document word for word', () => {
    const text = readFileSync(document, 'utf8');
    for (const figure of tanMocDeclarations().flatMap((d) => d.figures)) expect(text).toContain(figure.quote);
  });

  it('is the same every time', () => {
    expect([...tanMocReviews(true)]).toEqual(reviews);
    expect([...tanMocReviews(false)]).toEqual(reviews.filter((r) => r.period !== '2024'));
  });
});
