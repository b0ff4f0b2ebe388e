import { expect, it } from '@jest/globals';
import { FakeJobs } from './jobs.fake.js';

it('runs nothing until drained, each job id once, and again where it throws', async () => {
  const jobs = new FakeJobs();
  const ran: [number, number][] = [];
  await jobs.work<{ x: number }>('queue', {
    concurrency: 1,
    run: async ({ x }, attempt) => {
      ran.push([x, attempt]);
      if (x === 2) throw new Error('never');
    },
  });
  for (const x of [1, 2, 1]) await jobs.add('queue', `job-${x}`, { x }, { attempts: 2 });
  expect(ran).toEqual([]);
  await jobs.drain();
  expect(ran).toEqual([
    [1, 1],
    [2, 1],
    [2, 2],
  ]);
  expect(jobs.failed).toEqual([{ queue: 'queue', jobId: 'job-2', error: 'never' }]);
});
