import type { Logger } from '@chitieu/runtime';
import { backOffMs, pause } from './back-off.js';
import type { KafkaCluster, Leader } from './kafka-cluster.js';
import { KafkaConnection } from './kafka-connection.js';
import { fetchRequest, fetchResponse, NO_ERROR, OFFSET_OUT_OF_RANGE, type Fetched } from './kafka-fetch.js';
import { keyOf } from './kafka-partition.js';
import { readRecords } from './kafka-records.js';
import type { Stream } from './kafka-stream.js';
import { carrierOf, type Carrier } from './read-event.js';
import { WakeUp } from './wake-up.js';

export interface KafkaReaderOptions {
  cluster: KafkaCluster;
  logger: Logger;
  streams: Stream[];
  /** Enough is in hand: nothing more is asked for. */
  isFull: () => boolean;
  received: (streams: Stream[]) => void;
  /** The broker does not have what stands at `stream.next`: the stream has to be begun elsewhere. */
  outOfRange: (stream: Stream, kept: { low: number; high: number }) => Promise<void>;
}

const IDLE_MS = 100;

/**
 * Reads partitions of our choosing from their leaders, without any group of the broker's: who reads what is settled in the
 * database. While one answer is being applied the next is already asked for.
 */
export class KafkaReader {
  /** When the broker last answered, or nothing had to be asked. */
  aliveAt = Date.now();
  private readonly stopping = new AbortController();
  private readonly wakeUps = new Set<WakeUp>();
  private readonly carriers = new Map<string, Carrier>();
  private readonly streams: Map<string, Stream>;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: KafkaReaderOptions) {
    this.streams = new Map(options.streams.map((stream) => [keyOf(stream), stream]));
  }

  async start(): Promise<this> {
    const source = await this.options.cluster.source();
    for (const [key, { topic, lane }] of this.streams) this.carriers.set(key, carrierOf(topic, lane, source));
    this.running = this.run();
    return this;
  }

  /** There is room again, or another stream to read. */
  wake(): void {
    for (const wakeUp of this.wakeUps) wakeUp.call();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    const { logger } = this.options;
    const { signal } = this.stopping;
    for (let failures = 0; !signal.aborted;) {
      const before = this.aliveAt;
      await this.followLeaders().catch(async (error: Error) => {
        if (signal.aborted) return;
        failures = this.aliveAt > before ? 0 : failures + 1;
        logger.warn({ failures, error: error.message }, 'the broker cannot be read');
        await pause(backOffMs(failures), signal);
      });
    }
  }

  /** Until the first of them fails: then leaders are looked up again. */
  private async followLeaders(): Promise<void> {
    const ended = new AbortController();
    const stop = (): void => ended.abort();
    this.stopping.signal.addEventListener('abort', stop);
    try {
      const leaders = await this.options.cluster.leaders([...new Set(this.options.streams.map(({ topic }) => topic))]);
      const following = leaders.map((leader) => this.follow(leader, ended.signal).finally(stop));
      for (const result of await Promise.allSettled(following)) if (result.status === 'rejected') throw result.reason;
    } finally {
      this.stopping.signal.removeEventListener('abort', stop);
    }
  }

  private async follow(leader: Leader, ended: AbortSignal): Promise<void> {
    const { cluster, isFull } = this.options;
    const connection = await KafkaConnection.open(leader, ended);
    const wakeUp = new WakeUp();
    this.wakeUps.add(wakeUp);
    try {
      let streams = leader.partitions.flatMap((partition) => this.streams.get(keyOf(partition)) ?? []);
      while (!ended.aborted) {
        const wanted = isFull() ? [] : streams.filter(({ next }) => next !== undefined);
        if (wanted.length > 0) {
          const asked = wanted.map(({ topic, lane, next }) => ({ topic, lane, offset: next! }));
          const response = fetchResponse(await connection.request(fetchRequest(cluster.clientId, asked)));
          const served = new Set(await this.receive(response, new Map(asked.map((each) => [keyOf(each), each.offset]))));
          // The broker serves the first it is asked for until the answer is full: who was served stands at the end.
          if (served.size > 0) streams = [...streams.filter((stream) => !served.has(stream)), ...served];
        }
        this.aliveAt = Date.now();
        if (wanted.length === 0) await wakeUp.called(IDLE_MS);
      }
    } finally {
      this.wakeUps.delete(wakeUp);
      connection.close();
    }
  }

  private async receive(response: Fetched[], asked: Map<string, number>): Promise<Stream[]> {
    const served = await Promise.all(response.map((fetched) => this.receivePartition(fetched, asked.get(keyOf(fetched))!)));
    const streams = served.filter((stream) => stream !== null);
    if (streams.length > 0) this.options.received(streams);
    return streams;
  }

  private async receivePartition(fetched: Fetched, offset: number): Promise<Stream | null> {
    const key = keyOf(fetched);
    const stream = this.streams.get(key)!;
    if (fetched.error === OFFSET_OUT_OF_RANGE) {
      await this.lookFor(stream);
      return null;
    }
    if (fetched.error !== NO_ERROR) throw new Error(`${key}: the broker answers with error ${fetched.error}`);
    if (fetched.records.length === 0) return null;
    const { events, next } = readRecords(fetched.records, offset, this.carriers.get(key)!);
    if (stream.next !== offset || next === offset) return null; // begun elsewhere meanwhile
    stream.add(events, next);
    return stream;
  }

  private async lookFor(stream: Stream): Promise<void> {
    const kept = (await this.options.cluster.offsets(stream.topic)).find(({ partition }) => partition === stream.lane);
    if (kept && stream.next !== undefined) await this.options.outOfRange(stream, kept);
  }
}
