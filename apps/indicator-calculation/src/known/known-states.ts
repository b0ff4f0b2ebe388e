import type { BusEvent, EventType } from '@chitieu/contracts';
import { baseOfHousehold, laneOf, yearEndOf } from '@chitieu/domain';
import { fromEvent as householdFrom, type StoredHousehold } from '../projection/household-projection.js';
import { declarationFromEvent, planFromEvent, type StoredDocument } from '../projection/plan-projection.js';
import { fromEvent as voucherFrom, type StoredVoucher } from '../projection/voucher-projection.js';
import type { KnownFact } from './known-facts.js';

/** Every fact becomes what its event would have been, and so is counted by the code that counts events. */
export function householdStates(facts: readonly KnownFact[]): StoredHousehold[] {
  const reviews = new Map<string, KnownFact[]>();
  for (const fact of facts) {
    const known = reviews.get(fact.id);
    if (known) known.push(fact);
    else reviews.set(fact.id, [fact]);
  }
  return facts.map((fact) => {
    const base = baseOfHousehold(reviews.get(fact.id)!.map(yearEnd), fact.period);
    return householdFrom(eventOf(fact, { householdId: fact.id, period: fact.period, commune: fact.unit }, { base }));
  });
}

const yearEnd = ({ period, body, retracted }: KnownFact) => ({ period, yearEnd: retracted === null ? yearEndOf(body) : null });

export const voucherState = (fact: KnownFact): StoredVoucher =>
  voucherFrom(eventOf(fact, { voucherId: fact.id, orgUnit: fact.unit }));

export const planState = (fact: KnownFact): StoredDocument =>
  planFromEvent(eventOf(fact, { planId: fact.id, orgUnit: fact.unit, period: fact.body.period }));

export const declarationState = (fact: KnownFact): StoredDocument =>
  declarationFromEvent(eventOf(fact, { declarationId: fact.id, orgUnit: fact.unit, period: fact.body.period }));

/** `key`: what a tombstone still says. */
function eventOf<T extends EventType>(
  { rev, unit, ver, body, retracted }: KnownFact,
  key: object,
  more: object = {},
): BusEvent<T> {
  const content = retracted === null ? { ...body, ...key, ...more } : { ...key, retracted: { reason: retracted } };
  return { lane: laneOf(unit), rev, key: unit, data: { ...content, ver } } as unknown as BusEvent<T>;
}
