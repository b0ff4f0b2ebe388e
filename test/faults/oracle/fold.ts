import { DEPRIVATIONS } from '../traffic/contents.js';
import { YEARS } from '../traffic/units.js';
import type { Fact } from './facts.js';

/** Sums by name, of one commune, village or payer in one year or month. */
export type Sums = Map<string, bigint>;

interface Review {
  period: string;
  commune: string;
  village: string;
  class: string;
  living: boolean;
  onTime: boolean;
  deprivations: string[];
}

/**
 * The same numbers in the plainest way, from the facts alone: every fact once, a household's years together, no versions,
 * no differences, no lanes. It shares no code with the calculator.
 */
export class Fold {
  /** `commune/year` and `village/year` → counts of households. */
  readonly households = new Map<string, Sums>();
  /** `unit/month/ownerLevel` → paid. */
  readonly paid = new Map<string, bigint>();
  /** Plans that stand, by `unit/year`. */
  readonly plans = new Map<string, Record<string, unknown>>();
  private current: { id: string; reviews: Review[] } = { id: '', reviews: [] };

  add({ kind, id, period, unit, retracted, body }: Fact): void {
    if (retracted !== null) return;
    if (kind === 'household-reviews') this.review(id, period, unit, body);
    else if (kind === 'disbursements') this.voucher(unit, body);
    else if (kind === 'plans') this.plans.set(`${unit}/${String(body['period'])}`, body);
  }

  /** After the last fact. */
  end(): void {
    this.countHousehold();
  }

  private review(id: string, period: string, commune: string, body: Record<string, unknown>): void {
    if (this.current.id !== id) {
      this.countHousehold();
      this.current = { id, reviews: [] };
    }
    this.current.reviews.push({
      period,
      commune,
      village: String(body['village'] ?? ''),
      class: String(body['classification']),
      living: body['presence'] === 'living',
      onTime: String(body['reviewedOn']) <= `${period}-12-14`,
      deprivations: body['deprivations'] as string[],
    });
  }

  private countHousehold(): void {
    const { reviews } = this.current;
    for (const review of reviews) {
      const before = reviews.find(({ period, living }) => living && Number(period) === Number(review.period) - 1);
      const wasPoor = reviews.some(({ period, living, class: was }) => living && was === 'poor' && period < review.period);
      for (const unit of [review.commune, review.village]) if (unit) this.count(unit, review, before?.class ?? null, wasPoor);
    }
  }

  private count(unit: string, review: Review, base: string | null, wasPoor: boolean): void {
    const { living, onTime, period } = review;
    const sums = sumsAt(this.households, `${unit}/${period}`);
    const isPoor = living && review.class === 'poor';
    const isListed = isPoor || (living && review.class === 'nearPoor');
    const becamePoor = isPoor && base !== null && base !== 'poor';
    add(sums, 'reviews', true);
    add(sums, 'onTime', onTime);
    add(sums, 'households', living);
    add(sums, 'poor', isPoor);
    add(sums, 'nearPoor', isListed && !isPoor);
    add(sums, 'withoutBase', living && base === null);
    add(sums, 'escaped', living && base === 'poor' && !isPoor);
    add(sums, 'relapsed', becamePoor && wasPoor);
    add(sums, 'newlyPoor', becamePoor && !wasPoor);
    for (const code of DEPRIVATIONS) add(sums, code, isListed && review.deprivations.includes(code));
  }

  private voucher(unit: string, body: Record<string, unknown>): void {
    const key = `${unit}/${String(body['paidOn']).slice(0, 7)}/${String(body['ownerLevel'])}`;
    const amount = BigInt(String(body['amountDong'])) * (body['reverses'] ? -1n : 1n);
    this.paid.set(key, (this.paid.get(key) ?? 0n) + amount);
  }
}

export const FOLDED_YEARS = YEARS;

export function sumsAt(table: Map<string, Sums>, key: string): Sums {
  const known = table.get(key);
  if (known) return known;
  const made: Sums = new Map();
  table.set(key, made);
  return made;
}

const add = (sums: Sums, name: string, counts: boolean): void => void sums.set(name, (sums.get(name) ?? 0n) + (counts ? 1n : 0n));
