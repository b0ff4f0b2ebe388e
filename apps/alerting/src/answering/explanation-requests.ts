import type { AlertCaseOnWire, ExplanationRequest } from '@chitieu/contracts';
import { EXPLANATION_STATES, type ExplanationState } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import type { Scope } from '@chitieu/runtime';
import type { AlertBody } from '../judging/alert-on-wire.js';
import { LIST_MESSAGES, limitOf, oneOrMore, readListQuery, unitCodeOf } from '../list-query.js';
import { isUuid } from '../read-alerts.js';

interface ExplanationQuery {
  orgUnit: string | null;
  states: readonly ExplanationState[];
  limit: number;
  after: { dueOn: string; alert: string } | null;
}

const DEFAULT_LIMIT = 100;
const NOT_ACCEPTED: readonly ExplanationState[] = ['asked', 'replied'];
const MESSAGES = {
  orgUnit: LIST_MESSAGES.orgUnit,
  state: {
    vi: `state là một hay nhiều trong: ${EXPLANATION_STATES.join(', ')}.`,
    en: `state is one or more of: ${EXPLANATION_STATES.join(', ')}.`,
  },
  limit: LIST_MESSAGES.limit,
  after: LIST_MESSAGES.after,
};

export const explanationQuery = (given: Record<string, unknown>): ExplanationQuery =>
  readListQuery(given, MESSAGES, (read) => ({
    orgUnit: read<string | null>('orgUnit', null, unitCodeOf),
    states: read('state', NOT_ACCEPTED, (text) => oneOrMore(text, EXPLANATION_STATES)),
    limit: read('limit', DEFAULT_LIMIT, limitOf),
    after: read<ExplanationQuery['after']>('after', null, placeOf),
  }));

function placeOf(text: string): { dueOn: string; alert: string } | undefined {
  const [dueOn = '', alert = ''] = Buffer.from(text, 'base64url').toString('utf8').split('|');
  return /^\d{4}-\d\d-\d\d$/.test(dueOn) && isUuid(alert) ? { dueOn, alert } : undefined;
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
