import { describe, expect, it } from '@jest/globals';
import { Probes } from './probes.mjs';

const SECOND = 1_000;
const asMap = (counts: Record<number, number>) => new Map(Object.entries(counts).map(([lane, count]) => [Number(lane), count]));

/** What a reader finds at one time after the other, by lane; the last answer stays. */
function looking(answers: [at: number, counts: Record<number, number>][]) {
  let now = 0;
  const left = [...answers];
  const read = async () => {
    const [at, counts] = left.length > 1 ? left.shift()! : left[0]!;
    now = Math.max(now + 1, at);
    return asMap(counts);
  };
  return { read, clock: () => now };
}

describe('probes', () => {
  it('are seen in the order of their lane: the k-th household more is the k-th probe', async () => {
    const { read, clock } = looking([
      [100, { 7: 5 }],
      [130, { 7: 6 }],
      [150, { 7: 6, 9: 1 }],
      [400, { 7: 7, 9: 1 }],
    ]);
    const sent = [10, 20, 30].map((n) => ({ n, lane: n === 20 ? 9 : 7 }));
    const { all, missing, lastSeenAt, p50, max } = await new Probes(sent, read, asMap({ 7: 5 })).watch(
      (n) => n * 10,
      SECOND,
      clock,
    );
    expect(all).toEqual([
      { dueAt: 100, seenAt: 130 },
      { dueAt: 200, seenAt: 150 },
      { dueAt: 300, seenAt: 400 },
    ]);
    expect({ missing, lastSeenAt, p50, max }).toEqual({ missing: 0, lastSeenAt: 400, p50: 30, max: 100 }); // never below zero
  });

  it('that are seen at once are each as old as they are', async () => {
    const { read, clock } = looking([[1_000, { 3: 4 }]]);
    const sent = [1, 2, 3, 4].map((n) => ({ n, lane: 3 }));
    const { p50, p99 } = await new Probes(sent, read, new Map()).watch((n) => n * 100, 5 * SECOND, clock);
    expect({ p50, p99 }).toEqual({ p50: 800, p99: 900 });
  });

  it('that never come are counted', async () => {
    const { read, clock } = looking([
      [10, { 3: 1 }],
      [6 * SECOND, { 3: 1 }],
    ]);
    const sent = [1, 2].map((n) => ({ n, lane: 3 }));
    const { missing, all } = await new Probes(sent, read, new Map()).watch((n) => n, 5 * SECOND, clock);
    expect({ missing, seen: all.length }).toEqual({ missing: 1, seen: 1 });
  });

  it.each([
    { lasts: 20, warmUpCounts: false },
    { lasts: 10, warmUpCounts: true },
  ])('of the first five seconds count only in a short run ($lasts s)', async ({ lasts, warmUpCounts }) => {
    const sent = Array.from({ length: lasts + 1 }, (_, n) => ({ n, lane: 3 }));
    const late = (n: number) => n * SECOND + (n < 5 ? 900 : 40);
    const { read, clock } = looking(sent.map(({ n }) => [late(n), { 3: n + 1 }]));
    const { max } = await new Probes(sent, read, new Map()).watch((n) => n * SECOND, 60 * SECOND, clock);
    expect(max).toBe(warmUpCounts ? 900 : 40);
  });
});
