import { readStatement, type Finding, type WritableKind } from '@chitieu/contracts';
import { yearEndOf } from '@chitieu/domain';
import { contentHash } from '../facts/content-hash.js';
import type { CheckContext, Partly } from './check-context.js';
import { checkSubmission } from './check-submission.js';
import { finding, pointerOf } from './findings.js';
import { hasLatin1Signs, legacyEncodingOf } from '@chitieu/domain';
import { schemaFindings, type SchemaIssue } from './schema-findings.js';
import type { RawRow, Reading, Submission } from './submission.js';
import { WRITABLES } from './writables.js';

/** Of one row: whoever has mended these may ask again. A row of 1 MiB could have a finding for every third character. */
const MAX_FINDINGS = 100;

/** From a row as it was read to a submission, or to everything that is wrong with it at once. */
export function readSubmission(kind: WritableKind, row: RawRow, context: CheckContext): Reading {
  const { value, findings: unreadable, column } = row.read();
  if (!isRecord(value)) return { findings: unreadable.length > 0 ? unreadable : [finding('json-not-an-object', '')], column };
  const stated = readStatement(kind, value);
  const schema = stated.ok ? [] : schemaFindings(stated.issues as unknown as SchemaIssue[], value);
  const sound: Partly = stated.ok ? stated.content : without(value, schema);
  const findings = [
    ...unreadable,
    ...(hasLatin1Signs(row.text) ? legacyText(value, []) : []),
    ...schema,
    ...checkSubmission(kind, sound, context),
  ];
  if (findings.length > 0 || !stated.ok) return { findings: firstOfEach(findings) };
  return { submission: submissionOf(kind, stated.ver, stated.content) };
}

/** A state that was stored, to be stated anew; null where today's schema does not take it. */
export function storedSubmission(kind: WritableKind, body: Record<string, unknown>): Submission | null {
  const stated = readStatement(kind, body);
  return stated.ok ? submissionOf(kind, null, stated.content) : null;
}

function submissionOf(kind: WritableKind, ver: number | null, content: Partly): Submission {
  const writable = WRITABLES[kind];
  if (kind === 'household-reviews') sortSets(content);
  const text = JSON.stringify(content);
  return {
    kind,
    id: writable.idOf(content),
    period: writable.periodOf(content),
    ver,
    unit: String(content[writable.unitField]),
    text,
    hash: contentHash(text),
    yearEnd: kind === 'household-reviews' ? yearEndOf(content) : null,
    retract: null,
  };
}

/** These lists are sets: naming them in another order is not another statement. */
const SETS = ['deprivations', 'groups', 'causes'];

function sortSets(content: Partly): void {
  for (const field of SETS) content[field] = (content[field] as string[]).toSorted();
}

/**
 * The fields the schema found nothing wrong with: the other checks still have their say on them. Of a list of lines,
 * such as a plan's targets, the whole stays: one bad line must not hide what is wrong with the others.
 */
function without(value: Partly, findings: readonly Finding[]): Partly {
  const broken = new Set(findings.map(({ pointer }) => pointer.split('/')[1]));
  const isLines = (given: unknown): boolean => Array.isArray(given) && given.every(isRecord);
  return Object.fromEntries(Object.entries(value).filter(([field, given]) => !broken.has(field) || isLines(given)));
}

function legacyText(value: unknown, path: (string | number)[]): Finding[] {
  if (typeof value === 'string') {
    const encoding = legacyEncodingOf(value);
    return encoding ? [finding('text-legacy-encoding', pointerOf(path), { encoding, given: value.slice(0, 80) })] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item, i) => legacyText(item, [...path, i]));
  return isRecord(value) ? Object.entries(value).flatMap(([key, item]) => legacyText(item, [...path, key])) : [];
}

function firstOfEach(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  const others = findings.filter(({ pointer, code }) => !seen.has(`${pointer} ${code}`) && seen.add(`${pointer} ${code}`));
  return others.slice(0, MAX_FINDINGS);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
