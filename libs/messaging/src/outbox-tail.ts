import type { BusEvent, EventType } from '@chitieu/contracts';
import type { Database } from '@chitieu/persistence';
import type { Logger } from '@chitieu/runtime';
import { foreignTypes, open } from './arrival.js';
import { backOffMs, pause } from './back-off.js';
import type { Running } from './event-log.js';
import { readOutbox, type Cursor } from './outbox-table.js';
import { WakeUp } from './wake-up.js';

const POLL_MS = 100;
const MOST_AT_ONCE = 2_000;

/** Reads every lane from the present horizon on, and remembers nothing. */
export class OutboxTail implements Running {
  private readonly stopping = new AbortController();
  private readonly wakeUp = new WakeUp();
  private following: Promise<void> = Promise.resolve();
  private cursor: Cursor = { xid: '0', pos: '0' };

  constructor(
    private readonly reader: Database,
    private readonly logger: Logger,
    private readonly types: EventType[],
    private readonly each: (event: BusEvent) => void,
  ) {}

  async start(): Promise<this> {
    const [row] = await this.reader.query<{ xid: string }>('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid');
    this.cursor = { xid: row!.xid, pos: '0' };
    this.following = this.follow();
    return this;
  }

  wake(): void {
    this.wakeUp.call();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.following;
  }

  private async follow(): Promise<void> {
    const handled = new Set(this.types);
    const leftOut = foreignTypes(this.types);
    for (let failures = 0; !this.stopping.signal.aborted;) {
      try {
        const rows = await readOutbox(this.reader, 1, 0, this.cursor, leftOut, MOST_AT_ONCE);
        failures = 0;
        for (const row of rows) {
          const opened = open(row, handled);
          if (opened && 'event' in opened) this.each(opened.event);
        }
        this.cursor = rows.at(-1) ?? this.cursor;
        if (rows.length < MOST_AT_ONCE) await this.wakeUp.called(POLL_MS);
      } catch (error) {
        this.logger.warn({ error: (error as Error).message }, 'the outbox cannot be read');
        await pause(backOffMs(failures++), this.stopping.signal);
      }
    }
  }
}
