import { describe } from '@jest/globals';
import { createLogger } from '@chitieu/runtime';
import { deadLettersContract } from './dead-letters.contract.js';
import { OutboxLog } from './event-log.outbox.js';

describe('dead letters of the bus on PostgreSQL', () => {
  const logger = createLogger('test', process.env['CHITIEU_LOG_LEVEL'] ?? 'silent');
  deadLettersContract((database) => new OutboxLog({ database, logger, consumerName: 'test' }));
});
