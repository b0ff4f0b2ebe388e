import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeWithRedis, testDatabase, type TestDatabase } from '@chitieu/testing';
import { absentBackend, jobsContract } from './jobs.contract.js';

const NOBODY = 'postgresql://nobody@127.0.0.1:1/nothing';

describe('jobs in PostgreSQL', () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await testDatabase()), 60_000);
  afterAll(() => database.drop());
  jobsContract(() => ({ jobs: 'postgres', databaseUrl: database.url }));
});

describeWithRedis('jobs in Redis', (address) => {
  jobsContract(() => ({ jobs: address, databaseUrl: NOBODY }));
});

absentBackend('an absent PostgreSQL', { jobs: 'postgres', databaseUrl: NOBODY });
absentBackend('an absent Redis', { jobs: 'redis://127.0.0.1:1', databaseUrl: NOBODY });
