import type { z } from 'zod';
import { ALERT_RULE_KINDS } from '@chitieu/domain';
import type { Bilingual, Finding } from './api.js';

type Issue = z.core.$ZodIssue;

/** What is wrong with the shape of a rule, in words: where, what, and what may stand there. */
export function ruleFindings(given: unknown, issues: readonly Issue[]): Finding[] {
  return issues.flatMap((issue): Finding[] => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField([...issue.path, key]));
    const pointer = pointerOf(issue.path);
    if (valueAt(given, issue.path) === undefined) {
      return [{ pointer, code: 'required', message: { vi: 'Còn thiếu trường này.', en: 'This field is missing.' } }];
    }
    return [{ pointer, code: issue.code === 'custom' ? 'bad-format' : CODES[issue.code], message: messageOf(issue) }];
  });
}

const CODES: Record<Exclude<Issue['code'], 'custom'>, string> = {
  invalid_type: 'wrong-type',
  too_big: 'too-large',
  too_small: 'too-small',
  invalid_format: 'bad-format',
  not_multiple_of: 'bad-format',
  unrecognized_keys: 'unknown-field',
  invalid_union: 'not-in-list',
  invalid_key: 'bad-format',
  invalid_element: 'bad-format',
  invalid_value: 'not-in-list',
};

const KINDS = ALERT_RULE_KINDS.join(', ');

function messageOf(issue: Issue): Bilingual {
  switch (issue.code) {
    case 'invalid_union':
      return { vi: `Phải là một trong: ${KINDS}.`, en: `Must be one of: ${KINDS}.` };
    case 'invalid_value':
      return { vi: `Phải là một trong: ${issue.values.join(', ')}.`, en: `Must be one of: ${issue.values.join(', ')}.` };
    case 'invalid_type':
      return { vi: `Phải là ${TYPES[issue.expected] ?? issue.expected}.`, en: `Must be of type ${issue.expected}.` };
    case 'too_big':
      return {
        vi: `Nhiều nhất ${issue.maximum}${UNITS.vi(issue.origin)}.`,
        en: `At most ${issue.maximum}${UNITS.en(issue.origin)}.`,
      };
    case 'too_small':
      return {
        vi: `Ít nhất ${issue.minimum}${UNITS.vi(issue.origin)}.`,
        en: `At least ${issue.minimum}${UNITS.en(issue.origin)}.`,
      };
    default:
      return {
        vi: 'Viết chưa đúng dạng; tỷ lệ viết như 0.60, ngày như 2024-09-05, mã chỉ tiêu như poor-rate.',
        en: 'Not written as it should be; a share is written 0.60, a day 2024-09-05, an indicator poor-rate.',
      };
  }
}

const TYPES: Record<string, string> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  boolean: 'true hoặc false',
  array: 'danh sách',
  object: 'đối tượng',
};

const UNITS = {
  vi: (origin: string): string => (origin === 'array' ? ' mục' : origin === 'string' ? ' ký tự' : ''),
  en: (origin: string): string => (origin === 'array' ? ' entries' : origin === 'string' ? ' characters' : ''),
};

const unknownField = (path: readonly PropertyKey[]): Finding => ({
  pointer: pointerOf(path),
  code: 'unknown-field',
  message: { vi: 'Không có trường này.', en: 'There is no such field.' },
});

/** RFC 6901 */
const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const valueAt = (given: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | null | undefined)?.[step], given);
