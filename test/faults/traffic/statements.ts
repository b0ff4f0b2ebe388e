import type { Chance } from '../chance.js';
import { hashOf, type Stated } from '../journal.js';
import { disbursement, plan, review } from './contents.js';
import { COMMUNES, YEARS } from './units.js';

export type Kind = 'household-reviews' | 'disbursements' | 'plans';

/** One entity in full, or its retraction, with the version that its sender gives it. */
export interface Statement extends Stated {
  kind: Kind;
  path: string;
  /** Null: a retraction. */
  content: Record<string, unknown> | null;
}

interface Known {
  kind: Kind;
  id: string;
  period: string;
  ver: number;
  retracted: boolean;
  unit: string;
}

/**
 * What the sender believes of the world, and what it says next. An entity is in one request at a time, and one that got no
 * answer is either asked about again with the same statement or left alone for good: so the order of its versions is known.
 */
export class Statements {
  private readonly known = new Map<string, Known>();
  private readonly free: string[] = [];
  private readonly busy = new Set<string>();
  private households = 0;
  private vouchers = 0;
  /** Periods of the newest household that have not been stated yet. */
  private unstated: { id: string; commune: string; years: string[] } | undefined;

  constructor(private readonly chance: Chance) {}

  /** A single call: new ones, corrections, moves, retractions, vouchers, plans. */
  next(): Statement {
    const draw = this.chance.next();
    if (draw < 0.35) return this.newReview();
    if (draw < 0.5) return this.newVoucher();
    if (draw < 0.55) return this.revisedPlan() ?? this.newReview();
    return this.correction() ?? this.newReview();
  }

  /** Rows of an import: most are new, some correct what was said before. */
  rows(count: number): Statement[] {
    const isOfMoney = this.chance.happens(0.15);
    return Array.from({ length: count }, () => {
      if (isOfMoney) return this.newVoucher();
      const again = this.chance.happens(0.2) ? this.correction('household-reviews', false) : null;
      return again ?? this.newReview();
    });
  }

  plan(unit: string, year: string): Statement {
    const id = `KH-${unit}-${year}`;
    return this.state('plans', id, '', unit, plan(this.chance, id, unit, year));
  }

  /** The same entity and version with another content: it must be refused. */
  contradiction(of: Statement): Statement {
    const content = { ...of.content, ...(of.kind === 'household-reviews' ? { members: 59 } : { amountDong: '13' }) };
    return { ...of, content, hash: hashOf(content) };
  }

  /** Answered: it may be spoken of again. */
  settled(key: string): void {
    if (this.busy.delete(key) && !key.startsWith('plans ')) this.free.push(key);
  }

  private newReview(): Statement {
    this.unstated ??= {
      id: `H-${++this.households}`,
      commune: this.chance.pick(COMMUNES),
      years: YEARS.filter((year) => year === '2023' || this.chance.happens(0.85)),
    };
    const { id, commune, years } = this.unstated;
    const year = years.shift()!;
    if (years.length === 0) this.unstated = undefined;
    return this.state('household-reviews', id, year, commune, review(this.chance, id, commune, year));
  }

  private newVoucher(): Statement {
    const id = `V-${++this.vouchers}`;
    const content = disbursement(this.chance, id);
    return this.state('disbursements', id, '', content.orgUnit, content);
  }

  private revisedPlan(): Statement | null {
    const [unit, year] = [this.chance.pick(COMMUNES), this.chance.pick(YEARS)];
    const key = keyOf('plans', `KH-${unit}-${year}`, '');
    return this.busy.has(key) || !this.known.has(key) ? null : this.plan(unit, year);
  }

  /** Another content, another commune, or taken back. */
  private correction(kind?: Kind, mayRetract = true): Statement | null {
    const at = this.chance.between(0, this.free.length - 1);
    const known = this.known.get(this.free[at] ?? '');
    if (!known || (kind && known.kind !== kind)) return null;
    this.free[at] = this.free.at(-1)!;
    this.free.pop();
    const { id, period } = known;
    if (mayRetract && !known.retracted && this.chance.happens(0.2)) return this.state(known.kind, id, period, known.unit, null);
    const unit = this.chance.happens(0.3) ? this.chance.pick(COMMUNES) : known.unit;
    const content = known.kind === 'disbursements' ? disbursement(this.chance, id) : review(this.chance, id, unit, period);
    return this.state(known.kind, id, period, unit, content);
  }

  private state(kind: Kind, id: string, period: string, unit: string, content: Record<string, unknown> | null): Statement {
    const key = keyOf(kind, id, period);
    const ver = (this.known.get(key)?.ver ?? 0) + 1;
    this.known.set(key, { kind, id, period, ver, retracted: content === null, unit });
    this.busy.add(key);
    return { kind, key, ver, content, hash: content && hashOf(content), path: pathOf(kind, id, period) };
  }
}

export const keyOf = (kind: Kind, id: string, period: string): string => `${kind} ${id}${period && `/${period}`}`;

const pathOf = (kind: Kind, id: string, period: string): string =>
  kind === 'household-reviews' ? `/api/v1/households/${id}/reviews/${period}` : `/api/v1/${kind}/${id}`;

/** Of an entity that the traffic knows nothing of. */
export const ownStatement = (
  kind: Kind,
  id: string,
  period: string,
  ver: number,
  content: Record<string, unknown>,
): Statement => ({
  kind,
  key: keyOf(kind, id, period),
  path: pathOf(kind, id, period),
  ver,
  content,
  hash: hashOf(content),
});
