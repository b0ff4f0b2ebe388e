import { instant, type Finding } from '@chitieu/contracts';
import { ProblemError } from '@chitieu/runtime';

export interface Acknowledgement {
  by: string;
  note: string;
  /** ISO; null: until the alert ends. */
  until?: string | null;
}

const LONGEST = { by: 100, note: 500 } as const;
type Field = keyof typeof LONGEST;
const FIELDS = Object.keys(LONGEST) as Field[];

/** Control, zero-width and direction-changing characters; a note may have line breaks. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Reads `{ by, note, until? }`; a 422 names everything wrong at once. */
export function readAcknowledgement(body: unknown, now: Date): Acknowledgement {
  const given = isObject(body) ? body : {};
  const until = untilOf(given['until'], now);
  const wrong = [
    ...FIELDS.flatMap((field) => findingOf(field, given[field])),
    ...(until === undefined ? [BAD_UNTIL] : []),
    ...Object.keys(given)
      .filter((name) => !(name in LONGEST) && name !== 'until')
      .map(unknownField),
  ];
  if (wrong.length > 0) {
    const detail = { vi: 'Cần { "by": người xác nhận, "note": lý do }.', en: 'Needs { "by": who acknowledges, "note": why }.' };
    throw new ProblemError(422, 'invalid-body', detail, { errors: wrong });
  }
  return { by: plain(given['by']), note: plain(given['note']), until: until ?? null };
}

/** Undefined: it cannot be read, or is over. */
function untilOf(given: unknown, now: Date): string | null | undefined {
  if (given === undefined || given === null) return null;
  const read = instant.safeParse(given);
  return read.success && read.data > now.toISOString() ? read.data : undefined;
}

const isObject = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && !Array.isArray(body);

const plain = (value: unknown): string => String(value).normalize('NFC').trim();

function findingOf(field: Field, value: unknown): Finding[] {
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
    return [finding(field, 'missing', `Thiếu ${field}.`, `${field} is missing.`)];
  }
  if (typeof value !== 'string') return [finding(field, 'not-text', `${field} phải là chữ.`, `${field} must be text.`)];
  if (plain(value).length > LONGEST[field]) {
    const most = LONGEST[field];
    return [finding(field, 'text-too-long', `${field} dài quá ${most} ký tự.`, `${field} is longer than ${most} characters.`)];
  }
  if (INVISIBLE.test(field === 'note' ? value.replace(/\r?\n/g, ' ') : value)) {
    const vi = `${field} có ký tự ẩn; hãy gõ lại.`;
    return [finding(field, 'text-invisible-character', vi, `${field} holds an invisible character; type it again.`)];
  }
  return [];
}

const finding = (field: string, code: string, vi: string, en: string): Finding => ({
  pointer: `/${field}`,
  code,
  message: { vi, en },
});

const unknownField = (name: string): Finding =>
  finding(name.slice(0, 64), 'unknown-field', 'Không có trường này.', 'There is no such field.');

const BAD_UNTIL = finding(
  'until',
  'bad-until',
  'until là một thời điểm còn ở phía trước, ví dụ 2024-10-12T17:00:00+07:00.',
  'until is a time still to come, e.g. 2024-10-12T17:00:00+07:00.',
);
