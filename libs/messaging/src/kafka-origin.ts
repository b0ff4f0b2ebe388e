import { EVENT_TYPES, topicOf } from '@chitieu/contracts';
import type { Database, Tx } from '@chitieu/persistence';
import { keyOf } from './kafka-partition.js';

/** Stands in `bus.consumer_offset` like a group: where the topics ended when this outbox sent its first event. */
export const ORIGIN = 'origin';

type Ends = (topic: string) => Promise<{ partition: number; high: string }[]>;

/**
 * Id of this database's outbox, given when it is first needed, so that a copied empty database does not share its
 * template's. Topics outlive databases: what stood in them before is no event of this one, and every group begins behind it.
 */
export async function outboxId(database: Database, ends: Ends): Promise<string> {
  return database.transaction(async (tx) => {
    const created = await tx.query('INSERT INTO bus.identity DEFAULT VALUES ON CONFLICT DO NOTHING RETURNING id');
    if (created.length > 0) for (const topic of EVENT_TYPES.map(topicOf)) await markOrigin(tx, topic, await ends(topic));
    const [row] = await tx.query<{ id: string }>('SELECT id FROM bus.identity');
    return row!.id;
  });
}

async function markOrigin(tx: Tx, topic: string, ends: { partition: number; high: string }[]): Promise<void> {
  await tx.query(
    `INSERT INTO bus.consumer_offset (consumer_group, source, slot, pos)
SELECT $1, $2, * FROM unnest($3::int[], $4::bigint[]) ON CONFLICT DO NOTHING`,
    [ORIGIN, topic, ends.map(({ partition }) => partition), ends.map(({ high }) => high)],
  );
}

/** A group that is new starts at the origin. */
export async function openPartitions(tx: Tx, group: string, topics: string[], partitions: number): Promise<void> {
  await tx.query(
    `INSERT INTO bus.consumer_offset (consumer_group, source, slot, pos)
SELECT $1, t.topic, s.slot, coalesce(o.pos, 0)
FROM unnest($2::text[]) AS t (topic) CROSS JOIN generate_series(0, $3::int - 1) AS s (slot)
LEFT JOIN bus.consumer_offset o ON o.consumer_group = '${ORIGIN}' AND o.source = t.topic AND o.slot = s.slot
ON CONFLICT DO NOTHING`,
    [group, topics, partitions],
  );
}

/** By partition, the next offset the group applies. */
export async function readPositions(tx: Tx, group: string, topics: string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ source: string; slot: number; pos: string }>(
    'SELECT source, slot, pos::text AS pos FROM bus.consumer_offset WHERE consumer_group = $1 AND source = ANY($2::text[])',
    [group, topics],
  );
  return byPartition(rows);
}

/** Rows of `bus.consumer_offset`. */
export const byPartition = (rows: { source: string; slot: number; pos: string }[]): Map<string, number> =>
  new Map(rows.map(({ source, slot, pos }) => [keyOf({ topic: source, lane: slot }), Number(pos)]));

/** Of a topic that ends before the group: what it holds now was never applied, and what was is harmless to apply again. */
export async function moveBack(
  tx: Tx,
  group: string,
  topic: string,
  lane: number,
  { from, to }: { from: number; to: number },
): Promise<void> {
  await tx.query('UPDATE bus.consumer_offset SET pos = $5 WHERE consumer_group = $1 AND source = $2 AND slot = $3 AND pos > $4', [
    group,
    topic,
    lane,
    from,
    to,
  ]);
}
