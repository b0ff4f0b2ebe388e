import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { EVENT_TYPES, type BusEvent, type EventType } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';
import { firstValueFrom, isObservable } from 'rxjs';
import type { BatchHandler, EventLog, Running, Settlement } from './event-log.js';
import { PassingFault } from './isolate.js';

/** What a handler marked `@EventPattern('household.reviewed.v1')` gets as its `@Payload()`. It returns a Settlement or nothing. */
export interface BatchPayload<T extends EventType = EventType> {
  events: BusEvent<T>[];
  /** The transaction that also moves the consumer's offset. */
  tx: Tx;
}

export interface BatchTransportOptions {
  group: string;
  maxBatch?: number;
  /** Put around every handler: what it does is in the handler's transaction. */
  around?: (handler: BatchHandler) => BatchHandler;
}

type NestHandler = (payload: BatchPayload, context: object) => Promise<unknown>;

/** Hooks the bus into Nest: every `@EventPattern` of the application becomes a batch handler of one consumer group. */
export class BatchTransport extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  private running: Running | undefined;

  constructor(
    private readonly eventLog: EventLog,
    private readonly options: BatchTransportOptions,
  ) {
    super();
  }

  listen(callback: (error?: unknown) => void): void {
    this.subscribe().then(
      () => callback(),
      (error: unknown) => callback(error),
    );
  }

  async close(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  /** The bus has no events of its own to listen to. */
  on(): void {}

  unwrap<T>(): T {
    return this.eventLog as T;
  }

  private async subscribe(): Promise<void> {
    const { around = (handler) => handler, ...options } = this.options;
    const handlers: Partial<Record<EventType, BatchHandler>> = {};
    for (const [pattern, handler] of this.messageHandlers) {
      if (!(EVENT_TYPES as string[]).includes(pattern)) throw new Error(`@EventPattern('${pattern}'): no such event`);
      if (handler.next) throw new Error(`@EventPattern('${pattern}'): two handlers, but a batch is settled once`);
      handlers[pattern as EventType] = around(toBatchHandler(handler as unknown as NestHandler));
    }
    this.running = await this.eventLog.subscribe({ ...options, handlers });
  }
}

const toBatchHandler =
  (handler: NestHandler): BatchHandler =>
  async (events, tx) => {
    try {
      const result = await handler({ events, tx }, {});
      return (isObservable(result) ? await firstValueFrom(result, { defaultValue: undefined }) : result) as Settlement | void;
    } catch (error) {
      throw isMasked(error)
        ? new PassingFault('Nest hid what the handler threw: a filter has to rethrow it, as ProblemFilter does')
        : error;
    }
  };

/**
 * Nest's default filter puts this in place of what was thrown. Whether the event or the database was at fault can then not
 * be told, so nothing is set aside: the batch is repeated until the filter is mended.
 */
const isMasked = (error: unknown): boolean =>
  !(error instanceof Error) && (error as { status?: unknown } | null)?.status === 'error';
