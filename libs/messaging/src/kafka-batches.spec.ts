import { expect, it } from '@jest/globals';
import { batched } from './kafka-batches.js';

const outgoing = (lane: number, value: string) => ({ topic: 't', lane, record: { key: 'k', value, headers: [], time: 0 } });

it('keeps the order of a partition, and begins a new batch before one is too large for the broker', () => {
  const large = 'x'.repeat(300_000);
  const [first, second, ...none] = batched([
    outgoing(1, 'a'),
    outgoing(2, large.repeat(3)),
    outgoing(1, large),
    outgoing(1, large),
    outgoing(1, 'b'),
  ]);
  expect(none).toEqual([]);
  expect(first!.batches.map((records) => records.map(({ value }) => value.length))).toEqual([
    [1, 300_000],
    [300_000, 1],
  ]);
  expect(second).toMatchObject({ lane: 2, batches: [[expect.anything()]] });
});
