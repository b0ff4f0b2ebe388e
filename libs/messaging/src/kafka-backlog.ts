import type { Part, Stream } from './kafka-stream.js';

/** Fetching stops here. One answer more may be on its way: about 15 MB. */
const ENOUGH_EVENTS = 20_000;
const ENOUGH_BYTES = 33_554_432;

/**
 * What was read and is not yet applied. A transaction takes whole lanes, so that transactions beside one another never meet;
 * what waits when one ends goes into the next together, because a transaction for each small piece would be mostly commits.
 */
export class KafkaBacklog {
  private readonly lanes = new Map<number, Stream[]>();
  /** Lanes with something to apply, the longest waiting first. */
  private readonly waiting = new Set<number>();
  private readonly inHand = new Map<number, Part[]>();
  private events = 0;
  private bytes = 0;

  constructor(readonly streams: Stream[]) {
    for (const stream of streams) this.lanes.set(stream.lane, [...(this.lanes.get(stream.lane) ?? []), stream]);
  }

  get isFull(): boolean {
    return this.events >= ENOUGH_EVENTS || this.bytes >= ENOUGH_BYTES;
  }

  streamsOf(lane: number): Stream[] {
    return this.lanes.get(lane)!;
  }

  received(streams: Stream[]): void {
    for (const { lane } of streams) if (!this.inHand.has(lane)) this.waiting.add(lane);
    this.count();
  }

  /** Up to so many events, of lanes that no other transaction has in hand. */
  take(atMost: number): Part[] {
    const taken: Part[] = [];
    let room = atMost;
    for (const lane of this.waiting) {
      if (room <= 0) break;
      const parts: Part[] = [];
      for (const stream of this.streamsOf(lane)) {
        if (room <= 0 || !stream.hasMore) continue;
        const part = stream.take(room);
        room -= part.events.length;
        parts.push(part);
      }
      this.waiting.delete(lane);
      if (parts.length > 0) this.inHand.set(lane, parts);
      taken.push(...parts);
    }
    this.count();
    return taken;
  }

  /** The lanes of these parts may be taken again. */
  release(parts: Part[]): void {
    for (const lane of new Set(parts.map((part) => part.lane))) {
      this.inHand.delete(lane);
      if (this.streamsOf(lane).some(({ hasMore }) => hasMore)) this.waiting.add(lane);
    }
  }

  /** Forgets the lanes: they are another's now, or have to be read again from elsewhere. */
  end(lanes: Iterable<number>): void {
    for (const lane of lanes) {
      for (const stream of this.streamsOf(lane)) stream.end();
      for (const part of this.inHand.get(lane) ?? []) part.abandoned = true;
      this.waiting.delete(lane);
    }
    this.count();
  }

  /** When the oldest event that waits or is being applied was sent, milliseconds. */
  get oldest(): number | undefined {
    const inHand = [...this.inHand.values()].flat().flatMap(({ events }) => events[0]?.sentAt ?? []);
    const waiting = this.streams.flatMap(({ oldest }) => oldest ?? []);
    return inHand.length + waiting.length === 0 ? undefined : Math.min(...inHand, ...waiting);
  }

  private count(): void {
    this.events = this.bytes = 0;
    for (const stream of this.streams) {
      this.events += stream.count;
      this.bytes += stream.bytes;
    }
  }
}
