import { describe } from '@jest/globals';
import { createLogger } from '@chitieu/runtime';
import { eventLogContract } from './event-log.contract.js';
import { OutboxLog } from './event-log.outbox.js';

describe('the bus on PostgreSQL alone', () => {
  eventLogContract(
    (database, backlogBound) =>
      new OutboxLog({ database, logger: createLogger('test', 'silent'), consumerName: 'test', backlogBound }),
  );
});
