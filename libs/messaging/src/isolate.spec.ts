import { describe, expect, it } from '@jest/globals';
import type { BusEvent } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';
import { HandlerError, isolate, isPoison, PassingFault } from './isolate.js';

/** Keeps what was applied, and gives it back up to the savepoint, as the database does. */
class SavepointTx implements Tx {
  applied: number[] = [];
  private readonly saved: number[][] = [];

  async query<R extends object>(statement: unknown): Promise<R[]> {
    const text = String(statement);
    if (text.startsWith('SAVEPOINT')) this.saved.push([...this.applied]);
    if (text.startsWith('ROLLBACK TO')) this.applied = [...this.saved.at(-1)!];
    if (text.startsWith('RELEASE')) this.saved.pop();
    return [];
  }
}

const events = (count: number): BusEvent[] =>
  Array.from({ length: count }, (_, rev) => ({ rev, type: 'plan.revised.v1' }) as BusEvent);

describe('isolating the event that fails', () => {
  it.each([[[0]], [[6]], [[3, 4]], [[0, 1, 2, 3, 4, 5, 6]], [[]]])(
    'finds %j of seven and applies the others in order',
    async (bad) => {
      const tx = new SavepointTx();
      const failed = await isolate(tx, events(7), async (part) => {
        for (const { rev } of part) {
          tx.applied.push(rev);
          if (bad.includes(rev)) throw new HandlerError(new Error(`no ${rev}`));
        }
        return [];
      });
      expect(failed.map(({ event, reason, detail }) => [event.rev, reason, detail])).toEqual(
        bad.map((rev) => [rev, 'handler-failed', `no ${rev}`]),
      );
      expect(tx.applied).toEqual([0, 1, 2, 3, 4, 5, 6].filter((rev) => !bad.includes(rev)));
    },
  );

  it('sets nothing aside for a fault that passes', async () => {
    const deadlock = new HandlerError(Object.assign(new Error('deadlock detected'), { code: '40P01' }));
    await expect(isolate(new SavepointTx(), events(3), () => Promise.reject(deadlock))).rejects.toBe(deadlock);
  });

  it('takes only what a handler threw for poison', () => {
    expect(isPoison(new HandlerError(new TypeError('x is undefined')))).toBe(true);
    expect(isPoison(new HandlerError(new PassingFault('hidden')))).toBe(false);
    expect(isPoison(new TypeError('in the bus itself'))).toBe(false);
  });
});
