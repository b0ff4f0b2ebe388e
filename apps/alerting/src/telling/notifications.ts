import type { AlertOnWire } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';
import { casesOf, UNTOUCHED } from '../answering/stored-cases.js';
import type { AlertBody } from '../judging/alert-on-wire.js';

type Notification = AlertOnWire['notifications'][number];

/** Alerts as the API shows them: with what people did with each, and what was told of it, oldest first. */
export async function withNotifications(tx: Tx, bodies: AlertBody[]): Promise<AlertOnWire[]> {
  if (bodies.length === 0) return [];
  const rows = await tx.query<{
    alerts: string[];
    channel: Notification['channel'];
    state: Notification['state'];
    attempts: number;
    at: Date;
  }>(
    {
      name: 'delivery-of-alerts',
      text: `SELECT array_remove(alerts || alert_id, NULL) AS alerts, channel, state, attempts, coalesce(sent_at, created_at) AS at
               FROM alerting.delivery WHERE alert_id = ANY($1::uuid[]) OR alerts && $1::uuid[] ORDER BY created_at, channel`,
    },
    [bodies.map(({ id }) => id)],
  );
  const cases = await casesOf(
    tx,
    bodies.map(({ id }) => id),
  );
  return bodies.map((body) => ({
    ...body,
    ...(cases.get(body.id) ?? UNTOUCHED),
    notifications: rows
      .filter((row) => row.alerts.includes(body.id))
      .map(({ channel, state, attempts, at }) => ({ channel, state, attempts, at: at.toISOString() })),
  }));
}
