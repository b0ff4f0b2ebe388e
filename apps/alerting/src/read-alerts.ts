import type { AlertOnWire } from '@chitieu/contracts';
import { ALERT_STATES, OPEN_ALERT_STATES, type AlertState } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import type { AlertBody } from './judging/alert-on-wire.js';
import { withNotifications } from './telling/notifications.js';

export interface AlertQuery {
  orgUnit: string | null;
  states: readonly AlertState[];
  indicators: readonly string[];
  period: string | null;
  limit: number;
  /** What `next` of the page before said. */
  after: Place | null;
}

/** Place of an alert in the list: firing first, then the newest; the id where two began at once. */
export interface Place {
  rank: number;
  startedAt: string;
  id: string;
}

export const DEFAULT_STATES = OPEN_ALERT_STATES;
const RANKED: readonly AlertState[] = ['firing', 'recovering', 'pending', ...ALERT_STATES.slice(3)];

interface Row {
  body: AlertBody;
  rank: number;
  started_at: string;
}

const LIST = `
  SELECT body, rank, started_at::text FROM (
    SELECT a.*, array_position($1::text[], state) AS rank FROM alerting.alert a
  ) AS a
  WHERE state = ANY($2::text[])
    AND ($3::text IS NULL OR unit = $3 OR body->'ancestors' ? $3)
    AND (cardinality($4::text[]) = 0 OR indicator = ANY($4))
    AND ($5::text IS NULL OR period = $5)
    AND ($6::int IS NULL OR (rank, $7::timestamptz, id) > ($6, started_at, $8::uuid))
  ORDER BY rank, started_at DESC, id
  LIMIT $9`;

export async function readAlerts(tx: Tx, query: AlertQuery): Promise<{ items: AlertOnWire[]; next: string | null }> {
  const { after } = query;
  const rows = await tx.query<Row>({ name: 'alert-list', text: LIST }, [
    RANKED,
    query.states,
    query.orgUnit,
    query.indicators,
    query.period,
    after?.rank ?? null,
    after?.startedAt ?? null,
    after?.id ?? null,
    query.limit + 1,
  ]);
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  const items = await withNotifications(
    tx,
    page.map(({ body }) => body),
  );
  return { items, next: last ? encodePlace({ rank: last.rank, startedAt: last.started_at, id: last.body.id }) : null };
}

export async function readAlert(tx: Tx, id: string): Promise<AlertOnWire | null> {
  const rows = await tx.query<{ body: AlertBody }>('SELECT body FROM alerting.alert WHERE id = $1', [id]);
  const [alert] = await withNotifications(
    tx,
    rows.map(({ body }) => body),
  );
  return alert ?? null;
}

const encodePlace = ({ rank, startedAt, id }: Place): string =>
  Buffer.from([rank, startedAt, id].join('|')).toString('base64url');

const PLACE = /^([1-5])\|(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?)\|([0-9a-f-]{36})$/;

/** Null for anything that no page ever said. */
export function decodePlace(text: string): Place | null {
  const match = PLACE.exec(Buffer.from(text, 'base64url').toString('utf8'));
  return match && isUuid(match[3]!) ? { rank: Number(match[1]), startedAt: match[2]!, id: match[3]! } : null;
}

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
