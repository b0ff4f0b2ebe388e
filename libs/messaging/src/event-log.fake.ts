import { randomUUID } from 'node:crypto';
import { laneOf } from '@chitieu/domain';
import type { BusEvent, EventType, WrittenEvent } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';
import { EventLog, type Lag, type Pressure, type Running, type Settlement, type Subscription } from './event-log.js';

const NO_TX: Tx = { query: () => Promise.reject(new Error('this test has no database: pass a Tx to deliver()')) };

/** The bus in memory: what was appended can be looked at, and reaches its handlers when the test says so. */
export class FakeEventLog extends EventLog {
  backlogBound = Infinity;
  readonly appended: BusEvent[] = [];
  readonly settlements: Settlement[] = [];
  private readonly subscriptions: { subscription: Subscription; seen: number }[] = [];
  private readonly tails: { types: EventType[]; each: (event: BusEvent) => void }[] = [];

  constructor(private readonly now: () => Date = () => new Date(0)) {
    super();
  }

  async appendWritten(_tx: Tx, events: WrittenEvent[]): Promise<void> {
    for (const { data, ...event } of events) {
      const lane = event.lane ?? laneOf(event.key);
      const emitted = { ...event, data: JSON.parse(data), id: randomUUID(), lane, time: this.now().toISOString() } as BusEvent;
      this.appended.push(emitted);
      for (const { types, each } of this.tails) if (types.includes(emitted.type)) each(emitted);
    }
  }

  /** Hands each group what it has not seen, one batch per type; again and again until handlers append nothing more. */
  async deliver(tx: Tx = NO_TX): Promise<void> {
    for (let delivered = true; delivered;) {
      delivered = false;
      for (const entry of this.subscriptions) {
        const events = this.appended.slice(entry.seen);
        entry.seen = this.appended.length;
        delivered ||= events.length > 0;
        await this.hand(entry.subscription, events, tx);
      }
    }
  }

  async subscribe(subscription: Subscription): Promise<Running> {
    return keepIn(this.subscriptions, { subscription, seen: 0 });
  }

  async tail(types: EventType[], each: (event: BusEvent) => void): Promise<Running> {
    return keepIn(this.tails, { types, each });
  }

  async lag(): Promise<Lag[]> {
    return this.subscriptions.map(({ subscription, seen }) => ({
      group: subscription.group,
      events: this.appended.slice(seen).filter(({ type }) => type in subscription.handlers).length,
      seconds: 0,
      lanes: [],
    }));
  }

  async pressure(): Promise<Pressure> {
    const events = Math.max(0, ...(await this.lag()).map((lag) => lag.events));
    return { events, bounded: events > this.backlogBound };
  }

  async close(): Promise<void> {
    this.subscriptions.length = 0;
    this.tails.length = 0;
  }

  private async hand({ handlers }: Subscription, events: BusEvent[], tx: Tx): Promise<void> {
    for (const [type, handler] of Object.entries(handlers)) {
      const batch = events.filter((event) => event.type === type);
      if (batch.length === 0) continue;
      const settlement = await handler(batch, tx);
      if (settlement) this.settlements.push(settlement);
    }
  }
}

function keepIn<T>(list: T[], entry: T): Running {
  list.push(entry);
  return { stop: async () => void list.splice(list.indexOf(entry), 1) };
}
