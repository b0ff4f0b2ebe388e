import type { HouseholdBase, WritableKind } from '@chitieu/contracts';
import { baseOfHousehold, isSameBase, type Classification } from '@chitieu/domain';
import { keyOf, type Submission } from '../submissions/submission.js';
import { decideAcceptance, type Accepted, type FactHead, type Refusal } from './decide-acceptance.js';

export interface StoredFact extends FactHead {
  id: string;
  period: string;
  base: HouseholdBase | null;
  /** Households only: class at the year's end, null when the household no longer lived there. */
  yearEnd: Classification | null;
}

export type Ending =
  | { outcome: Accepted | 'unchanged'; ver: number }
  | { outcome: 'refused'; reason: Refusal; given: number | null; stored: FactHead | null };

/** What is to be written of one entity, and told. */
export interface FactChange {
  before: StoredFact | null;
  after: StoredFact;
  /** The new content as JSON text; null where it stays: a retraction, or only the base changed. */
  text: string | null;
  /** States accepted and replaced within this very batch: they go to the history. */
  passedOver: { fact: StoredFact; text: string }[];
}

export interface BatchDecision {
  /** One for each submission, in order. */
  endings: Ending[];
  /** By entity, in the order of their keys: every writer locks and writes in this order. */
  changes: FactChange[];
}

/** Decides a batch in order, as if each submission had come alone. `stored` holds all periods of the touched households. */
export function decideBatch(
  kind: WritableKind,
  stored: readonly StoredFact[],
  submissions: readonly Submission[],
): BatchDecision {
  const facts = new Map(stored.map((fact) => [keyOf(fact), fact]));
  const changes = new Map<string, FactChange>();
  const endings = submissions.map((submission) => decideOne(submission, facts, changes));
  if (kind === 'household-reviews') settleBases(facts, changes);
  return { endings, changes: [...changes.keys()].sort().map((key) => changes.get(key)!) };
}

function decideOne(submission: Submission, facts: Map<string, StoredFact>, changes: Map<string, FactChange>): Ending {
  const key = keyOf(submission);
  const current = facts.get(key) ?? null;
  const decision = decideAcceptance(current, submission);
  if (decision.outcome === 'refused') return { ...decision, given: submission.ver, stored: current };
  if (decision.outcome === 'unchanged') return { outcome: 'unchanged', ver: decision.next.ver };
  const retracted = submission.retract !== null;
  const after: StoredFact = {
    ...decision.next,
    id: submission.id,
    period: submission.period,
    base: null,
    yearEnd: submission.yearEnd,
  };
  const earlier = changes.get(key);
  changes.set(key, {
    before: earlier ? earlier.before : current,
    after,
    text: retracted ? (earlier?.text ?? null) : submission.text,
    passedOver: earlier?.text ? [...earlier.passedOver, { fact: earlier.after, text: earlier.text }] : [],
  });
  facts.set(key, after);
  return { outcome: decision.outcome, ver: after.ver };
}

/** Gives each touched household's periods their base, and adds those whose base changed with a rev of their own. */
function settleBases(facts: ReadonlyMap<string, StoredFact>, changes: Map<string, FactChange>): void {
  for (const periods of byHousehold(facts, changes)) {
    const states = periods.map(([, fact]) => fact);
    for (const [key, fact] of periods) {
      if (fact.retracted !== null) continue;
      const base = baseOfHousehold(states, fact.period);
      const change = changes.get(key);
      if (change) change.after.base = base;
      else if (!isSameBase(fact.base, base)) changes.set(key, onlyBase(fact, base));
    }
  }
}

const onlyBase = (fact: StoredFact, base: HouseholdBase): FactChange => ({
  before: fact,
  after: { ...fact, base, rev: fact.rev + 1 },
  text: null,
  passedOver: [],
});

type Facts = ReadonlyMap<string, StoredFact>;

/** All facts of each household of which something changed, with their keys. */
function byHousehold(facts: Facts, changes: ReadonlyMap<string, FactChange>): Iterable<[key: string, StoredFact][]> {
  const households = new Map<string, [string, StoredFact][]>();
  for (const { after } of changes.values()) households.set(after.id, []);
  for (const entry of facts) households.get(entry[1].id)?.push(entry);
  return households.values();
}
