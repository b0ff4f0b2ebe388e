import { errorCode, isTransient, type Database, type Tx } from '@chitieu/persistence';
import { unavailable } from '@chitieu/runtime';

/** Deadlock or serialization failure: the same work again, from the start, is the cure. */
const AGAIN = /^40/;
const ATTEMPTS = 3;

/** A transaction for a caller who waits: what passes by itself is tried again, or said to be so (503). */
export async function inTransaction<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction(work);
    } catch (error) {
      if (AGAIN.test(errorCode(error)) && attempt < ATTEMPTS) continue;
      throw isTransient(error) ? unavailable() : error;
    }
  }
}
