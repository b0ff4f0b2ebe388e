import type { AlertOnWire } from '@chitieu/contracts';
import { isOpen } from '@chitieu/domain';
import type { EventLog } from '@chitieu/messaging';
import type { Tx } from '@chitieu/persistence';
import { ProblemError } from '@chitieu/runtime';
import { changeCase } from './answering/alert-case.js';
import type { AlertBody } from './judging/alert-on-wire.js';
import type { Acknowledgement } from './read-acknowledgement.js';

/**
 * Somebody has seen it and says why: question and fact stay open. The same words again change nothing; null: no such alert.
 */
export const acknowledgeAlert = (
  tx: Tx,
  log: EventLog,
  id: string,
  { by, note, until = null }: Acknowledgement,
  now: Date,
): Promise<AlertOnWire | null> =>
  changeCase(tx, log, id, now, ({ body }) => {
    const before = body.acknowledged;
    if (before?.by === by && before.note === note && (before.until ?? null) === until) return null;
    if (!isOpen(body)) throw alreadyEnded(body);
    const acknowledged = { at: now.toISOString(), by, note, ...(until && { until }) };
    return { acknowledged, by, what: 'acknowledged', reason: note };
  });

const alreadyEnded = (stored: AlertBody): ProblemError =>
  new ProblemError(
    409,
    'alert-ended',
    {
      vi: 'Cảnh báo này đã kết thúc, không cần xác nhận nữa.',
      en: 'This alert has ended; there is nothing left to acknowledge.',
    },
    { stored },
  );
