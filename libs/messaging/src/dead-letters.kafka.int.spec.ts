import { createLogger } from '@chitieu/runtime';
import { describeWithKafka } from '@chitieu/testing';
import { deadLettersContract } from './dead-letters.contract.js';
import { KafkaLog } from './event-log.kafka.js';

describeWithKafka('dead letters of the bus on Kafka', (address) => {
  deadLettersContract((database) => {
    const logger = createLogger('test', process.env['CHITIEU_LOG_LEVEL'] ?? 'silent');
    const onFatal = (reason: string): void => {
      throw new Error(reason);
    };
    return new KafkaLog({ bus: `kafka://${address}`, database, logger, consumerName: 'test', onFatal });
  });
});
