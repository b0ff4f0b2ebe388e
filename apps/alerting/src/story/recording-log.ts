import type { AlertOnWire, BusEvent, EventType, NewEvent, WrittenEvent } from '@chitieu/contracts';
import { EventLog, type Lag, type Pressure, type Running, type Subscription } from '@chitieu/messaging';
import type { Tx } from '@chitieu/persistence';
import type { Clock } from '@chitieu/runtime';

/** An alert as it was emitted, and when by the story's clock. */
export interface Emitted {
  at: Date;
  alert: AlertOnWire;
}

/** A bus that remembers what alerting appended to it. */
export class RecordingLog extends EventLog {
  readonly emitted: Emitted[] = [];

  constructor(
    private readonly bus: EventLog,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async append(tx: Tx, events: NewEvent[]): Promise<void> {
    const at = this.clock.now();
    await super.append(tx, events);
    for (const { type, data } of events) {
      if (type === 'alert.changed.v1') this.emitted.push({ at, alert: (data as unknown as { alert: AlertOnWire }).alert });
    }
  }

  appendWritten(tx: Tx, events: WrittenEvent[]): Promise<void> {
    return this.bus.appendWritten(tx, events);
  }

  subscribe(subscription: Subscription): Promise<Running> {
    return this.bus.subscribe(subscription);
  }

  tail(types: EventType[], each: (event: BusEvent) => void): Promise<Running> {
    return this.bus.tail(types, each);
  }

  lag(): Promise<Lag[]> {
    return this.bus.lag();
  }

  pressure(): Promise<Pressure> {
    return this.bus.pressure();
  }

  close(): Promise<void> {
    return this.bus.close();
  }
}
