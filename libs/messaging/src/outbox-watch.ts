import { Database } from '@chitieu/persistence';
import { OUTBOX_CHANNEL } from './outbox-table.js';

/**
 * The outbox is only ever read along an index, in order, from a cursor on. A planner that has seen the table empty, or has
 * no statistics of it yet, would rather sort all that waits; on these connections it may not.
 */
const ALONG_THE_INDEX =
  '-c enable_seqscan=off -c enable_bitmapscan=off -c enable_sort=off -c jit=off -c max_parallel_workers_per_gather=0';

/** The connections that look at the outbox: a few that read, and one that listens and wakes the readers. */
export class OutboxWatch {
  readonly reader: Database;
  private readonly sleepers = new Set<{ wake(): void }>();
  private listening: Promise<() => Promise<void>> | undefined;

  constructor(
    private readonly database: Database,
    name: string,
  ) {
    const url = new URL(database.url);
    url.searchParams.set('options', ALONG_THE_INDEX);
    this.reader = new Database(url.toString(), `${name} outbox`, 3);
  }

  async add(sleeper: { wake(): void }): Promise<void> {
    this.sleepers.add(sleeper);
    this.listening ??= this.database.listen(OUTBOX_CHANNEL, () => {
      for (const each of this.sleepers) each.wake();
    });
    await this.listening;
  }

  remove(sleeper: { wake(): void }): void {
    this.sleepers.delete(sleeper);
  }

  async close(): Promise<void> {
    const stop = await this.listening;
    await stop?.();
    await this.reader.close();
  }
}
