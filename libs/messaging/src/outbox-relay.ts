import type { Database } from '@chitieu/persistence';
import { failpoint, type Logger } from '@chitieu/runtime';
import type { Applied, Place } from './apply-batch.js';
import { applyWithRetry } from './apply-with-retry.js';
import { refusalToCarry, type Arrival } from './arrival.js';
import { buryDeadLetters, type DeadLetter } from './dead-letters.js';
import { watchLetters } from './dead-letter-watch.js';
import type { Running } from './event-log.js';
import { keepingAlive } from './keeping-alive.js';
import { OutboxConsumer } from './outbox-consumer.js';

export const RELAY = 'relay';
const AT_ONCE = 5_000;

/**
 * Takes the outbox to the broker: one more consumer of it, in every process; the fence lets one work at a time. One slice,
 * because a large batch over all lanes is what a broker takes fastest. The offset moves after the broker has acknowledged,
 * so a crash in between sends a batch again; `rev` makes that harmless.
 */
export function outboxRelay(
  database: Database,
  reader: Database,
  logger: Logger,
  publish: (arrivals: Arrival[]) => Promise<void>,
): OutboxConsumer {
  return new OutboxConsumer(database, reader, logger, {
    group: RELAY,
    slices: 1,
    concurrency: 1,
    maxBatch: AT_ONCE,
    leftOut: [],
    apply: (place, stopped) => applyWithRetry({ group: RELAY, logger, stopped }, () => relayBatch(database, place, publish)),
  });
}

/** What the relay could not carry: to apply it again is to publish it. */
export const watchUnsent = (database: Database, logger: Logger, publish: (arrivals: Arrival[]) => Promise<void>): Running =>
  watchLetters({ group: RELAY, database, logger }, (_careful, place) => relayBatch(database, place, publish));

async function relayBatch(database: Database, place: Place, publish: (arrivals: Arrival[]) => Promise<void>): Promise<Applied> {
  return database.transaction(async (tx) => {
    const arrivals = await place.take(tx);
    if (!arrivals?.length) return { fenced: arrivals !== null, taken: 0, dead: [], tallies: [] };
    const dead: DeadLetter[] = [];
    const carried: Arrival[] = [];
    for (const arrival of arrivals) {
      const refusal = refusalToCarry(arrival);
      if (refusal) dead.push({ ...refusal, arrival });
      else carried.push(arrival);
    }
    await keepingAlive(tx, publish(carried));
    failpoint('after-publish');
    await buryDeadLetters(tx, RELAY, dead);
    await place.moveOn(tx);
    const tallies = [
      ...[...countTypes(carried)].map(([type, count]) => ({ type, outcome: 'published', count })),
      ...dead.map(({ arrival, reason }) => ({ type: arrival.type, outcome: reason, count: 1 })),
    ];
    return { fenced: true, taken: arrivals.length, dead, tallies };
  });
}

function countTypes(arrivals: Arrival[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of arrivals) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}
