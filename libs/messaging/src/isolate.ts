import type { BusEvent } from '@chitieu/contracts';
import { isTransient, type Tx } from '@chitieu/persistence';
import type { DeadReason } from './event-log.js';

/** A handler threw. What it threw decides whether to wait and repeat, or to look for the event that did it. */
export class HandlerError extends Error {
  constructor(override readonly cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** An event that its handler refused or could not apply. */
export interface Failed {
  event: BusEvent;
  reason: DeadReason;
  detail: string;
}

/**
 * Calls the handler behind a savepoint; when it throws, takes its work back and tries each half, down to the single
 * event that fails, which is set aside. What passes by itself (a lost connection, a deadlock) is thrown on.
 */
export async function isolate(tx: Tx, events: BusEvent[], call: (part: BusEvent[]) => Promise<Failed[]>): Promise<Failed[]> {
  await tx.query('SAVEPOINT part');
  try {
    const failed = await call(events);
    await tx.query('RELEASE SAVEPOINT part');
    return failed;
  } catch (error) {
    if (!isPoison(error)) throw error;
    await tx.query('ROLLBACK TO SAVEPOINT part');
    await tx.query('RELEASE SAVEPOINT part');
    if (events.length === 1) return [{ event: events[0]!, reason: 'handler-failed', detail: error.message }];
  }
  const middle = Math.ceil(events.length / 2);
  const first = await isolate(tx, events.slice(0, middle), call);
  return [...first, ...(await isolate(tx, events.slice(middle), call))];
}

/** Set by a fault outside the event that looks like the handler's own. */
export class PassingFault extends Error {}

/** True when the event itself may be the cause. */
export const isPoison = (error: unknown): error is HandlerError =>
  error instanceof HandlerError && !(error.cause instanceof PassingFault) && !isTransient(error.cause);
