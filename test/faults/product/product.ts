import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RunningProcesses, type ProcessName, type RunningProcess } from '@chitieu/testing';
import { startKafka } from '../../servers/kafka.mjs';
import { startRedis } from '../../servers/redis.mjs';
import type { TestServer } from '../../servers/server-process.mjs';
import { leaveNothing } from './leave-nothing.js';
import { OwnPostgres } from './own-postgres.js';
import { WebhookReceiver } from './webhook-receiver.js';
import { plantWitness } from './witness.js';

export type Mode = 'embedded' | 'cluster';

export interface ProductOptions {
  mode: Mode;
  /** The time that the data are of. */
  now: string;
  instances?: Partial<Record<ProcessName, number>>;
  /** A mistake of `mutate.mjs` to run with. */
  mutation?: string;
}

const MUTATE = fileURLToPath(new URL('../mutate.mjs', import.meta.url));

/** The product with servers of its own, all of them real processes that a plan may end. */
export class Product {
  /** Moves a process's clock away from the others', milliseconds. */
  readonly clockShiftMs = new Map<string, number>();
  private readonly startedAt = Date.now();
  processes!: RunningProcesses;

  private constructor(
    readonly options: ProductOptions,
    readonly directory: string,
    readonly postgres: OwnPostgres,
    readonly webhook: WebhookReceiver,
    readonly kafka: TestServer | undefined,
    readonly redis: TestServer | undefined,
    private readonly writeDown: (pid: number | undefined) => void,
  ) {}

  static async start(options: ProductOptions): Promise<Product> {
    const directory = await mkdtemp(join(tmpdir(), 'chitieu-faults-'));
    await chmod(directory, 0o755); // the server runs as another account where this one is root
    const writeDown = leaveNothing(directory);
    const postgres = await OwnPostgres.start(join(directory, 'postgres'), writeDown);
    await plantWitness(postgres.database);
    const isCluster = options.mode === 'cluster';
    const [kafka, redis] = isCluster ? await Promise.all([startKafka({ env: {} }), startRedis({ env: {} })]) : [];
    for (const server of [kafka, redis]) writeDown(server?.pid?.());
    const product = new Product(options, directory, postgres, await WebhookReceiver.start(), kafka, redis, writeDown);
    try {
      await product.startProcesses();
      return product;
    } catch (error) {
      await product.stop();
      throw error;
    }
  }

  get url(): string {
    return this.processes.url;
  }

  get all(): RunningProcess[] {
    return this.processes.all;
  }

  of(name: ProcessName): RunningProcess[] {
    return this.processes.of(name);
  }

  /** The data's clock goes on while processes come and go. */
  now(shiftMs = 0): string {
    return new Date(Date.parse(this.options.now) + Date.now() - this.startedAt + shiftMs).toISOString();
  }

  /** A broker or Redis that was killed comes back, on its port. */
  async startAgain(server: TestServer | undefined): Promise<void> {
    await server?.startAgain?.();
    this.writeDown(server?.pid?.());
  }

  async ready(): Promise<void> {
    await Promise.all(this.all.map((one) => one.ready()));
  }

  async stop(): Promise<void> {
    await this.processes?.stop();
    await Promise.all([this.kafka?.stop(), this.redis?.stop(), this.webhook.stop()]);
    await this.postgres.stop();
    await rm(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }

  private async startProcesses(): Promise<void> {
    const { instances, mutation } = this.options;
    this.processes = await RunningProcesses.start(
      {
        CHITIEU_DATABASE_URL: this.postgres.url,
        CHITIEU_ALERT_WEBHOOK_URL: this.webhook.url,
        ...{ CHITIEU_ALERT_WAIT_SECONDS: '0', CHITIEU_ALERT_INTERVAL_SECONDS: '0' },
        ...(this.kafka && { CHITIEU_BUS: `kafka://${this.kafka.address}` }),
        ...(this.redis && { CHITIEU_JOBS: this.redis.address }),
        ...(mutation && { CHITIEU_TEST_MUTATION: mutation }),
      },
      {
        instances: { 'indicator-calculation': 2, ...instances },
        execArgv: mutation ? ['--import', MUTATE] : [],
        settingsOf: (name, index) => ({ CHITIEU_NOW: this.now(this.clockShiftMs.get(`${name}#${index}`)) }),
      },
    );
    for (const one of this.all) one.supervise();
  }
}
