import pg from 'pg';

/** A statement with a name is prepared once per connection: the hot path's form. */
export type Statement = string | { name: string; text: string };

/** One transaction, whoever opened it. Rows come back as plain objects; bigint and numeric as strings. */
export interface Tx {
  query<R extends object = Record<string, unknown>>(statement: Statement, values?: unknown[]): Promise<R[]>;
}

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text); // dates stay ISO text: no time zone may move a day

/**
 * A process that stands still in the middle of a transaction must not hold its locks, and with its transaction id the
 * horizon of every reader of the log, for as long as it stands. The limit counts only while PostgreSQL waits for us.
 */
const STANDS_STILL_MS = 5_000;

/** PostgreSQL for set-based work: pooled, with transactions. The only door to `pg`. */
export class Database implements Tx {
  private readonly pool: pg.Pool;

  /** @param name shows in pg_stat_activity. */
  constructor(
    readonly url: string,
    name: string,
    maxConnections = 10,
  ) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: maxConnections,
      application_name: name,
      idle_in_transaction_session_timeout: STANDS_STILL_MS,
    });
    this.pool.on('error', () => undefined); // an idle connection that breaks is replaced; the next query tells
  }

  async query<R extends object>(statement: Statement, values: unknown[] = []): Promise<R[]> {
    return run<R>(this.pool, statement, values);
  }

  /** Commits when `work` resolves, rolls back when it rejects. A broken connection is not handed out again. */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    client.on('error', (error) => (broken = error));
    try {
      await client.query('BEGIN');
      const result = await work({ query: (statement, values = []) => run(client, statement, values) });
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((rollbackError: Error) => (broken = rollbackError));
      throw error;
    } finally {
      client.removeAllListeners('error');
      client.release(broken);
    }
  }

  /** Calls `wake` at each NOTIFY on the channel, and once after every reconnection. Returns how to stop. */
  async listen(channel: string, wake: () => void): Promise<() => Promise<void>> {
    let stopped = false;
    let client: pg.Client | undefined;
    const connect = async (): Promise<void> => {
      client = new pg.Client({ connectionString: this.url, application_name: 'listen' });
      client.on('notification', wake);
      client.on('error', () => client?.end().catch(() => undefined));
      client.on('end', () => !stopped && setTimeout(() => void connect().catch(() => undefined), 500));
      try {
        await client.connect();
        await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
        wake();
      } catch {
        await client.end().catch(() => undefined);
      }
    };
    await connect();
    return async () => {
      stopped = true;
      await client?.end().catch(() => undefined);
    };
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

async function run<R extends object>(client: pg.Pool | pg.ClientBase, statement: Statement, values: unknown[]): Promise<R[]> {
  const config = typeof statement === 'string' ? { text: statement, values } : { ...statement, values };
  return (await client.query(config)).rows as R[];
}

/** SQLSTATE of a database error, or the system's code of a broken connection. */
export const errorCode = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

/**
 * True for what passes by itself: connection lost or refused, server starting or stopping, deadlock, serialization,
 * out of resources, a transaction that stood still. False for what the data did.
 */
export function isTransient(error: unknown): boolean {
  const code = errorCode(error);
  if (/^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/.test(code)) return true;
  if (/^(08|25P03|25P04|40|53|55P03|57P0|58)/.test(code)) return true;
  return (
    code === '' &&
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/i.test(
      String((error as Error)?.message),
    )
  );
}
