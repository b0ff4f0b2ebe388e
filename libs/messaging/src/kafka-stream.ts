import type { Partition } from './kafka-partition.js';
import type { Carried } from './read-event.js';

/** A run of events of one partition, to be applied together. */
export interface Part extends Partition {
  /** Offsets: the first asked for, and the one behind the last. Between them nothing is missing that the broker keeps. */
  from: number;
  to: number;
  events: Carried[];
  /** What the broker no longer keeps is known to be lost, so the events may begin behind the group's offset. */
  behindGap: boolean;
  /** The process lost the lane, or is stopping: the next owner reads it. */
  abandoned: boolean;
  /** Where the database says the group stands, seen once the fence was held; undefined while another process holds it. */
  position?: number;
}

/** One partition: where it is read, and what was read of it and not yet taken. */
export class Stream {
  /** Where the next fetch begins; undefined while the partition is none of ours. */
  next: number | undefined;
  /** Of what waits. */
  bytes = 0;
  private from = 0;
  private events: Carried[] = [];
  private behindGap = false;

  constructor(
    readonly topic: string,
    readonly lane: number,
  ) {}

  begin(offset: number): void {
    this.next = this.from = offset;
    this.events = [];
    this.bytes = 0;
    this.behindGap = false;
  }

  /** Forgets what was not taken. */
  end(): void {
    this.begin(0);
    this.next = undefined;
  }

  /** Goes on behind what the broker no longer keeps. */
  skipTo(offset: number): void {
    this.begin(offset);
    this.behindGap = true;
  }

  add(events: Carried[], next: number): void {
    this.events = this.events.length === 0 ? events : this.events.concat(events);
    this.bytes += bytesOf(events);
    this.next = next;
  }

  get hasMore(): boolean {
    return this.next !== undefined && this.next > this.from;
  }

  get count(): number {
    return this.events.length;
  }

  /** Milliseconds; undefined when nothing waits. */
  get oldest(): number | undefined {
    return this.events[0]?.sentAt;
  }

  take(atMost: number): Part {
    const { topic, lane, from, behindGap } = this;
    const all = this.events.length <= atMost;
    const to = all ? this.next! : this.events[atMost]!.offset;
    const events = all ? this.events : this.events.slice(0, atMost);
    this.events = all ? [] : this.events.slice(atMost);
    this.bytes = all ? 0 : this.bytes - bytesOf(events);
    this.from = to;
    this.behindGap = false;
    return { topic, lane, from, to, events, behindGap, abandoned: false };
  }
}

const bytesOf = (events: Carried[]): number => events.reduce((sum, { bytes }) => sum + bytes, 0);
