import { Database } from '@chitieu/persistence';
import { createLogger } from '@chitieu/runtime';
import { eventLogFor } from './event-log-for.js';
import type { BatchHandler } from './event-log.js';

/** A process that reads the bus, for tests that kill it or make it stand still: notes what it applied, and that it did. */
const [url, bus] = process.argv.slice(2) as [string, string];
const database = new Database(url, 'member');
const log = eventLogFor({ bus, database, logger: createLogger('member', 'warn'), consumerName: 'member' });

const note: BatchHandler = async (events, tx) => {
  await tx.query('INSERT INTO applied (lane, rev, pid) SELECT *, $3 FROM unnest($1::int[], $2::bigint[])', [
    events.map(({ lane }) => lane),
    events.map(({ rev }) => rev),
    process.pid,
  ]);
};

await log.subscribe({ group: 'members', handlers: { 'activity.reported.v1': note } });
process.send?.('ready');
process.on('message', () => {
  void log
    .close()
    .then(() => database.close())
    .then(() => process.exit(0));
});
