import type { Tx } from '@chitieu/persistence';
import type { Place } from './apply-batch.js';
import type { Arrival } from './arrival.js';
import { fromWire, isOfOtherOutbox, type Received } from './cloud-events.js';

/** A run of messages of one partition, as the broker handed it over. */
export interface Part {
  topic: string;
  partition: number;
  messages: Received['message'][];
  /** The member lost the partition, or is stopping: the next owner reads it. */
  abandoned: boolean;
  /** What the broker no longer keeps is known to be lost, so the messages may begin behind the offset. */
  gapAccepted: boolean;
  /** Where the database says the group stands, seen once the fence was held. */
  position?: number;
}

export const lastOffset = ({ messages }: Part): number => Number(messages.at(-1)!.offset);
const firstOffset = ({ messages }: Part): number => Number(messages[0]!.offset);

/** A part that begins behind the database's offset was fetched from a wrong place: nothing of it may be applied. */
export const hasGap = (part: Part): boolean =>
  part.position !== undefined && firstOffset(part) > part.position && !part.gapAccepted;

const LIMITS = {
  name: 'bus-kafka-limits',
  text: `SELECT set_config('lock_timeout', '5s', true), set_config('idle_in_transaction_session_timeout', '30s', true)`,
};

/** Waits for the lock, unlike the outbox's fence: the broker gave the partition to this member, and the one before it is leaving. */
const TAKE = {
  name: 'bus-kafka-take',
  text: `SELECT c.source, c.slot, c.pos::text AS pos FROM bus.consumer_offset c
JOIN unnest($2::text[], $3::int[]) AS p (source, slot) USING (source, slot)
WHERE c.consumer_group = $1 ORDER BY c.source, c.slot FOR UPDATE OF c`,
};

const MOVE_ON = {
  name: 'bus-kafka-move-on',
  text: `UPDATE bus.consumer_offset c SET pos = p.pos, updated_at = clock_timestamp()
FROM unnest($2::text[], $3::int[], $4::bigint[]) AS p (source, slot, pos)
WHERE c.consumer_group = $1 AND c.source = p.source AND c.slot = p.slot`,
};

/** Parts of several partitions, applied in one transaction. The database's offsets are the truth; the broker's are a hint. */
export class KafkaPlace implements Place {
  private taken: Part[] = [];

  constructor(
    private readonly group: string,
    private readonly source: string,
    private readonly parts: Part[],
  ) {}

  async take(tx: Tx): Promise<Arrival[]> {
    const parts = this.parts.filter((part) => !part.abandoned);
    const topics = parts.map(({ topic }) => topic);
    const partitions = parts.map(({ partition }) => partition);
    const [, rows] = await Promise.all([
      tx.query(LIMITS),
      tx.query<{ source: string; slot: number; pos: string }>(TAKE, [this.group, topics, partitions]),
    ]);
    const positions = new Map(rows.map(({ source, slot, pos }) => [`${source}/${slot}`, Number(pos)]));
    for (const part of parts) part.position = positions.get(`${part.topic}/${part.partition}`)!;
    this.taken = parts.filter((part) => !hasGap(part) && lastOffset(part) >= part.position!);
    return this.taken.flatMap(({ topic, partition, messages, position }) =>
      messages
        .filter((message) => Number(message.offset) >= position! && !isOfOtherOutbox(message, this.source))
        .map((message) => fromWire({ topic, partition, message })),
    );
  }

  async moveOn(tx: Tx): Promise<void> {
    if (this.taken.length === 0) return;
    await tx.query(MOVE_ON, [
      this.group,
      this.taken.map(({ topic }) => topic),
      this.taken.map(({ partition }) => partition),
      this.taken.map((part) => lastOffset(part) + 1),
    ]);
  }
}
