import type { Database } from '@chitieu/persistence';
import type { Emitted } from './recording-log.js';

/** A message as it left the product, about a group of alerts. */
export interface LeftMessage {
  at: Date;
  reason: string;
  /** Codes of the units whose alerts it is about. */
  units: string[];
  text: string;
}

export async function whatLeft(database: Database): Promise<LeftMessage[]> {
  const rows = await database.query<{ created_at: Date; reason: string; body: WebhookBody }>(
    `SELECT created_at, reason, body FROM alerting.delivery WHERE channel = 'webhook' ORDER BY created_at, id`,
  );
  return rows.map(({ created_at: at, reason, body }) => ({
    ...{ at, reason, text: body.commonAnnotations['summary']! },
    units: body.alerts.map(({ labels }) => labels['orgUnit']!),
  }));
}

interface WebhookBody {
  commonAnnotations: Record<string, string>;
  alerts: { labels: Record<string, string> }[];
}

/** What people were told of each alert in the story, with the alert as it was then. */
export async function whatWasSent(database: Database, emitted: readonly Emitted[]): Promise<Emitted[]> {
  const rows = await database.query<{ alert_id: string; created_at: Date }>(
    `SELECT DISTINCT alert_id, created_at FROM alerting.delivery WHERE alert_id IS NOT NULL ORDER BY created_at, alert_id`,
  );
  return rows.flatMap(({ alert_id, created_at }) => {
    const known = emitted.filter(({ at, alert }) => alert.id === alert_id && at <= created_at).at(-1);
    return known ? [{ at: created_at, alert: known.alert }] : [];
  });
}
