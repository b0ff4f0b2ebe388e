import type { BusEvent, EventType } from '@chitieu/contracts';
import type { MeasureSet } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import * as activities from '../projection/activity-projection.js';
import * as households from '../projection/household-projection.js';
import * as documents from '../projection/plan-projection.js';
import * as vouchers from '../projection/voucher-projection.js';
import type { Behind, Part } from './fill.js';

const AT_ONCE = 5_000;

/** A fact as intake holds it. It becomes what its event would be, and so is counted by the same code. */
interface Fact {
  id: string;
  period: string;
  lane: number;
  rev: number;
  unit: string;
  ver: number;
  body: Record<string, unknown>;
  base: object | null;
  retracted: string | null;
}

export const readHouseholdFacts = (tx: Tx, behind: Behind, measures: MeasureSet): Promise<Part<households.StoredHousehold>> =>
  readPart(tx, behind, 'household_review', (fact) =>
    households.fromEvent(eventOf(fact, { householdId: fact.id, period: fact.period, commune: fact.unit }), measures),
  );

export const readVoucherFacts = (tx: Tx, behind: Behind): Promise<Part<vouchers.StoredVoucher>> =>
  readPart(tx, behind, 'disbursement', (fact) => vouchers.fromEvent(eventOf(fact, { voucherId: fact.id, orgUnit: fact.unit })));

export const readActivityFacts = (tx: Tx, behind: Behind): Promise<Part<activities.StoredActivity>> =>
  readPart(tx, behind, 'activity', (fact) => activities.fromEvent(eventOf(fact, { activityId: fact.id, orgUnit: fact.unit })));

export const readPlanFacts = (tx: Tx, behind: Behind): Promise<Part<documents.StoredDocument>> =>
  readPart(tx, behind, 'plan', (fact) =>
    documents.planFromEvent(eventOf(fact, { planId: fact.id, orgUnit: fact.unit, period: fact.body.period })),
  );

export const readDeclarationFacts = (tx: Tx, behind: Behind): Promise<Part<documents.StoredDocument>> =>
  readPart(tx, behind, 'declaration', (fact) =>
    documents.declarationFromEvent(eventOf(fact, { declarationId: fact.id, orgUnit: fact.unit, period: fact.body.period })),
  );

/** `key`: what a tombstone still says. */
function eventOf<T extends EventType>({ lane, rev, unit, ver, body, base, retracted }: Fact, key: object): BusEvent<T> {
  const content = retracted === null ? { ...body, ...key, ...(base && { base }) } : { ...key, retracted: { reason: retracted } };
  return { lane, rev, key: unit, data: { ...content, ver } } as unknown as BusEvent<T>;
}

async function readPart<S>(tx: Tx, behind: Behind, kind: string, stateOf: (fact: Fact) => S): Promise<Part<S>> {
  const facts = await tx.query<Fact>(
    {
      name: `rebuild-facts-${kind}`,
      text: `SELECT id, period, lane, rev::float8, unit, ver::float8, body, base, retracted FROM intake.fact_${kind}
              WHERE (id, period) > ($1, $2) ORDER BY id, period LIMIT ${AT_ONCE}`,
    },
    behind.length > 0 ? behind : ['', ''],
  );
  const last = facts.at(-1);
  return { states: facts.map(stateOf), behind: facts.length < AT_ONCE ? null : [last!.id, last!.period] };
}
