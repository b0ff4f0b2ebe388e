import type { AlertOnWire } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';
import type { AlertBody } from '../judging/alert-on-wire.js';

type Notification = AlertOnWire['notifications'][number];

/** Alerts as the API shows them: with what was told of each, oldest first. */
export async function withNotifications(tx: Tx, bodies: AlertBody[]): Promise<AlertOnWire[]> {
  if (bodies.length === 0) return [];
  const rows = await tx.query<{
    alert_id: string;
    channel: Notification['channel'];
    state: Notification['state'];
    attempts: number;
    at: Date;
  }>(
    {
      name: 'delivery-of-alerts',
      text: `SELECT alert_id, channel, state, attempts, coalesce(sent_at, created_at) AS at
               FROM alerting.delivery WHERE alert_id = ANY($1::uuid[]) ORDER BY created_at, channel`,
    },
    [bodies.map(({ id }) => id)],
  );
  return bodies.map((body) => ({
    ...body,
    notifications: rows
      .filter((row) => row.alert_id === body.id)
      .map(({ channel, state, attempts, at }) => ({ channel, state, attempts, at: at.toISOString() })),
  }));
}
