import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Pressure } from '@chitieu/messaging';
import { Admission } from './admission.js';

class Bus {
  bounded = false;
  answers: () => Promise<Pressure> = async () => ({ events: 0, bounded: this.bounded });
  pressure = (): Promise<Pressure> => this.answers();
}

let bus: Bus;
let admission: Admission;
beforeEach(() => {
  bus = new Bus();
  admission = new Admission(bus);
});
afterEach(() => void jest.useRealTimers());

const TOO_BUSY = expect.objectContaining({ code: 'too-busy', status: 429, extra: { retryAfterSeconds: 5 } });
const done = async (): Promise<string> => 'done';

describe('admission', () => {
  it('does a write while the consumers keep up, and refuses it while they do not', async () => {
    expect(await admission.write(done)).toBe('done');
    bus.bounded = true;
    await expect(admission.write(done)).rejects.toEqual(TOO_BUSY);
    bus.bounded = false;
    expect(await admission.write(done)).toBe('done');
  });

  it('does 500 writes at once and refuses the next, whatever became of their senders', async () => {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const under = Array.from({ length: 500 }, () => admission.write(() => ended));
    await expect(admission.write(done)).rejects.toEqual(TOO_BUSY);
    end();
    await Promise.all(under);
    expect(await admission.write(done)).toBe('done');
  });

  it('counts a call out once, however often it is told', () => {
    const leave = Array.from({ length: 500 }, () => admission.call());
    expect(() => admission.call()).toThrow(TOO_BUSY as unknown as Error);
    leave[0]!();
    leave[0]!();
    admission.call();
    expect(() => admission.call()).toThrow(TOO_BUSY as unknown as Error);
  });

  it('gives a failed write’s place back', async () => {
    for (let i = 0; i < 501; i++) {
      await expect(admission.write(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    }
  });

  it('takes a hundredth unfinished import and no further one', () => {
    admission.newImport(99);
    expect(() => admission.newImport(100)).toThrow(TOO_BUSY as unknown as Error);
  });

  it('goes by what it knew last where the bus fails or does not answer', async () => {
    jest.useFakeTimers();
    bus.answers = () => Promise.reject(new Error('away'));
    expect(await admission.write(done)).toBe('done');
    bus.answers = () => new Promise(() => undefined);
    const written = admission.write(done);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await written).toBe('done');
  });

  it('lets an import wait while the backlog is at its bound, and says so once', async () => {
    jest.useFakeTimers();
    let told = 0;
    const tell = async (): Promise<void> => void told++;
    await admission.untilFlowing(tell);
    expect(told).toBe(0);
    bus.bounded = true;
    let flows = false;
    const waiting = admission.untilFlowing(tell).then(() => (flows = true));
    await jest.advanceTimersByTimeAsync(10_000);
    expect([told, flows]).toEqual([1, false]);
    bus.bounded = false;
    await jest.advanceTimersByTimeAsync(1_000);
    await waiting;
    expect([told, flows]).toEqual([1, true]);
  });
});
