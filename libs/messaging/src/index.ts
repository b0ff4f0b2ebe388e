export * from './event-log.js';
export { DeadLetterOperations, type DeadLetterFilter } from './dead-letter-operations.js';
export { FakeEventLog } from './event-log.fake.js';
export { eventLogFor, type EventLogOptions } from './event-log-for.js';
export { BatchTransport, type BatchPayload } from './batch-transport.js';
export { busReadiness } from './bus-readiness.js';
