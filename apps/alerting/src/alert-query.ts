import type { Bilingual, Finding } from '@chitieu/contracts';
import { ALERT_STATES, parsePeriod, type AlertState } from '@chitieu/domain';
import { ProblemError } from '@chitieu/runtime';
import { decodePlace, DEFAULT_STATES, type AlertQuery } from './read-alerts.js';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;
const UNIT_CODE = /^[A-Za-z0-9][A-Za-z0-9-]{0,23}$/;

type Given = Record<string, unknown>;

const MESSAGES = {
  orgUnit: {
    vi: 'orgUnit là mã một đơn vị, ví dụ 07606.',
    en: 'orgUnit is the code of one unit, e.g. 07606.',
  },
  state: {
    vi: `state là một hay nhiều trong: ${ALERT_STATES.join(', ')}.`,
    en: `state is one or more of: ${ALERT_STATES.join(', ')}.`,
  },
  indicator: {
    vi: 'indicator là một hay nhiều mã trong /api/v1/indicators.',
    en: 'indicator is one or more codes of /api/v1/indicators.',
  },
  period: {
    vi: 'period là 2024, 2024-S1, 2024-Q1 hoặc 2024-01.',
    en: 'period is 2024, 2024-S1, 2024-Q1 or 2024-01.',
  },
  limit: { vi: `limit là số nguyên từ 1 đến ${MAX_LIMIT}.`, en: `limit is a whole number from 1 to ${MAX_LIMIT}.` },
  after: {
    vi: 'after là giá trị next của trang trước, giữ nguyên từng chữ.',
    en: 'after is the value of next of the page before, letter for letter.',
  },
} satisfies Record<string, Bilingual>;
type Parameter = keyof typeof MESSAGES;

/** Reads the query of `GET /alerts`; a 422 names every parameter that cannot be read, and those that do not exist. */
export function alertQuery(given: Given): AlertQuery {
  const wrong: Finding[] = Object.keys(given)
    .filter((name) => !(name in MESSAGES))
    .map(unknownParameter);
  const read = <T>(name: Parameter, fallback: T, parse: (text: string) => T | undefined): T => {
    const text = given[name];
    if (text === undefined || text === '') return fallback;
    const value = typeof text === 'string' ? parse(text) : undefined;
    if (value === undefined) wrong.push({ pointer: `/${name}`, code: 'invalid-parameter', message: MESSAGES[name] });
    return value ?? fallback;
  };
  const query: AlertQuery = {
    orgUnit: read('orgUnit', null, (text) => (UNIT_CODE.test(text) ? text : undefined)),
    states: read<readonly AlertState[]>('state', DEFAULT_STATES, (text) => oneOrMore(text, ALERT_STATES)),
    indicators: read<readonly string[]>('indicator', [], codesOf),
    period: read('period', null, (text) => (parsePeriod(text) ? text : undefined)),
    limit: read('limit', DEFAULT_LIMIT, limitOf),
    after: read('after', null, (text) => decodePlace(text) ?? undefined),
  };
  if (wrong.length > 0) throw new ProblemError(422, 'invalid-parameter', detailOf(wrong), { errors: wrong });
  return query;
}

const CODE = /^[a-z][a-z0-9-]{1,63}$/;

/** Well formed: an alert of an indicator that nobody knows is simply not there. */
function codesOf(text: string): string[] | undefined {
  const codes = text.split(',').map((one) => one.trim());
  return codes.every((code) => CODE.test(code)) ? codes : undefined;
}

function oneOrMore<T extends string>(text: string, known: readonly T[]): T[] | undefined {
  const wanted = text.split(',').map((one) => one.trim());
  return wanted.every((one): one is T => (known as readonly string[]).includes(one)) ? wanted : undefined;
}

const limitOf = (text: string): number | undefined =>
  /^[1-9]\d{0,2}$/.test(text) && Number(text) <= MAX_LIMIT ? Number(text) : undefined;

const unknownParameter = (name: string): Finding => ({
  pointer: `/${name.slice(0, 64)}`,
  code: 'unknown-parameter',
  message: {
    vi: `Không có tham số này; có: ${Object.keys(MESSAGES).join(', ')}.`,
    en: `There is no such parameter; there are: ${Object.keys(MESSAGES).join(', ')}.`,
  },
});

const detailOf = (wrong: Finding[]): Bilingual => ({
  vi: wrong.map(({ message }) => message.vi).join(' '),
  en: wrong.map(({ message }) => message.en).join(' '),
});
