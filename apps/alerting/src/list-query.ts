import type { Bilingual, Finding } from '@chitieu/contracts';
import { ProblemError } from '@chitieu/runtime';

const MAX_LIMIT = 500;
const UNIT_CODE = /^[A-Za-z0-9][A-Za-z0-9-]{0,23}$/;

export const LIST_MESSAGES = {
  orgUnit: {
    vi: 'orgUnit là mã một đơn vị, ví dụ 07606.',
    en: 'orgUnit is the code of one unit, e.g. 07606.',
  },
  limit: { vi: `limit là số nguyên từ 1 đến ${MAX_LIMIT}.`, en: `limit is a whole number from 1 to ${MAX_LIMIT}.` },
  after: {
    vi: 'after là giá trị next của trang trước, giữ nguyên từng chữ.',
    en: 'after is the value of next of the page before, letter for letter.',
  },
} satisfies Record<string, Bilingual>;

/** Undefined: it cannot be read. */
type Parse<T> = (text: string) => T | undefined;
export type Read<Name> = <T>(name: Name, fallback: T, parse: Parse<T>) => T;

/** Reads the query of a list; a 422 names every parameter that cannot be read, and those that do not exist. */
export function readListQuery<Name extends string, Query>(
  given: Record<string, unknown>,
  messages: Record<Name, Bilingual>,
  queryOf: (read: Read<Name>) => Query,
): Query {
  const wrong: Finding[] = Object.keys(given)
    .filter((name) => !(name in messages))
    .map((name) => unknownParameter(name, Object.keys(messages)));
  const query = queryOf((name, fallback, parse) => {
    const text = given[name];
    if (text === undefined || text === '') return fallback;
    const value = typeof text === 'string' ? parse(text) : undefined;
    if (value === undefined) wrong.push({ pointer: `/${name}`, code: 'invalid-parameter', message: messages[name] });
    return value ?? fallback;
  });
  if (wrong.length > 0) throw new ProblemError(422, 'invalid-parameter', detailOf(wrong), { errors: wrong });
  return query;
}

export const unitCodeOf: Parse<string> = (text) => (UNIT_CODE.test(text) ? text : undefined);

export const limitOf: Parse<number> = (text) =>
  /^[1-9]\d{0,2}$/.test(text) && Number(text) <= MAX_LIMIT ? Number(text) : undefined;

export function oneOrMore<T extends string>(text: string, known: readonly T[]): T[] | undefined {
  const wanted = text.split(',').map((one) => one.trim());
  return wanted.every((one): one is T => (known as readonly string[]).includes(one)) ? wanted : undefined;
}

const unknownParameter = (name: string, known: string[]): Finding => ({
  pointer: `/${name.slice(0, 64)}`,
  code: 'unknown-parameter',
  message: {
    vi: `Không có tham số này; có: ${known.join(', ')}.`,
    en: `There is no such parameter; there are: ${known.join(', ')}.`,
  },
});

const detailOf = (wrong: Finding[]): Bilingual => ({
  vi: wrong.map(({ message }) => message.vi).join(' '),
  en: wrong.map(({ message }) => message.en).join(' '),
});
