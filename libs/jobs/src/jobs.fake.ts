import { Jobs, type JobHandler } from './jobs.js';

interface Waiting {
  queue: string;
  jobId: string;
  payload: object;
  attempts: number;
  attempt: number;
}

/** Jobs in memory for unit tests: nothing runs until `drain`, and delays are not waited for. */
export class FakeJobs extends Jobs {
  readonly added: { queue: string; jobId: string; payload: object }[] = [];
  readonly failed: { queue: string; jobId: string; error: string }[] = [];
  private readonly known = new Set<string>();
  private readonly handlers = new Map<string, JobHandler<object>>();
  private waiting: Waiting[] = [];

  async add<P extends object>(queue: string, jobId: string, payload: P, options: { attempts?: number } = {}): Promise<void> {
    const key = `${queue} ${jobId}`;
    if (this.known.has(key)) return;
    this.known.add(key);
    this.added.push({ queue, jobId, payload });
    this.waiting.push({ queue, jobId, payload, attempts: options.attempts ?? 5, attempt: 1 });
  }

  async work<P extends object>(queue: string, handler: JobHandler<P>): Promise<void> {
    this.handlers.set(queue, handler as unknown as JobHandler<object>);
  }

  /** Runs what waits, retries included, until nothing does. */
  async drain(): Promise<void> {
    for (;;) {
      const ready = this.waiting.findIndex(({ queue }) => this.handlers.has(queue));
      if (ready < 0) return;
      const [job] = this.waiting.splice(ready, 1) as [Waiting];
      await this.attempt(job);
    }
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {
    this.handlers.clear();
  }

  private async attempt(job: Waiting): Promise<void> {
    try {
      await this.handlers.get(job.queue)!.run(job.payload, job.attempt);
    } catch (error) {
      if (job.attempt < job.attempts) this.waiting.push({ ...job, attempt: job.attempt + 1 });
      else this.failed.push({ queue: job.queue, jobId: job.jobId, error: (error as Error).message });
    }
  }
}
