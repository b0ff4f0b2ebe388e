import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Bilingual, DeliveryOnWire, Finding } from '@chitieu/contracts';
import { Database, type Tx } from '@chitieu/persistence';
import { notFound, ProblemError } from '@chitieu/runtime';
import { isUuid } from '../read-alerts.js';

interface Row {
  id: string;
  alert_id: string | null;
  alerts: string[];
  recipient: string;
  reason: string | null;
  channel: string;
  state: DeliveryOnWire['state'];
  attempts: number;
  last_error: string | null;
  created_at: Date;
  sent_at: Date | null;
}

const COLUMNS = 'id, alert_id, alerts, recipient, reason, channel, state, attempts, last_error, created_at, sent_at';
const STATES = ['queued', 'sent', 'failed'];
const MESSAGES: Record<string, Bilingual> = {
  state: { vi: `state là một trong: ${STATES.join(', ')}.`, en: `state is one of: ${STATES.join(', ')}.` },
  limit: { vi: 'limit là số nguyên từ 1 đến 500.', en: 'limit is a whole number from 1 to 500.' },
  after: { vi: 'after là giá trị next của trang trước.', en: 'after is the value of next of the page before.' },
};

/** The log of what left, for whoever has to know what did not arrive. */
@Controller('api/v1/deliveries')
export class DeliveriesController {
  constructor(private readonly database: Database) {}

  @Get()
  async list(@Query() query: Record<string, unknown>): Promise<{ items: DeliveryOnWire[]; next: string | null }> {
    const { state = null, limit = '100', after = null } = checked(query);
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM alerting.delivery d WHERE ($1::text IS NULL OR state = $1)
          AND ($2::uuid IS NULL OR (created_at, id) < (SELECT created_at, id FROM alerting.delivery WHERE id = $2))
        ORDER BY created_at DESC, id DESC LIMIT $3`,
      [state, after, Number(limit) + 1],
    );
    const items = rows.slice(0, Number(limit)).map(onWire);
    return { items, next: rows.length > items.length ? items.at(-1)!.id : null };
  }

  @Post(':id/resend')
  @HttpCode(200)
  async resend(@Param('id') id: string): Promise<DeliveryOnWire> {
    const delivery = isUuid(id) ? await this.database.transaction((tx) => queueAgain(tx, id)) : null;
    if (!delivery) throw notFound({ vi: 'Không có lần gửi này.', en: 'There is no such delivery.' });
    return delivery;
  }
}

/** One that waits already stays as it is; one that arrived is not sent twice. Null: there is none. */
async function queueAgain(tx: Tx, id: string): Promise<DeliveryOnWire | null> {
  const [row] = await tx.query<Row>(`SELECT ${COLUMNS} FROM alerting.delivery WHERE id = $1 FOR UPDATE`, [id]);
  if (!row || row.state === 'queued') return row ? onWire(row) : null;
  if (row.state === 'sent') throw new ProblemError(409, 'already-sent', ALREADY_SENT, { stored: onWire(row) });
  const [queued] = await tx.query<Row>(
    `UPDATE alerting.delivery SET state = 'queued', resends = resends + 1 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id],
  );
  return onWire(queued!);
}

const ALREADY_SENT = { vi: 'Tin này đã đến nơi nhận.', en: 'This message has arrived already.' };

function checked(query: Record<string, unknown>): { state?: string; limit?: string; after?: string } {
  const fits: Record<string, (text: string) => boolean> = {
    state: (text) => STATES.includes(text),
    limit: (text) => /^[1-9]\d{0,2}$/.test(text) && Number(text) <= 500,
    after: isUuid,
  };
  const wrong = Object.entries(query).filter(([name, value]) => typeof value !== 'string' || !fits[name]?.(value));
  if (wrong.length === 0) return query;
  const errors = wrong.map(([name]): Finding => ({
    pointer: `/${name.slice(0, 64)}`,
    code: name in fits ? 'invalid-parameter' : 'unknown-parameter',
    message: MESSAGES[name] ?? { vi: 'Không có tham số này.', en: 'There is no such parameter.' },
  }));
  const joined = (language: 'vi' | 'en') => errors.map(({ message }) => message[language]).join(' ');
  throw new ProblemError(422, 'invalid-parameter', { vi: joined('vi'), en: joined('en') }, { errors });
}

const onWire = ({
  id,
  alert_id,
  alerts,
  recipient,
  reason,
  channel,
  state,
  attempts,
  last_error,
  ...row
}: Row): DeliveryOnWire => ({
  ...{ id, alert: alert_id ?? alerts[0]!, alerts: alert_id ? [alert_id] : alerts, recipient, reason },
  ...{ channel, state, attempts, lastError: last_error },
  ...{ createdAt: row.created_at.toISOString(), sentAt: row.sent_at?.toISOString() ?? null },
});
