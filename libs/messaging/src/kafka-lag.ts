import type { Tx } from '@chitieu/persistence';
import type { KafkaCluster } from './kafka-cluster.js';
import { ORIGIN, readPositions } from './kafka-origin.js';

/** Events that the broker keeps and the group has not applied. */
export async function topicLag(tx: Tx, cluster: KafkaCluster, group: string, topics: string[]): Promise<number> {
  const positions = await readPositions(tx, group, topics);
  const ends = await Promise.all(topics.map(async (topic) => ({ topic, offsets: await cluster.offsets(topic) })));
  let events = 0;
  for (const { topic, offsets } of ends) {
    for (const { partition, low, high } of offsets) {
      events += Math.max(0, high - Math.max(low, positions.get(`${topic}/${partition}`) ?? 0));
    }
  }
  return events;
}

/** Events in the topics that the slowest group of the database has not applied, whichever process reads for it. */
export async function topicPressure(tx: Tx, cluster: KafkaCluster): Promise<number> {
  const groups = await tx.query<{ group: string; topics: string[] }>(
    `SELECT consumer_group AS "group", array_agg(DISTINCT source) AS topics FROM bus.consumer_offset
WHERE source <> 'outbox' AND consumer_group <> '${ORIGIN}' GROUP BY consumer_group`,
  );
  const lags = await Promise.all(groups.map(({ group, topics }) => topicLag(tx, cluster, group, topics)));
  return Math.max(0, ...lags);
}
