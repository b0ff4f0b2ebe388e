import { mutedBy, takesPartInMuting, type AlertMemory, type AlertRule, type Mutable } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import type { AlertBody } from './alert-on-wire.js';
import type { StoredRule } from './alert-rules.js';
import type { AlertSubject } from './alert-subjects.js';

export type Muting = AlertBody['inhibitedBy'];

/** A subject with what was just decided about it. */
export interface Decided {
  id: string;
  subject: AlertSubject;
  memory: AlertMemory;
  before: { memory: AlertMemory; inhibitedBy: Muting } | null;
}

/** Firing or recovering: what is so, as far as people know. */
export const isSo = (memory: Pick<AlertMemory, 'state'> | undefined): boolean =>
  memory?.state === 'firing' || memory?.state === 'recovering';

/** For each decided alert's id, who is told in its place; one statement for all. */
export async function mutingOf(
  tx: Tx,
  decided: Decided[],
  rules: readonly StoredRule[],
  now: Date,
): Promise<Map<string, Muting>> {
  const inThisBatch = new Set(decided.map(({ id }) => id));
  const open = decided.filter(({ memory, subject }) => isSo(memory) && takesPartInMuting(subject.rule));
  const stored = await firingAround(tx, open, rules);
  const firing = [...stored.filter(({ id }) => !inThisBatch.has(id)), ...open.map(mutableOf)];
  const byPlace = new Map<string, Mutable[]>();
  for (const one of firing) byPlace.set(placeOf(one), [...(byPlace.get(placeOf(one)) ?? []), one]);
  const around = ({ unit, ancestors, period }: Mutable): Mutable[] =>
    [unit, ...ancestors].flatMap((one) => byPlace.get(`${one}|${period}`) ?? []);
  const mutedNow = (one: Decided): Muting => {
    const alert = mutableOf(one);
    const by = mutedBy(alert, around(alert));
    return by && since(by, one, now);
  };
  const ended = decided.map((one): [string, Muting] => [one.id, asItEnded(one)]);
  return new Map([...ended, ...open.map((one): [string, Muting] => [one.id, mutedNow(one)])]);
}

const placeOf = ({ unit, period }: Mutable): string => `${unit}|${period}`;

function since({ id, rule, unit }: Mutable, { before }: Decided, now: Date): Muting {
  const held = before?.inhibitedBy;
  return { alert: id, rule, orgUnit: unit, since: held?.since ?? now.toISOString() };
}

/** What was never told when it fired is not told when it ends; what was, is. */
function asItEnded({ memory, before }: Decided): Muting {
  const held = before?.inhibitedBy ?? null;
  if (held === null || memory.resolvedAt === null || memory.firedAt === null) return null;
  return held.since <= memory.firedAt ? held : null;
}

function mutableOf({ id, subject: { key, rule, heard } }: Decided): Mutable {
  const { severity, kind } = rule;
  return { ...key, id, kind, severity, ancestors: heard.ancestors, isOfReview: heard.group === 'households' };
}

interface Row extends Pick<Mutable, 'id' | 'rule' | 'severity' | 'indicator' | 'dimension' | 'unit' | 'period' | 'ancestors'> {}

/** What fires at the units of these alerts and above them, in their periods. */
async function firingAround(tx: Tx, open: Decided[], rules: readonly StoredRule[]): Promise<Mutable[]> {
  const places = new Set(
    open.flatMap(({ subject: { heard } }) => [heard.orgUnit, ...heard.ancestors].map((unit) => `${unit}|${heard.period}`)),
  );
  if (places.size === 0) return [];
  const pairs = [...places].map((place) => place.split('|') as [string, string]);
  const rows = await tx.query<Row>(
    {
      name: 'alert-firing-around',
      text: `SELECT a.id, a.rule, a.severity, a.indicator, a.dimension, a.unit, a.period, a.body->'ancestors' AS ancestors
               FROM alerting.alert a JOIN unnest($1::text[], $2::text[]) AS p(unit, period) USING (unit, period)
              WHERE a.state IN ('firing', 'recovering')`,
    },
    [pairs.map(([unit]) => unit), pairs.map(([, period]) => period)],
  );
  const kinds = new Map(rules.map(({ id, rule }) => [id, rule.kind]));
  return rows.flatMap((row) => {
    const kind: AlertRule['kind'] | undefined = kinds.get(row.rule);
    return kind && kind !== 'kpi-mismatch' && kind !== 'evaluation-error' ? [{ ...row, kind, isOfReview: false }] : [];
  });
}
