import { createPostgresBackend, Queue, withBackend, Worker } from 'bullmq';
import type { Logger } from '@chitieu/runtime';
import { Jobs, type JobHandler } from './jobs.js';

const { Queue: PostgresQueue, Worker: PostgresWorker } = withBackend(createPostgresBackend);

/** After a kill -9 a job is free when its lock has run out and someone looked: at most the sum of the two. */
const LOCK_MS = 8_000;
const LOOK_FOR_STALLED_MS = 4_000;
/** A job whose process died this often is given up: it may be what kills it. */
const MAX_STALLED = 10;
const ANSWER_WITHIN_MS = 5_000;
const GRACE_MS = 8_000;
const HOUR_S = 3_600;

/** Bounds of what a queue remembers: a job id is deduplicated for as long as its job is kept. */
export const KEEP = {
  removeOnComplete: { age: HOUR_S, count: 1_000 },
  removeOnFail: { age: 7 * 24 * HOUR_S, count: 5_000 },
};

type Processor = (job: { data: unknown; attemptsMade: number }) => Promise<void>;

/** As much of BullMQ's queue and worker as is used here, whatever backend they stand on. */
interface OpenQueue {
  add(name: string, data: object, options: object): Promise<unknown>;
  getJobCounts(): Promise<unknown>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}
interface OpenWorker {
  waitUntilReady(): Promise<unknown>;
  close(force?: boolean): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}
export interface Backend {
  queue(name: string): OpenQueue;
  worker(name: string, processor: Processor, concurrency: number): OpenWorker;
}

const workerOptions = (concurrency: number) => ({
  concurrency,
  lockDuration: LOCK_MS,
  stalledInterval: LOOK_FOR_STALLED_MS,
  maxStalledCount: MAX_STALLED,
  ...KEEP,
});

/** The backend keeps its tables in a schema of its own and migrates them under an advisory lock. */
export function onPostgres(databaseUrl: string): Backend {
  const connection = (max: number) => ({ connectionString: databaseUrl, schema: 'bullmq', migrate: true, max });
  return {
    queue: (name) => new PostgresQueue(name, { connection: connection(2) }) as OpenQueue,
    worker: (name, processor, concurrency) =>
      new PostgresWorker(name, processor, {
        connection: connection(Math.min(concurrency, 4) + 1),
        ...workerOptions(concurrency),
      }) as OpenWorker,
  };
}

export function onRedis(url: string): Backend {
  const connection = { url, maxRetriesPerRequest: null };
  const prefix = 'chitieu';
  return {
    queue: (name) => new Queue(name, { connection, prefix }) as OpenQueue,
    worker: (name, processor, concurrency) =>
      new Worker(name, processor, { connection, prefix, ...workerOptions(concurrency) }) as OpenWorker,
  };
}

export class BullmqJobs extends Jobs {
  private readonly queues = new Map<string, OpenQueue>();
  private readonly workers: OpenWorker[] = [];

  constructor(
    private readonly backend: Backend,
    private readonly logger: Logger,
  ) {
    super();
  }

  async add<P extends object>(
    queue: string,
    jobId: string,
    payload: P,
    options: { attempts?: number; delayMs?: number; backoffMs?: number } = {},
  ): Promise<void> {
    const { attempts = 5, delayMs = 0, backoffMs = 1_000 } = options;
    const backoff = { type: 'exponential', delay: backoffMs, jitter: 0.5 };
    await inTime(this.open(queue).add(queue, payload, { jobId, attempts, delay: delayMs, backoff, ...KEEP }));
  }

  async work<P extends object>(queue: string, handler: JobHandler<P>): Promise<void> {
    const run: Processor = async ({ data, attemptsMade }) => {
      try {
        await handler.run(data as P, attemptsMade + 1);
      } catch (error) {
        this.logger.warn({ queue, attempt: attemptsMade + 1, error: (error as Error)?.message }, 'job failed');
        throw error;
      }
    };
    const worker = this.backend.worker(queue, run, handler.concurrency);
    worker.on('error', (error) => this.logger.warn({ queue, error: error.message }, 'job backend'));
    this.workers.push(worker);
    await worker.waitUntilReady();
  }

  async ping(): Promise<void> {
    const [first] = this.queues.values();
    await inTime((first ?? this.open('ping')).getJobCounts());
  }

  /** Lets running jobs end for a while; one that takes longer is left to be picked up as stalled. */
  async close(): Promise<void> {
    await Promise.all(this.workers.splice(0).map(stop));
    await Promise.all([...this.queues.values()].map((queue) => queue.close().catch(() => undefined)));
    this.queues.clear();
  }

  private open(name: string): OpenQueue {
    const known = this.queues.get(name);
    if (known) return known;
    const queue = this.backend.queue(name);
    queue.on('error', (error) => this.logger.warn({ queue: name, error: error.message }, 'job backend'));
    this.queues.set(name, queue);
    return queue;
  }
}

/** Every process's jobs, from its settings: `postgres` (the database itself) or `redis://…`. */
export function jobsFor(from: { jobs: string; databaseUrl: string; logger: Logger }): Jobs {
  return new BullmqJobs(from.jobs === 'postgres' ? onPostgres(from.databaseUrl) : onRedis(from.jobs), from.logger);
}

async function stop(worker: OpenWorker): Promise<void> {
  const timer = setTimeout(() => void worker.close(true).catch(() => undefined), GRACE_MS);
  const late = new Promise<void>((resolve) => setTimeout(resolve, GRACE_MS + 500).unref());
  await Promise.race([worker.close().catch(() => undefined), late]);
  clearTimeout(timer);
}

/** A backend that is away queues commands for ever; the caller is told instead. The job id makes trying again harmless. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the job backend did not answer within ${ANSWER_WITHIN_MS} ms`)), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
