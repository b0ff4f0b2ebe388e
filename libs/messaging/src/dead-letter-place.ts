import type { Tx } from '@chitieu/persistence';
import type { Place } from './apply-batch.js';
import type { Arrival } from './arrival.js';
import { revive, type StoredLetter } from './dead-letters.js';

const AT_ONCE = 500;
const CHARACTERS_AT_ONCE = 16_777_216;

const LIMITS = {
  name: 'bus-dead-letter-limits',
  text: `SELECT set_config('lock_timeout', '5s', true), set_config('idle_in_transaction_session_timeout', '30s', true)`,
};

/**
 * Dead letters are of any lane, and a lane has one writer: the group's fences are all held while some are applied. In the
 * order in which every reader locks them, so that two never wait for each other.
 */
const FENCES = {
  name: 'bus-dead-letter-fences',
  text: 'SELECT FROM bus.consumer_offset WHERE consumer_group = $1 ORDER BY source, slot FOR UPDATE',
};

/** The oldest first. SKIP LOCKED: what an operator is dropping just now is not for us. */
const TAKE = {
  name: 'bus-dead-letter-take',
  text: `SELECT id::text AS id, source, type, key, lane, event_id AS "eventId", payload FROM bus.dead_letter
WHERE replay_requested_at IS NOT NULL AND complete AND id IN (
  SELECT id FROM (
    SELECT id, octet_length(payload) AS own, sum(octet_length(payload)) OVER (ORDER BY id) AS total
    FROM (
      SELECT id, payload FROM bus.dead_letter
      WHERE consumer_group = $1 AND replay_requested_at IS NOT NULL AND complete ORDER BY id LIMIT ${AT_ONCE}
    ) oldest
  ) counted
  WHERE total - own < ${CHARACTERS_AT_ONCE}
)
ORDER BY id FOR UPDATE SKIP LOCKED`,
};

/** Those that failed again have lost the mark in this transaction. */
const MOVE_ON = {
  name: 'bus-dead-letter-move-on',
  text: 'DELETE FROM bus.dead_letter WHERE id = ANY($1::bigint[]) AND replay_requested_at IS NOT NULL',
};

/** Dead letters of a group that are to be tried again, as a place to take a batch from: what is applied leaves them. */
export class DeadLetterPlace implements Place {
  private taken: string[] = [];

  constructor(private readonly group: string) {}

  async take(tx: Tx): Promise<Arrival[]> {
    await tx.query(LIMITS);
    await tx.query(FENCES, [this.group]);
    const letters = await tx.query<StoredLetter>(TAKE, [this.group]);
    this.taken = letters.map(({ id }) => id);
    return letters.map(revive);
  }

  async moveOn(tx: Tx): Promise<void> {
    if (this.taken.length > 0) await tx.query(MOVE_ON, [this.taken]);
  }
}
