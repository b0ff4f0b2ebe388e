import { createLogger } from '@chitieu/runtime';
import { describeWithKafka } from '@chitieu/testing';
import { eventLogContract } from './event-log.contract.js';
import { KafkaLog } from './event-log.kafka.js';

describeWithKafka('the bus on Kafka', (address) => {
  eventLogContract((database, backlogBound) => {
    const logger = createLogger('test', process.env['CHITIEU_LOG_LEVEL'] ?? 'silent');
    const onFatal = (reason: string): void => {
      throw new Error(reason);
    };
    return new KafkaLog({ bus: `kafka://${address}`, database, logger, consumerName: 'test', backlogBound, onFatal });
  });
});
