export * from './jobs.js';
export { jobsFor } from './jobs.bullmq.js';
export * from './jobs.fake.js';
