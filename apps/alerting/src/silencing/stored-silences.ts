import { randomUUID } from 'node:crypto';
import type { Silence, SilenceMatchers } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';

interface Row {
  id: string;
  matchers: SilenceMatchers;
  by: string;
  reason: string;
  starts_at: Date;
  ends_at: Date;
}

const COLUMNS = 'id, matchers, by, reason, starts_at, ends_at';

/** The last to end first. */
export async function activeSilences(tx: Tx, now: Date): Promise<Silence[]> {
  const rows = await tx.query<Row>(
    {
      name: 'silence-active',
      text: `SELECT ${COLUMNS} FROM alerting.silence WHERE starts_at <= $1 AND ends_at > $1 ORDER BY ends_at DESC, id`,
    },
    [now.toISOString()],
  );
  return rows.map(silenceOf);
}

export async function addSilence(tx: Tx, silence: Omit<Silence, 'id'>): Promise<Silence> {
  const [row] = await tx.query<Row>(
    `INSERT INTO alerting.silence (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${COLUMNS}`,
    [randomUUID(), JSON.stringify(silence.matchers), silence.by, silence.reason, silence.from, silence.until],
  );
  return silenceOf(row!);
}

/** One that is over stays as it is; null: there is none. */
export async function endSilence(tx: Tx, id: string, now: Date): Promise<Silence | null> {
  const [row] = await tx.query<Row>(
    `UPDATE alerting.silence SET ends_at = greatest(starts_at, least(ends_at, $2)) WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, now.toISOString()],
  );
  return row ? silenceOf(row) : null;
}

const silenceOf = ({ id, matchers, by, reason, starts_at, ends_at }: Row): Silence => {
  return { id, matchers, by, reason, from: starts_at.toISOString(), until: ends_at.toISOString() };
};
