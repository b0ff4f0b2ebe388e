import { randomUUID } from 'node:crypto';
import type { ToldGroup } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import type { AlertBody } from '../judging/alert-on-wire.js';

/** Alerts of one rule and indicator, of the units of one level below one parent, in one period. */
export interface MessageGroup {
  id: string;
  rule: string;
  indicator: string;
  dimension: string;
  parent: string;
  level: string;
  period: string;
  changed_at: Date | null;
  told: ToldGroup | null;
}

const COLUMNS = 'id, rule, indicator, dimension, parent, level, period, changed_at, told';

/** Of what was just decided, something is to be told: the groups are decided on at the next look. */
export async function noteGroups(tx: Tx, bodies: readonly AlertBody[], now: Date): Promise<void> {
  if (bodies.length === 0) return;
  await tx.query(
    {
      name: 'message-group-note',
      text: `INSERT INTO alerting.message_group AS g (id, rule, indicator, dimension, parent, level, period, changed_at, due_at)
             SELECT DISTINCT ON (rule, indicator, dimension, parent, level, period)
                    id, rule, indicator, dimension, parent, level, period, $2::timestamptz, $2::timestamptz
               FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, rule text, indicator text, dimension text, parent text, level text, period text)
              ORDER BY rule, indicator, dimension, parent, level, period
             ON CONFLICT (rule, indicator, dimension, parent, level, period)
             DO UPDATE SET changed_at = coalesce(g.changed_at, excluded.changed_at), due_at = excluded.due_at`,
    },
    [JSON.stringify(bodies.map(groupOf)), now.toISOString()],
  );
}

const groupOf = ({ rule, indicator, dimension, ancestors, orgUnit, period }: AlertBody) => ({
  ...{ id: randomUUID(), rule, indicator, dimension: dimension ?? '', period },
  ...{ parent: ancestors.at(-1) ?? '', level: orgUnit.level },
});

/** As it is kept, or as it would be: nothing may have been said of it yet. */
export async function groupOfAlert(tx: Tx, alert: AlertBody): Promise<MessageGroup> {
  const group = groupOf(alert);
  const { rule, indicator, dimension, parent, level, period } = group;
  const [kept] = await tx.query<MessageGroup>(
    `SELECT ${COLUMNS} FROM alerting.message_group
      WHERE rule = $1 AND indicator = $2 AND dimension = $3 AND parent = $4 AND level = $5 AND period = $6`,
    [rule, indicator, dimension, parent, level, period],
  );
  return kept ?? { ...group, changed_at: null, told: null };
}

/** Locked for this transaction; what another process decides on is left to it. */
export const lockDueGroups = (tx: Tx, now: Date, limit: number): Promise<MessageGroup[]> =>
  tx.query(
    `SELECT ${COLUMNS} FROM alerting.message_group WHERE due_at <= $1 ORDER BY due_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
    [now.toISOString()],
  );

export async function decidedOn(tx: Tx, id: string, due: string | null, told?: ToldGroup): Promise<void> {
  await tx.query(
    `UPDATE alerting.message_group SET due_at = $2, told = coalesce($3::jsonb, told),
            changed_at = CASE WHEN $3::jsonb IS NULL THEN changed_at END WHERE id = $1`,
    [id, due, told ? JSON.stringify(told) : null],
  );
}

export interface GroupMember {
  body: AlertBody;
  isSilenced: boolean;
}

/** Alerts of the group that are open, and those that were told of, whatever has become of them. */
export const membersOf = (
  tx: Tx,
  { rule, indicator, dimension, parent, level, period, told }: MessageGroup,
): Promise<GroupMember[]> =>
  tx.query(
    `SELECT a.body, coalesce(c.body->'silenced' <> 'null', false) AS "isSilenced"
       FROM alerting.alert a LEFT JOIN alerting.alert_case c ON c.alert_id = a.id
      WHERE a.parent = $1 AND a.rule = $2 AND a.period = $3 AND a.indicator = $4 AND a.dimension = $5 AND a.level = $6
        AND (a.state IN ('firing', 'recovering') OR a.id = ANY($7::uuid[]))
      ORDER BY a.unit, a.id`,
    [parent, rule, period, indicator, dimension, level, told?.firing ?? []],
  );
