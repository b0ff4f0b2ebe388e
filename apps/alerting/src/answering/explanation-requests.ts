import type { AlertCaseOnWire, ExplanationRequest, Finding } from '@chitieu/contracts';
import { EXPLANATION_STATES, type ExplanationState } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { ProblemError, type Scope } from '@chitieu/runtime';
import type { AlertBody } from '../judging/alert-on-wire.js';
import { isUuid } from '../read-alerts.js';

interface ExplanationQuery {
  orgUnit: string | null;
  states: readonly ExplanationState[];
  limit: number;
  after: { dueOn: string; alert: string } | null;
}

const MESSAGES = {
  orgUnit: { vi: 'orgUnit là mã một đơn vị, ví dụ 07606.', en: 'orgUnit is the code of one unit, e.g. 07606.' },
  state: {
    vi: `state là một hay nhiều trong: ${EXPLANATION_STATES.join(', ')}.`,
    en: `state is one or more of: ${EXPLANATION_STATES.join(', ')}.`,
  },
  limit: { vi: 'limit là số nguyên từ 1 đến 500.', en: 'limit is a whole number from 1 to 500.' },
  after: { vi: 'after là giá trị next của trang trước.', en: 'after is the value of next of the page before.' },
};
type Parameter = keyof typeof MESSAGES;
const NAMES = Object.keys(MESSAGES).join(', ');
const UNKNOWN = { vi: `Không có tham số này; có: ${NAMES}.`, en: `There is no such parameter; there are: ${NAMES}.` };

export function explanationQuery(given: Record<string, unknown>): ExplanationQuery {
  const errors: Finding[] = Object.keys(given)
    .filter((name) => !(name in MESSAGES))
    .map((name) => ({ pointer: `/${name.slice(0, 64)}`, code: 'unknown-parameter', message: UNKNOWN }));
  const read = <T>(name: Parameter, fallback: T, parse: (text: string) => T | null): T => {
    const text = given[name];
    if (text === undefined || text === '') return fallback;
    const value = typeof text === 'string' ? parse(text) : null;
    if (value === null) errors.push({ pointer: `/${name}`, code: 'invalid-parameter', message: MESSAGES[name] });
    return value ?? fallback;
  };
  const query: ExplanationQuery = {
    orgUnit: read<string | null>('orgUnit', null, (text) => (/^[A-Za-z0-9][A-Za-z0-9-]{0,23}$/.test(text) ? text : null)),
    states: read<readonly ExplanationState[]>('state', ['asked', 'replied'], statesOf),
    limit: read('limit', 100, (text) => (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= 500 ? Number(text) : null)),
    after: read<ExplanationQuery['after']>('after', null, placeOf),
  };
  if (errors.length === 0) return query;
  const joined = (language: 'vi' | 'en') => errors.map(({ message }) => message[language]).join(' ');
  throw new ProblemError(422, 'invalid-parameter', { vi: joined('vi'), en: joined('en') }, { errors });
}

function statesOf(text: string): ExplanationState[] | null {
  const wanted = text.split(',').map((one) => one.trim());
  return wanted.every((one): one is ExplanationState => (EXPLANATION_STATES as readonly string[]).includes(one)) ? wanted : null;
}

function placeOf(text: string): ExplanationQuery['after'] {
  const [dueOn = '', alert = ''] = Buffer.from(text, 'base64url').toString('utf8').split('|');
  return /^\d{4}-\d\d-\d\d$/.test(dueOn) && isUuid(alert) ? { dueOn, alert } : null;
}

/** The first due first. */
export async function explanationRequests(
  tx: Tx,
  { orgUnit, states, limit, after, scope }: ExplanationQuery & { scope: Scope },
): Promise<{ items: ExplanationRequest[]; next: string | null }> {
  const rows = await tx.query<{ people: AlertCaseOnWire; body: AlertBody }>(
    `SELECT c.body AS people, a.body FROM alerting.alert_case c JOIN alerting.alert a ON a.id = c.alert_id
      WHERE c.state = ANY($1) AND ($2::text IS NULL OR a.unit = $2 OR a.body->'ancestors' ? $2)
        AND ($6::text[] IS NULL OR a.unit = ANY($6) OR a.body->'ancestors' ?| $6)
        AND ($3::date IS NULL OR (c.due_on, c.alert_id) > ($3::date, $4::uuid))
      ORDER BY c.due_on, c.alert_id LIMIT $5`,
    [states, orgUnit, after?.dueOn ?? null, after?.alert ?? null, limit + 1, scope === 'everything' ? null : scope],
  );
  const items = rows.slice(0, limit).map(requestOf);
  const last = items.at(-1);
  const more = rows.length > limit && last;
  return { items, next: more ? Buffer.from(`${last.explanation.dueOn}|${last.alert}`).toString('base64url') : null };
}

const requestOf = ({ people, body }: { people: AlertCaseOnWire; body: AlertBody }): ExplanationRequest => ({
  alert: body.id,
  rule: body.rule,
  indicator: body.indicator,
  dimension: body.dimension,
  period: body.period,
  orgUnit: body.orgUnit,
  alertState: body.state,
  explanation: people.explanation!,
});
