import type { BusEvent, EventType, NewEvent, WrittenEvent } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';

/** Why an event went to the dead letters: used verbatim in logs, metrics, API and tests. */
export type DeadReason =
  'malformed' | 'unknown-type' | 'unknown-version' | 'too-large' | 'rejected-by-handler' | 'handler-failed';

/** How a batch ended. What is neither dead nor dropped was done. */
export interface Settlement {
  dead?: { event: BusEvent; detail: string }[];
  /** Reason → how many, e.g. `{ stale: 12 }`: counted, nothing more. */
  dropped?: Record<string, number>;
}

/**
 * Applies a batch inside the transaction that also moves the consumer's offset. May be called again with the same
 * events, in any grouping; must change nothing then. Throwing rolls the batch back; messaging then retries, and
 * isolates the one event that keeps failing.
 */
export type BatchHandler = (events: BusEvent[], tx: Tx) => Promise<Settlement | void>;

export interface Subscription {
  /** Consumers of one group share the lanes; each lane has one writer at a time. */
  group: string;
  handlers: Partial<Record<EventType, BatchHandler>>;
  /** Batches are cut here. */
  maxBatch?: number;
}

export interface Running {
  /** Resolves once the batch in hand is committed. */
  stop(): Promise<void>;
}

export interface LaneLag {
  lane: number;
  events: number;
  seconds: number;
}

export interface Lag {
  group: string;
  /** Counted up to some hundred thousand. */
  events: number;
  /** Age of the oldest event not yet applied, seconds; 0 when none. */
  seconds: number;
  /** Lanes in which something waits. */
  lanes: LaneLag[];
}

/** What waits for the slowest group of the whole database, whichever process reads for it. */
export interface Pressure {
  /** Counted up to a little over the bound. */
  events: number;
  /** More waits than the bound allows: who appends should wait, too. */
  bounded: boolean;
}

/** The bus. Two adapters: OutboxLog (PostgreSQL alone) and KafkaLog. No handler can tell which one it runs on. */
export abstract class EventLog {
  /** Writes events in the caller's transaction; they leave when it commits. The lane is the key's unless given. */
  append(tx: Tx, events: NewEvent[]): Promise<void> {
    return this.appendWritten(
      tx,
      events.map((event) => ({ ...event, data: JSON.stringify(event.data) })),
    );
  }

  /** The same for who has the data as JSON text already. */
  abstract appendWritten(tx: Tx, events: WrittenEvent[]): Promise<void>;
  abstract subscribe(subscription: Subscription): Promise<Running>;
  /** Every event from now on, to every caller, nothing remembered: live pages. */
  abstract tail(types: EventType[], each: (event: BusEvent) => void): Promise<Running>;
  abstract lag(): Promise<Lag[]>;
  /** May be asked as often as one likes: the answer is up to a second old. */
  abstract pressure(): Promise<Pressure>;
  abstract close(): Promise<void>;
}
