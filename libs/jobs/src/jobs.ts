/** One kind of work done behind a request. Payloads are small JSON; the work itself lives in the database. */
export interface JobHandler<P> {
  /** How many run at once in this process. */
  concurrency: number;
  /** Throwing means retry with back-off, up to the job's attempts. */
  run(payload: P, attempt: number): Promise<void>;
}

/** Jobs on BullMQ: PostgreSQL backend (`postgres`) or Redis (`redis://…`). The job id makes adding idempotent. */
export abstract class Jobs {
  abstract add<P extends object>(
    queue: string,
    jobId: string,
    payload: P,
    options?: { attempts?: number; delayMs?: number; backoffMs?: number },
  ): Promise<void>;
  abstract work<P extends object>(queue: string, handler: JobHandler<P>): Promise<void>;
  /** Throws when the backend does not answer. */
  abstract ping(): Promise<void>;
  abstract close(): Promise<void>;
}
