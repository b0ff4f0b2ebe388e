import type { Bilingual } from '@chitieu/contracts';
import { ALERT_STATES, parsePeriod, type AlertState } from '@chitieu/domain';
import { LIST_MESSAGES, limitOf, oneOrMore, readListQuery, unitCodeOf } from './list-query.js';
import { decodePlace, DEFAULT_STATES, type AlertQuery } from './read-alerts.js';

const DEFAULT_LIMIT = 100;

const MESSAGES = {
  orgUnit: LIST_MESSAGES.orgUnit,
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
  limit: LIST_MESSAGES.limit,
  after: LIST_MESSAGES.after,
} satisfies Record<string, Bilingual>;

/** The query of `GET /alerts`. */
export const alertQuery = (given: Record<string, unknown>): AlertQuery =>
  readListQuery(given, MESSAGES, (read) => ({
    orgUnit: read<string | null>('orgUnit', null, unitCodeOf),
    states: read<readonly AlertState[]>('state', DEFAULT_STATES, (text) => oneOrMore(text, ALERT_STATES)),
    indicators: read<readonly string[]>('indicator', [], codesOf),
    period: read<string | null>('period', null, (text) => (parsePeriod(text) ? text : undefined)),
    limit: read('limit', DEFAULT_LIMIT, limitOf),
    after: read<AlertQuery['after']>('after', null, (text) => decodePlace(text) ?? undefined),
  }));

const CODE = /^[a-z][a-z0-9-]{1,63}$/;

/** Well formed: an alert of an indicator that nobody knows is simply not there. */
function codesOf(text: string): string[] | undefined {
  const codes = text.split(',').map((one) => one.trim());
  return codes.every((code) => CODE.test(code)) ? codes : undefined;
}
