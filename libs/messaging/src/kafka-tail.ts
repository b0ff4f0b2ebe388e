import { topicOf, type BusEvent, type EventType } from '@chitieu/contracts';
import type { Logger } from '@chitieu/runtime';
import { open } from './arrival.js';
import type { Running } from './event-log.js';
import type { KafkaCluster } from './kafka-cluster.js';
import { KafkaReader } from './kafka-reader.js';
import { Stream } from './kafka-stream.js';

/** Reads every partition from its present end on, and remembers nothing. */
export class KafkaTail implements Running {
  private reader: KafkaReader | undefined;

  constructor(
    private readonly cluster: KafkaCluster,
    private readonly logger: Logger,
    private readonly types: EventType[],
    private readonly each: (event: BusEvent) => void,
  ) {}

  async start(): Promise<this> {
    const { cluster, logger } = this;
    const streams: Stream[] = [];
    for (const topic of this.types.map(topicOf)) {
      for (const { partition, high } of await cluster.offsets(topic)) {
        const stream = new Stream(topic, partition);
        stream.begin(high);
        streams.push(stream);
      }
    }
    const handled = new Set(this.types);
    this.reader = await new KafkaReader({
      cluster,
      logger,
      streams,
      isFull: () => false,
      received: (served) => this.show(served, handled),
      outOfRange: async (stream, { high }) => stream.begin(high),
    }).start();
    return this;
  }

  async stop(): Promise<void> {
    await this.reader?.stop();
  }

  private show(streams: Stream[], handled: ReadonlySet<EventType>): void {
    for (const stream of streams) {
      for (const arrival of stream.take(Infinity).events) {
        const opened = open(arrival, handled);
        if (opened && 'event' in opened) this.each(opened.event);
      }
    }
  }
}
