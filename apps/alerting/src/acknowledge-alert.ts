import type { AlertOnWire } from '@chitieu/contracts';
import { isOpen } from '@chitieu/domain';
import type { EventLog } from '@chitieu/messaging';
import type { Tx } from '@chitieu/persistence';
import { ProblemError } from '@chitieu/runtime';
import type { AlertBody } from './judging/alert-on-wire.js';
import type { Acknowledgement } from './read-acknowledgement.js';
import { appendAlerts } from './tell-changes.js';
import { withNotifications } from './telling/notifications.js';

/**
 * Somebody has seen it and says why: question and fact stay open. The same words again change nothing; null: no such
 * alert. The observation's row is locked first, as every judge does, so that no decision is written over it.
 */
export async function acknowledgeAlert(
  tx: Tx,
  log: EventLog,
  id: string,
  { by, note }: Acknowledgement,
  now: Date,
): Promise<AlertOnWire | null> {
  await tx.query(
    `SELECT FROM alerting.observation o JOIN alerting.alert a ON a.unit = o.unit AND a.period = o.period
      WHERE a.id = $1 ORDER BY o.unit, o.period, o.metric_group FOR UPDATE OF o`,
    [id],
  );
  const [row] = await tx.query<{ body: AlertBody }>('SELECT body FROM alerting.alert WHERE id = $1 FOR UPDATE', [id]);
  if (!row) return null;
  const { body } = row;
  const [stored] = await withNotifications(tx, [body]);
  if (body.acknowledged?.by === by && body.acknowledged.note === note) return stored!;
  if (!isOpen(body)) throw alreadyEnded(stored!);
  const acknowledged = { at: now.toISOString(), by, note };
  const next: AlertBody = { ...body, acknowledged, ver: body.ver + 1 };
  await tx.query('UPDATE alerting.alert SET acknowledged = $2, body = $3, ver = $4 WHERE id = $1', [
    id,
    JSON.stringify(acknowledged),
    JSON.stringify(next),
    next.ver,
  ]);
  const [told] = await appendAlerts(tx, log, [next]);
  return told!;
}

const alreadyEnded = (stored: AlertOnWire): ProblemError =>
  new ProblemError(
    409,
    'alert-ended',
    {
      vi: 'Cảnh báo này đã kết thúc, không cần xác nhận nữa.',
      en: 'This alert has ended; there is nothing left to acknowledge.',
    },
    { stored },
  );
