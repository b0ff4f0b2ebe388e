import { Database, migrate, startEmbeddedPostgres, type EmbeddedPostgres } from '@chitieu/persistence';
import { freePort } from '@chitieu/testing';

/** A real PostgreSQL of this run's own, durable, which a plan may kill, stop and start again with what it held. */
export class OwnPostgres {
  private constructor(
    private readonly dataDir: string,
    private readonly port: number,
    private server: EmbeddedPostgres,
    private readonly started: (pid: number) => void,
    readonly database: Database,
  ) {}

  static async start(dataDir: string, started: (pid: number) => void): Promise<OwnPostgres> {
    const port = await freePort();
    const server = await startEmbeddedPostgres({ dataDir, port });
    started(server.pid);
    await migrate(server.url);
    return new OwnPostgres(dataDir, port, server, started, new Database(server.url, 'faults', 6));
  }

  get url(): string {
    return this.server.url;
  }

  /** Ends every other connection, as a failing network would. */
  async terminateBackends(): Promise<void> {
    await this.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'faults'`,
    );
  }

  /** SIGQUIT is PostgreSQL's immediate stop: no checkpoint, recovery at the next start. */
  async end(signal: 'SIGQUIT' | 'SIGKILL'): Promise<void> {
    process.kill(this.server.pid, signal);
    await this.server.ended;
    await this.server.stop();
  }

  async startAgain(): Promise<void> {
    this.server = await startEmbeddedPostgres({ dataDir: this.dataDir, port: this.port });
    this.started(this.server.pid);
  }

  async stop(): Promise<void> {
    await this.database.close();
    await this.server.stop();
  }
}
