import type { BusEvent, EventType } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';
import { failpoint } from '@chitieu/runtime';
import { open, type Arrival } from './arrival.js';
import { buryDeadLetters, type DeadLetter } from './dead-letters.js';
import type { BatchHandler } from './event-log.js';
import { HandlerError, isolate, type Failed } from './isolate.js';

/** Who reads, and what it does with what it reads. */
export interface Reader {
  group: string;
  handlers: Partial<Record<EventType, BatchHandler>>;
}

/** Where a batch comes from: the fence before it, and the place behind it. */
export interface Place {
  /** Locks the consumer's offset and returns what stands behind it; null while another consumer holds the lock. */
  take(tx: Tx): Promise<Arrival[] | null>;
  /** Moves the offset behind what was taken. */
  moveOn(tx: Tx): Promise<void>;
}

/** How many events of a type ended how: counted once the transaction is committed. */
export interface Tally {
  type: string;
  outcome: string;
  count: number;
}

export interface Applied {
  /** False: the fence was held by another consumer, nothing was read. */
  fenced: boolean;
  taken: number;
  dead: DeadLetter[];
  tallies: Tally[];
}

/**
 * Applies one batch in one transaction: fence, handlers, dead letters, offset. `careful` puts a savepoint around every
 * call, so that an event that fails is set aside and its neighbours are applied; it costs, and is used only after a failure.
 */
export async function applyBatch(
  database: { transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> },
  reader: Reader,
  place: Place,
  careful = false,
): Promise<Applied> {
  return database.transaction(async (tx) => {
    const arrivals = await place.take(tx);
    if (arrivals === null) return { fenced: false, taken: 0, dead: [], tallies: [] };
    const { runs, dead } = sort(arrivals, reader);
    const tallies: Tally[] = [];
    for (const [type, events] of runs) {
      const letters = await settle(tx, reader.handlers[type]!, events, careful, tallies);
      dead.push(...letters.map((letter) => ({ ...letter, arrival: arrivals.find(({ id }) => id === letter.event.id)! })));
    }
    await buryDeadLetters(tx, reader.group, dead);
    failpoint('before-offset-commit');
    await place.moveOn(tx);
    tallies.push(...dead.map(({ arrival, reason }) => ({ type: arrival.type, outcome: reason, count: 1 })));
    return { fenced: true, taken: arrivals.length, dead, tallies };
  });
}

/** Groups by type, arrival order kept within a type. Between types no order is promised: on Kafka each has its own topic. */
function sort(arrivals: Arrival[], reader: Reader) {
  const handled = new Set(Object.keys(reader.handlers) as EventType[]);
  const runs = new Map<EventType, BusEvent[]>();
  const dead: DeadLetter[] = [];
  for (const arrival of arrivals) {
    const opened = open(arrival, handled);
    if (opened === null) continue;
    if ('refusal' in opened) {
      dead.push({ ...opened.refusal, arrival });
      continue;
    }
    const run = runs.get(opened.event.type);
    if (run) run.push(opened.event);
    else runs.set(opened.event.type, [opened.event]);
  }
  return { runs, dead };
}

async function settle(tx: Tx, handler: BatchHandler, events: BusEvent[], careful: boolean, tallies: Tally[]): Promise<Failed[]> {
  const call = async (part: BusEvent[]): Promise<Failed[]> => {
    const settlement = await handler(part, tx).catch((error: unknown) => {
      throw new HandlerError(error);
    });
    const dead = settlement?.dead ?? [];
    const type = part[0]!.type;
    let applied = part.length - dead.length;
    for (const [outcome, count] of Object.entries(settlement?.dropped ?? {})) {
      applied -= count;
      tallies.push({ type, outcome, count });
    }
    tallies.push({ type, outcome: 'applied', count: Math.max(applied, 0) });
    return dead.map(({ event, detail }) => ({ event, detail, reason: 'rejected-by-handler' as const }));
  };
  return careful ? isolate(tx, events, call) : call(events);
}
