import type { AlertCaseOnWire } from '@chitieu/contracts';
import { silencedBy, type Silence } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { UNTOUCHED } from '../answering/stored-cases.js';
import type { AlertBody } from '../judging/alert-on-wire.js';
import { activeSilences } from './stored-silences.js';

export const silencedOnWire = (silence: Silence | null): AlertCaseOnWire['silenced'] =>
  silence && { id: silence.id, until: silence.until, by: silence.by, reason: silence.reason };

/** Of alerts that were just decided, those that are silent, marked as such. */
export async function markNew(tx: Tx, bodies: readonly AlertBody[], now: Date): Promise<ReadonlySet<string>> {
  const silences = bodies.length > 0 ? await activeSilences(tx, now) : [];
  const silent = bodies.flatMap((body) => {
    const silence = silencedBy(body, silences, now.toISOString());
    return silence ? [{ alert_id: body.id, silenced: silencedOnWire(silence) }] : [];
  });
  if (silent.length > 0) {
    await tx.query(
      `INSERT INTO alerting.alert_case (alert_id, body)
       SELECT alert_id, $2::jsonb || jsonb_build_object('silenced', silenced) FROM jsonb_to_recordset($1::jsonb) AS s(alert_id uuid, silenced jsonb)
       ON CONFLICT (alert_id) DO UPDATE SET body = alert_case.body || jsonb_build_object('silenced', excluded.body->'silenced')`,
      [JSON.stringify(silent), JSON.stringify(UNTOUCHED)],
    );
  }
  return new Set(silent.map(({ alert_id }) => alert_id));
}
