import { setTimeout as delay } from 'node:timers/promises';
import { Database } from '@chitieu/persistence';
import { APPEND } from '../harness/tables.mjs';

/**
 * A process of its own: puts prepared events into the outbox when they are due, whoever keeps up (an open loop). Rate 0: as fast as it goes.
 * What was due while a commit took its time goes with the next one.
 */
const { url, first, last, rate, startAt } = JSON.parse(process.argv[2]);
const AT_ONCE = 5_000;
const TICK_MS = 5;

const database = new Database(url, 'bench-generator', 1);
const dueBy = (now) => (rate === 0 ? last : Math.min(last, first - 1 + Math.floor(((now - startAt) * rate) / 1000)));

for (let next = first; next <= last;) {
  const due = Math.min(dueBy(Date.now()), next + AT_ONCE - 1);
  if (due < next) {
    await delay(TICK_MS);
    continue;
  }
  await database.query(APPEND, [next, due]);
  next = due + 1;
}
await database.close();
