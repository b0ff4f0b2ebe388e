import { expect, it } from '@jest/globals';
import { FixedClock, LOCAL_VIEWER, type Viewer } from '@chitieu/runtime';
import { beginningOf } from './beginning.js';

const NOWHERE = 'http://127.0.0.1:9';
const clock = new FixedClock(new Date('2024-12-31T18:00:00Z')); // 2025 in Hà Nội
const begins = (viewer: Viewer): Promise<string> =>
  beginningOf({ viewerOf: () => viewer, clock, calculationUrl: NOWHERE })({ headers: {} });

it('is, where nobody can be asked, the own unit of a viewer of some units, in the year of the clock', async () => {
  expect(await begins({ ...LOCAL_VIEWER, view: ['07606', '07609'] })).toBe('/u/07606/2025');
  expect(await begins(LOCAL_VIEWER)).toBe('/u/219/2025');
});
