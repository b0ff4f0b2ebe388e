import type { Bilingual, Finding } from '@chitieu/contracts';
import { finding, pointerOf, type FindingCode, type Params } from './findings.js';
import { dateReadings, nearest, numberReadings } from './suggest.js';

/** As much of a schema's issue as is told on. Structural, so that the schema library stays behind the contracts. */
export interface SchemaIssue {
  code?: string;
  path: readonly PropertyKey[];
  message: string;
  [more: string]: unknown;
}

const NUMERIC_TEXT = /^(amountDong|assignedDong|value|min|max|baseline|num|den)$/;
const TYPES: Record<string, string> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  boolean: 'true hoặc false',
  array: 'danh sách',
  object: 'đối tượng',
};

/** Every issue of a schema as findings, with the value that caused it. */
export function schemaFindings(issues: readonly SchemaIssue[], input: unknown): Finding[] {
  return issues.flatMap((issue) => ofIssue(issue, valueAt(input, issue.path)));
}

function ofIssue(issue: SchemaIssue, given: unknown): Finding[] {
  const pointer = pointerOf(issue.path);
  const field = String(issue.path.findLast((step) => typeof step === 'string') ?? '');
  const params: Params = { field, given: shown(given) };
  switch (issue.code) {
    case 'unrecognized_keys':
      return (issue['keys'] as string[]).map((key) =>
        finding('unknown-field', `${pointer}${pointerOf([key])}`, { field: key.slice(0, 64) }),
      );
    case 'invalid_value':
      return [inList(pointer, given, params, issue['values'] as string[])];
    case 'invalid_union':
      return [ofUnion(issue, pointer, field, given, params)];
    case 'custom':
      return [ofOwnRule((issue['params'] as { code: FindingCode }).code, pointer, given, params)];
    case 'too_big':
    case 'too_small':
      return [ofSize(issue, pointer, params)];
    case 'invalid_type':
      return [ofType(issue, pointer, given, params)];
    default:
      return [finding(given === undefined ? 'required' : 'bad-format', pointer, params)];
  }
}

function ofType(issue: SchemaIssue, pointer: string, given: unknown, params: Params): Finding {
  if (given === undefined) return finding('required', pointer, params);
  const expected = String(issue['expected']);
  if (typeof given === 'string' && (expected === 'number' || expected === 'int')) {
    return finding('number-not-plain', pointer, params, numberReadings(given, true));
  }
  if (typeof given === 'number' && expected === 'int') {
    return finding('number-not-plain', pointer, params, numberReadings(String(given), true));
  }
  return finding('wrong-type', pointer, { ...params, expected, expectedVi: TYPES[expected] ?? expected });
}

function ofUnion(issue: SchemaIssue, pointer: string, field: string, given: unknown, params: Params): Finding {
  if (given === undefined) return finding('required', pointer, params);
  if (Array.isArray(issue['options'])) return inList(pointer, given, params, issue['options'] as string[]);
  if (!NUMERIC_TEXT.test(field)) return finding('bad-format', pointer, params);
  const code = field.endsWith('Dong') ? 'amount-not-whole-dong' : 'number-not-plain';
  return ofOwnRule(code, pointer, typeof given === 'number' ? String(given) : given, params);
}

function ofOwnRule(code: FindingCode, pointer: string, given: unknown, params: Params): Finding {
  return finding(code, pointer, params, suggestionFor(code, given));
}

function suggestionFor(code: FindingCode, given: unknown): Bilingual | undefined {
  if (typeof given !== 'string') return undefined;
  if (code === 'date-not-iso') return dateReadings(given);
  if (code === 'amount-not-whole-dong') return numberReadings(given, true);
  return code === 'number-not-plain' ? numberReadings(given, false) : undefined;
}

function ofSize(issue: SchemaIssue, pointer: string, params: Params): Finding {
  const big = issue.code === 'too_big';
  const limit = String(issue[big ? 'maximum' : 'minimum']);
  const codes: Record<string, [FindingCode, FindingCode]> = {
    string: ['too-long', 'too-short'],
    array: ['too-many', 'too-few'],
  };
  const [tooBig, tooSmall] = codes[String(issue['origin'])] ?? ['too-large', 'too-small'];
  return finding(big ? tooBig : tooSmall, pointer, { ...params, limit });
}

function inList(pointer: string, given: unknown, params: Params, allowed: string[]): Finding {
  if (given === undefined) return finding('required', pointer, params);
  const suggestion = typeof given === 'string' ? nearest(given, allowed) : undefined;
  return finding('not-in-list', pointer, { ...params, allowed: allowed.join(', ') }, suggestion);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step], input);
}

function shown(given: unknown): string {
  const text = typeof given === 'string' ? given : (JSON.stringify(given) ?? '');
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
