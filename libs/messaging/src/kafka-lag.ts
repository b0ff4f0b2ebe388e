import type { Tx } from '@chitieu/persistence';
import type { KafkaCluster } from './kafka-cluster.js';
import type { Lag, LaneLag } from './event-log.js';
import { ORIGIN, readPositions } from './kafka-origin.js';
import { keyOf } from './kafka-partition.js';

/** Events that the broker keeps and the group has not applied, by partition, which is the lane. */
export async function topicLag(tx: Tx, cluster: KafkaCluster, group: string, topics: string[]): Promise<Map<number, number>> {
  const positions = await readPositions(tx, group, topics);
  const ends = await Promise.all(topics.map(async (topic) => ({ topic, offsets: await cluster.offsets(topic) })));
  const byLane = new Map<number, number>();
  for (const { topic, offsets } of ends) {
    for (const { partition, low, high } of offsets) {
      const events = Math.max(0, high - Math.max(low, positions.get(keyOf({ topic, lane: partition })) ?? 0));
      if (events > 0) byLane.set(partition, (byLane.get(partition) ?? 0) + events);
    }
  }
  return byLane;
}

/** What the relay has not sent and what is in the topics, together. The topics' events are as old as the oldest in hand. */
export function lagOnTheWay(unsent: Lag, inTopics: Map<number, number>, oldestSeconds: number): LaneLag[] {
  const lanes = new Map(unsent.lanes.map((lag) => [lag.lane, lag]));
  for (const [lane, events] of inTopics) {
    const before = lanes.get(lane);
    lanes.set(lane, { lane, events: events + (before?.events ?? 0), seconds: Math.max(before?.seconds ?? 0, oldestSeconds) });
  }
  return [...lanes.values()].sort((a, b) => a.lane - b.lane);
}

/** Events in the topics that the slowest group of the database has not applied, whichever process reads for it. */
export async function topicPressure(tx: Tx, cluster: KafkaCluster): Promise<number> {
  const groups = await tx.query<{ group: string; topics: string[] }>(
    `SELECT consumer_group AS "group", array_agg(DISTINCT source) AS topics FROM bus.consumer_offset
WHERE source <> 'outbox' AND consumer_group <> '${ORIGIN}' GROUP BY consumer_group`,
  );
  const lags = await Promise.all(groups.map(({ group, topics }) => topicLag(tx, cluster, group, topics)));
  return Math.max(0, ...lags.map((byLane) => [...byLane.values()].reduce((sum, events) => sum + events, 0)));
}
