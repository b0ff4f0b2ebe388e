import { describe, expect, it } from '@jest/globals';
import { LANES, laneOf } from './lane.js';

describe('lane of a unit', () => {
  // Published FNV-1a test vectors: 811c9dc5, e40c292c, bf9cf968.
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('%p follows FNV-1a', (text, hash) => {
    expect(laneOf(text)).toBe(hash % LANES);
  });

  it('spreads the communes of a country over every lane, none with twice its share', () => {
    const counts = new Array<number>(LANES).fill(0);
    for (let i = 0; i < 11_000; i++) counts[laneOf(String(i).padStart(5, '0'))]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(Math.max(...counts)).toBeLessThan((2 * 11_000) / LANES);
  });
});
