import { Database } from '@chitieu/persistence';
import { APPEND } from '../harness/tables.mjs';
import { paceOf, putWhenDue } from './pace.mjs';

/** A process of its own: puts prepared events into the outbox when they are due. */
const { url, rate, startAt, ...events } = JSON.parse(process.argv[2]);
const PARTS = { atOnce: 5_000, everyMs: 5 };

const database = new Database(url, 'bench-generator', 1);
await putWhenDue(events, paceOf(events, rate, startAt).dueBy, PARTS, (from, to) => database.query(APPEND, [from, to]));
await database.close();
