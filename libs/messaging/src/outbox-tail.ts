import type { BusEvent, EventType } from '@chitieu/contracts';
import type { Database } from '@chitieu/persistence';
import type { Logger } from '@chitieu/runtime';
import { foreignTypes, open } from './arrival.js';
import type { Running } from './event-log.js';
import { Following } from './following.js';
import { readOutbox, type Cursor } from './outbox-table.js';

const POLL_MS = 100;
const MOST_AT_ONCE = 2_000;

/** Reads every lane from the present horizon on, and remembers nothing. */
export class OutboxTail implements Running {
  private readonly following: Following;
  private cursor: Cursor = { xid: '0', pos: '0' };

  constructor(
    private readonly reader: Database,
    logger: Logger,
    private readonly types: EventType[],
    private readonly each: (event: BusEvent) => void,
  ) {
    this.following = new Following(logger);
  }

  async start(): Promise<this> {
    const [row] = await this.reader.query<{ xid: string }>('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid');
    this.cursor = { xid: row!.xid, pos: '0' };
    const handled = new Set(this.types);
    const leftOut = foreignTypes(this.types);
    this.following.begin(() => this.round(handled, leftOut));
    return this;
  }

  wake(): void {
    this.following.wake();
  }

  async stop(): Promise<void> {
    await this.following.stop();
  }

  private async round(handled: ReadonlySet<EventType>, leftOut: EventType[]): Promise<number> {
    const rows = await readOutbox(this.reader, 1, 0, this.cursor, leftOut, MOST_AT_ONCE);
    for (const row of rows) {
      const opened = open(row, handled);
      if (opened && 'event' in opened) this.each(opened.event);
    }
    this.cursor = rows.at(-1) ?? this.cursor;
    return rows.length < MOST_AT_ONCE ? POLL_MS : 0;
  }
}
