import type { HouseholdBase, WritableKind } from '@chitieu/contracts';
import type { Classification } from '@chitieu/domain';
import { keyOf, type Submission } from '../submissions/submission.js';
import { baseOfHousehold, isSameBase, type YearEnd } from './base-of-household.js';
import { decideAcceptance, type Accepted, type FactHead, type Refusal } from './decide-acceptance.js';

export interface StoredFact extends FactHead {
  id: string;
  period: string;
  base: HouseholdBase | null;
  /** Households only: class at the year's end, null when the household no longer lived there. */
  yearEnd: Classification | null;
}

export type Ending =
  { outcome: Accepted | 'unchanged'; ver: number } | { outcome: 'refused'; reason: Refusal; stored: FactHead | null };

/** What is to be written of one entity, and told. */
export interface FactChange {
  before: StoredFact | null;
  after: StoredFact;
  /** The new content; null where it stays: a retraction, or only the base changed. */
  content: Submission['content'] | null;
  /** States accepted and replaced within this very batch: they go to the history. */
  passedOver: { fact: StoredFact; content: Submission['content'] }[];
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
  const endings = submissions.map((submission) => decideOne(kind, submission, facts, changes));
  if (kind === 'household-reviews') settleBases(facts, changes);
  const inOrder = [...changes.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return { endings, changes: inOrder.map(([, change]) => change) };
}

function decideOne(
  kind: WritableKind,
  submission: Submission,
  facts: Map<string, StoredFact>,
  changes: Map<string, FactChange>,
): Ending {
  const key = keyOf(submission);
  const current = facts.get(key) ?? null;
  const decision = decideAcceptance(current, submission);
  if (decision.outcome === 'refused') return { ...decision, stored: current };
  if (decision.outcome === 'unchanged') return { outcome: 'unchanged', ver: decision.next.ver };
  const retracted = submission.retract !== null;
  const after: StoredFact = {
    ...decision.next,
    id: submission.id,
    period: submission.period,
    base: null,
    yearEnd: retracted || kind !== 'household-reviews' ? null : yearEndOf(submission.content),
  };
  const earlier = changes.get(key);
  changes.set(key, {
    before: earlier ? earlier.before : current,
    after,
    content: retracted ? (earlier?.content ?? null) : submission.content,
    passedOver: earlier?.content ? [...earlier.passedOver, { fact: earlier.after, content: earlier.content }] : [],
  });
  facts.set(key, after);
  return { outcome: decision.outcome, ver: after.ver };
}

export const yearEndOf = (content: Record<string, unknown>): Classification | null =>
  content['presence'] === 'living' ? (content['classification'] as Classification) : null;

/** Gives each touched household's periods their base, and adds those whose base changed with a rev of their own. */
function settleBases(facts: ReadonlyMap<string, StoredFact>, changes: Map<string, FactChange>): void {
  const touched = new Set([...changes.values()].map(({ after }) => after.id));
  for (const periods of byHousehold(facts.values(), touched)) {
    const yearEnds: YearEnd[] = periods.map(({ period, yearEnd }) => ({ period, classification: yearEnd }));
    for (const fact of periods) {
      if (fact.retracted !== null) continue;
      const base = baseOfHousehold(yearEnds, fact.period);
      const change = changes.get(keyOf(fact));
      if (change) change.after.base = base;
      else if (!isSameBase(fact.base, base)) changes.set(keyOf(fact), onlyBase(fact, base));
    }
  }
}

const onlyBase = (fact: StoredFact, base: HouseholdBase): FactChange => ({
  before: fact,
  after: { ...fact, base, rev: fact.rev + 1 },
  content: null,
  passedOver: [],
});

function byHousehold(facts: Iterable<StoredFact>, touched: ReadonlySet<string>): Iterable<StoredFact[]> {
  const households = new Map<string, StoredFact[]>();
  for (const fact of facts) {
    if (!touched.has(fact.id)) continue;
    const known = households.get(fact.id);
    if (known) known.push(fact);
    else households.set(fact.id, [fact]);
  }
  return households.values();
}
