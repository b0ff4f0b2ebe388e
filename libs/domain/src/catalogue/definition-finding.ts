import type { Bilingual } from './indicator.js';

/** What is wrong with a definition, where, and how to mend it. */
export interface DefinitionFinding {
  /** RFC 6901, into the file. */
  pointer: string;
  code: string;
  message: Bilingual;
}

export const found = (pointer: string, code: string, vi: string, en: string): DefinitionFinding => ({
  pointer,
  code,
  message: { vi, en },
});

export type Given = Record<string, unknown>;

export const isObject = (value: unknown): value is Given => typeof value === 'object' && value !== null && !Array.isArray(value);

export const notAnObject = (pointer: string): DefinitionFinding =>
  found(pointer, 'not-an-object', 'Phải là một đối tượng { … }.', 'This has to be an object { … }.');

/** Names that the object may not have: a misspelt one would be ignored in silence. */
export function unknownKeys(pointer: string, given: Given, known: readonly string[]): DefinitionFinding[] {
  return Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) =>
      found(
        `${pointer}/${key}`,
        'unknown-name',
        `Không có mục “${key}” ở đây; có thể dùng: ${known.join(', ')}.`,
        `There is no “${key}” here; it may be one of ${known.join(', ')}.`,
      ),
    );
}

export function oneOf(pointer: string, value: unknown, allowed: readonly unknown[]): DefinitionFinding[] {
  if (allowed.includes(value)) return [];
  const list = allowed.map((one) => JSON.stringify(one)).join(', ');
  return [
    found(
      pointer,
      'value-unknown',
      `${shown(value)} không hợp lệ; dùng một trong: ${list}.`,
      `${shown(value)} is none of ${list}.`,
    ),
  ];
}

export const shown = (value: unknown): string => (value === undefined ? '–' : JSON.stringify(value).slice(0, 60));

const MOST_TEXT = 500;

export function bilingual(pointer: string, value: unknown): DefinitionFinding[] {
  const isText = (text: unknown): boolean => typeof text === 'string' && text.trim() !== '' && text.length <= MOST_TEXT;
  if (isObject(value) && isText(value.vi) && isText(value.en)) return unknownKeys(pointer, value, ['vi', 'en']);
  return [
    found(
      pointer,
      'text-missing',
      `Cần lời bằng cả hai thứ tiếng: { "vi": "…", "en": "…" }, mỗi lời không quá ${MOST_TEXT} ký tự.`,
      `Words in both languages are needed: { "vi": "…", "en": "…" }, at most ${MOST_TEXT} characters each.`,
    ),
  ];
}
