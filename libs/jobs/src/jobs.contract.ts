import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '@chitieu/runtime';
import { eventually } from '@chitieu/testing';
import { jobsFor, KEEP, onPostgres, onRedis } from './jobs.bullmq.js';
import type { Jobs } from './jobs.js';

export interface JobsBackend {
  jobs: string;
  databaseUrl: string;
}

const logger = createLogger('test', 'silent');
let queues = 0;

/** What every backend of the port keeps. */
export function jobsContract(backend: () => JobsBackend): void {
  let opened: Jobs[];
  let queue: string;
  beforeEach(() => {
    opened = [];
    queue = `contract-${process.pid}-${++queues}`;
  });
  afterEach(() => Promise.all(opened.map((jobs) => jobs.close())));

  const open = (): Jobs => {
    const jobs = jobsFor({ ...backend(), logger });
    opened.push(jobs);
    return jobs;
  };

  it('runs each job id once, however often and by whomever it is added', async () => {
    const [one, two] = [open(), open()];
    const ran: string[] = [];
    const run = async ({ name }: { name: string }) => void ran.push(name);
    await Promise.all([one, two].map((jobs) => jobs.work(queue, { concurrency: 2, run })));
    for (const name of ['a', 'b', 'a', 'b', 'a'])
      await Promise.all([one, two].map((jobs) => jobs.add(queue, `job-${name}`, { name })));
    await eventually(() => ran.length >= 2);
    await one.add(queue, 'job-a', { name: 'a' });
    await one.add(queue, 'job-last', { name: 'last' });
    await eventually(() => ran.includes('last'));
    expect(ran.sort()).toEqual(['a', 'b', 'last']);
  });

  it('comes again with a rising attempt and a doubling pause, up to half of it shorter by chance, up to its attempts', async () => {
    const jobs = open();
    const attempts: { attempt: number; at: number }[] = [];
    await jobs.work(queue, {
      concurrency: 1,
      run: async (_, attempt) => {
        attempts.push({ attempt, at: performance.now() });
        throw new Error('not yet');
      },
    });
    await jobs.add(queue, 'stubborn', {}, { attempts: 3, backoffMs: 100 });
    await eventually(() => attempts.length === 3);
    await jobs.add(queue, 'stubborn', {}, { attempts: 3, backoffMs: 100 });
    const sentinel: string[] = [];
    await jobs.work(`${queue}-sentinel`, { concurrency: 1, run: async () => void sentinel.push('ran') });
    await jobs.add(`${queue}-sentinel`, 'sentinel', {}, { delayMs: 500 });
    await eventually(() => sentinel.length === 1);
    expect(attempts.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    const [first, second] = [attempts[1]!.at - attempts[0]!.at, attempts[2]!.at - attempts[1]!.at];
    expect(first).toBeGreaterThanOrEqual(45);
    expect(second).toBeGreaterThanOrEqual(95);
  });

  it('does not start before its delay', async () => {
    const jobs = open();
    let ranAt = 0;
    await jobs.work(queue, { concurrency: 1, run: async () => void (ranAt = Date.now()) });
    const addedAt = Date.now();
    await jobs.add(queue, 'later', {}, { delayMs: 400 });
    await eventually(() => ranAt > 0);
    expect(ranAt - addedAt).toBeGreaterThanOrEqual(395);
  });

  it('runs as many at once as it was told, and not more', async () => {
    const jobs = open();
    let [running, most, done] = [0, 0, 0];
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const run = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await gate;
      running--;
      done++;
    };
    await jobs.work(queue, { concurrency: 3, run });
    await Promise.all(Array.from({ length: 8 }, (_, i) => jobs.add(queue, `job-${i}`, {})));
    await eventually(() => running === 3);
    release();
    await eventually(() => done === 8);
    expect(most).toBe(3);
  });

  it('waits for the job in hand when it is closed', async () => {
    const jobs = open();
    let [started, ended] = [false, false];
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    await jobs.work(queue, {
      concurrency: 1,
      run: async () => {
        started = true;
        await gate;
        ended = true;
      },
    });
    await jobs.add(queue, 'in-hand', {});
    await eventually(() => started);
    const closing = jobs.close();
    release();
    await closing;
    expect(ended).toBe(true);
  });

  it('picks a job up again soon after its process was killed', async () => {
    const jobs = open();
    await jobs.add(queue, 'orphan', { x: 1 });
    const victim = workerProcess(backend(), queue);
    await started(victim);
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    const killedAt = Date.now();
    const ran: number[] = [];
    await jobs.work<{ x: number }>(queue, { concurrency: 1, run: async ({ x }) => void ran.push(x) });
    await eventually(() => ran.length === 1, { withinMs: 20_000 });
    expect(ran).toEqual([1]);
    expect(Date.now() - killedAt).toBeLessThan(15_000);
  }, 40_000);

  it('remembers so many finished jobs and not more', async () => {
    const jobs = open();
    let ran = 0;
    const concurrency = 20;
    await jobs.work(queue, { concurrency, run: async () => void ran++ });
    const wanted = KEEP.removeOnComplete.count + 60;
    for (let i = 0; i < wanted; i += 30) {
      await Promise.all(Array.from({ length: Math.min(30, wanted - i) }, (_, n) => jobs.add(queue, `job-${i + n}`, {})));
    }
    await eventually(() => ran === wanted, { withinMs: 30_000 });
    const { jobs: where, databaseUrl } = backend();
    const looking = (where === 'postgres' ? onPostgres(databaseUrl) : onRedis(where)).queue(queue);
    const { completed } = (await looking.getJobCounts()) as { completed: number };
    await looking.close();
    // Those that end in the same moment do not see each other.
    expect(completed).toBeLessThanOrEqual(KEEP.removeOnComplete.count + concurrency);
    expect(completed).toBeGreaterThan(0);
  }, 60_000);

  it('answers a ping', async () => {
    await expect(open().ping()).resolves.toBeUndefined();
  });
}

/** A backend that is away is said to be away, in time. */
export function absentBackend(name: string, backend: JobsBackend): void {
  describe(name, () => {
    it('is told from add and from ping within seconds', async () => {
      const jobs = jobsFor({ ...backend, logger });
      try {
        await expect(jobs.ping()).rejects.toThrow();
        await expect(jobs.add('contract-absent', 'x', {})).rejects.toThrow();
      } finally {
        await jobs.close();
      }
    }, 20_000);
  });
}

/** A process of the built library whose job never ends. */
function workerProcess(backend: JobsBackend, queue: string): ChildProcess {
  const script = `
    const { jobsFor } = await import('@chitieu/jobs');
    const logger = { warn: () => undefined };
    const jobs = jobsFor({ ...${JSON.stringify(backend)}, logger });
    const run = () => { console.log('started'); return new Promise(() => setInterval(() => undefined, 1000)); };
    await jobs.work(${JSON.stringify(queue)}, { concurrency: 1, run });`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function started(child: ChildProcess): Promise<void> {
  let text = '';
  child.stdout!.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await eventually(() => text.includes('started'), { withinMs: 15_000 });
}
