import type { EventType } from '@chitieu/contracts';
import type { Database } from '@chitieu/persistence';
import type { Logger } from '@chitieu/runtime';
import type { Applied, Place } from './apply-batch.js';
import { pause } from './back-off.js';
import { busMetrics } from './bus-metrics.js';
import type { Running } from './event-log.js';
import { Following } from './following.js';
import { moveIdleSlots, OutboxPlace, openSlots } from './outbox-place.js';
import { waitingSlots, type Waiting } from './outbox-table.js';

export interface OutboxConsumerOptions {
  group: string;
  /** Parts that can be applied at the same time, by this process or by another. */
  slices: number;
  /** Parts that this process applies at the same time. */
  concurrency: number;
  maxBatch: number;
  leftOut: EventType[];
  apply: (place: Place, stopped: AbortSignal) => Promise<Applied | null>;
}

const POLL_MS = 200;
const MOVE_IDLE_MS = 2_000;
const POLL_WHILE_HELD_BACK_MS = 10;

/** Follows the outbox for one group: asks which slices have something to read, and applies each by itself. */
export class OutboxConsumer implements Running {
  private readonly busy = new Map<number, Promise<void>>();
  /** Slots in the order in which they had their last turn. */
  private readonly turns: Set<number>;
  private readonly floors: Map<number, string>;
  private readonly following: Following;
  private movedIdleAt = 0;

  constructor(
    private readonly database: Database,
    private readonly reader: Database,
    private readonly logger: Logger,
    private readonly options: OutboxConsumerOptions,
  ) {
    this.following = new Following(logger, { group: options.group });
    this.turns = new Set(Array.from({ length: options.slices }, (_, slot) => slot));
    this.floors = new Map([...this.turns].map((slot) => [slot, '0']));
  }

  async start(): Promise<this> {
    const { group, slices, leftOut } = this.options;
    await openSlots(this.database, group, slices, leftOut);
    this.following.begin(() => this.round());
    return this;
  }

  wake(): void {
    this.following.wake();
  }

  async stop(): Promise<void> {
    await this.following.stop();
    await Promise.all(this.busy.values());
  }

  private async round(): Promise<number> {
    const waiting = await this.ask();
    for (const slot of [...this.turns]) if (waiting.slots.includes(slot)) this.begin(slot);
    await this.moveIdle(waiting);
    return waiting.heldBackSeconds === null ? POLL_MS : POLL_WHILE_HELD_BACK_MS;
  }

  private async ask(): Promise<Waiting> {
    const { group, slices, leftOut } = this.options;
    const idle = new Map([...this.floors].filter(([slot]) => !this.busy.has(slot)));
    const waiting = await waitingSlots(this.reader, group, slices, idle, leftOut);
    for (const slot of idle.keys()) if (!waiting.slots.includes(slot)) this.floors.set(slot, waiting.horizon);
    busMetrics.horizonAge.set(waiting.heldBackSeconds ?? 0);
    return waiting;
  }

  private async moveIdle({ horizon, slots }: Waiting): Promise<void> {
    if (performance.now() - this.movedIdleAt < MOVE_IDLE_MS) return;
    this.movedIdleAt = performance.now();
    const { group, slices } = this.options;
    const idle = [...this.floors].filter(([slot, floor]) => floor === horizon && !slots.includes(slot) && !this.busy.has(slot));
    if (idle.length > 0)
      await moveIdleSlots(
        this.reader,
        group,
        slices,
        idle.map(([slot]) => slot),
        horizon,
      );
  }

  private begin(slot: number): void {
    if (this.busy.size >= this.options.concurrency || this.busy.has(slot)) return;
    this.turns.delete(slot);
    this.turns.add(slot);
    const work = this.drain(slot)
      .catch((error: unknown) => this.logger.error({ slot, error: (error as Error).message }, 'slice given up for now'))
      .finally(() => {
        this.busy.delete(slot);
        this.wake();
      });
    this.busy.set(slot, work);
  }

  /** At most a few batches in a row, so that the slices behind get their turn. */
  private async drain(slot: number): Promise<void> {
    const { group, slices, leftOut, maxBatch, apply } = this.options;
    const { reader } = this;
    for (let batches = 0; batches < 4 && !this.following.signal.aborted; batches++) {
      const place = new OutboxPlace({ group, slices, slot, leftOut, limit: maxBatch, reader });
      const applied = await apply(place, this.following.signal);
      if (applied?.fenced === false) await pause(POLL_WHILE_HELD_BACK_MS, this.following.signal);
      if (!applied || !place.full) return;
    }
  }
}
