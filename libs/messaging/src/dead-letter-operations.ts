import type { DeadLetterInFull, DeadLetterOnWire, ReplayAnswer, ReplayRequest } from '@chitieu/contracts';
import { MOST_DEAD_LETTERS_AT_ONCE } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';
import type { Logger } from '@chitieu/runtime';

export interface DeadLetterFilter {
  group?: string | undefined;
  reason?: string | undefined;
  type?: string | undefined;
  ids?: string[] | undefined;
  limit: number;
  /** `next` of the page before. */
  after?: string | undefined;
}

const iso = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const COLUMNS = `id::text AS id, consumer_group AS "group", source, coalesce(type, '') AS type, coalesce(key, '') AS key, coalesce(lane, 0) AS lane,
  event_id AS "eventId", reason, detail, attempts,
  ${iso('first_failed_at')} AS "firstFailedAt", ${iso('last_failed_at')} AS "lastFailedAt", ${iso('replay_requested_at')} AS "replayRequestedAt",
  CASE WHEN NOT complete THEN 'payload-incomplete' WHEN replay_requested_at IS NULL THEN 'possible' ELSE 'requested' END AS replay`;

const LIST = `SELECT ${COLUMNS} FROM bus.dead_letter
WHERE ($1::text IS NULL OR consumer_group = $1) AND ($2::text IS NULL OR reason = $2) AND ($3::text IS NULL OR type = $3)
  AND ($4::bigint[] IS NULL OR id = ANY($4)) AND ($5::bigint IS NULL OR id < $5)
ORDER BY id DESC LIMIT $6`;

const ONE = `SELECT ${COLUMNS}, payload FROM bus.dead_letter WHERE id = $1`;

/** Locks in the order of ids, as everybody does. One that waits already keeps its place. */
const REQUEST = `WITH chosen AS (
  SELECT id, complete FROM bus.dead_letter
  WHERE ($1::bigint[] IS NULL OR id = ANY($1)) AND ($2::text IS NULL OR consumer_group = $2) AND ($3::text IS NULL OR reason = $3)
    AND id > $4::bigint
  ORDER BY id LIMIT ${MOST_DEAD_LETTERS_AT_ONCE} FOR UPDATE
), requested AS (
  UPDATE bus.dead_letter d SET replay_requested_at = coalesce(d.replay_requested_at, clock_timestamp())
  FROM chosen WHERE d.id = chosen.id AND chosen.complete
)
SELECT id::text AS id, complete FROM chosen ORDER BY chosen.id`;

const DROP = `WITH chosen AS (SELECT id FROM bus.dead_letter WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE)
DELETE FROM bus.dead_letter d USING chosen WHERE d.id = chosen.id
RETURNING d.id::text AS id, d.consumer_group AS "group", d.event_id AS event, d.type, d.key, d.reason`;

/** What an operator does with dead letters. They stand in one table, whoever could not apply them. */
export class DeadLetterOperations {
  constructor(
    private readonly database: Tx,
    private readonly logger: Logger,
  ) {}

  /** The newest first: by when each failed first. */
  async list({ group, reason, type, ids, limit, after }: DeadLetterFilter): Promise<{
    items: DeadLetterOnWire[];
    next: string | null;
  }> {
    const rows = await this.database.query<DeadLetterOnWire>(LIST, [group, reason, type, ids, after, limit + 1]);
    const items = rows.slice(0, limit);
    return { items, next: rows.length > limit ? items.at(-1)!.id : null };
  }

  async one(id: string): Promise<DeadLetterInFull | null> {
    const [letter] = await this.database.query<DeadLetterInFull>(ONE, [id]);
    return letter ?? null;
  }

  /** Marks them; each process tries those of its own groups. */
  async replay(request: ReplayRequest): Promise<ReplayAnswer> {
    const { ids, group, reason, after } = { ids: undefined, group: undefined, reason: undefined, after: undefined, ...request };
    const chosen = await this.database.query<{ id: string; complete: boolean }>(REQUEST, [ids, group, reason, after ?? '0']);
    const requested = chosen.filter(({ complete }) => complete).map(({ id }) => id);
    const incomplete = chosen.filter(({ complete }) => !complete).map(({ id }) => id);
    const found = new Set(chosen.map(({ id }) => id));
    return {
      requested: requested.length,
      ids: requested,
      refused: [
        ...incomplete.map((id) => ({ id, reason: 'payload-incomplete' as const })),
        ...(ids ?? []).filter((id) => !found.has(id)).map((id) => ({ id, reason: 'not-found' as const })),
      ],
      next: ids ? null : (chosen.at(-1)?.id ?? null),
    };
  }

  /** The log keeps what was given up, and why. */
  async drop(ids: string[], why: string): Promise<number> {
    const dropped = await this.database.query<{ id: string; group: string; reason: string }>(DROP, [ids]);
    for (const letter of dropped) this.logger.warn({ ...letter, why }, 'dead letter dropped');
    return dropped.length;
  }
}
