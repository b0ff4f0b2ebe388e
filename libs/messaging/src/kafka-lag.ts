import type { Tx } from '@chitieu/persistence';
import type { KafkaCluster } from './kafka-cluster.js';
import { readPositions } from './kafka-origin.js';

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
