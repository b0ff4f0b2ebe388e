import type { Database } from '@chitieu/persistence';
import type { Logger } from '@chitieu/runtime';
import { busHousekeeping } from './bus-housekeeping.js';
import type { EventLog } from './event-log.js';
import { KafkaLog } from './event-log.kafka.js';
import { OutboxLog } from './event-log.outbox.js';

export interface EventLogOptions {
  /** `CHITIEU_BUS`: `outbox`, or `kafka://host:port,host:port`. */
  bus: string;
  database: Database;
  logger: Logger;
  /** Name of the process, for logs and connections. */
  consumerName: string;
  /** Events that may wait for a group before `pressure` says so. */
  backlogBound?: number;
  /** Called when consumption cannot go on; the supervisor starts the process again. By default the process exits. */
  onFatal?: (reason: string) => void;
}

/** The bus that the settings name. */
export function eventLogFor(options: EventLogOptions): EventLog {
  const rounds = [busHousekeeping(options.database, options.logger)];
  if (options.bus === 'outbox') return new OutboxLog({ ...options, rounds });
  const exit = (reason: string): void => {
    options.logger.fatal({ reason }, 'the bus cannot go on');
    process.exit(1);
  };
  return new KafkaLog({ onFatal: exit, ...options, rounds });
}
