import { describeWithKafka, describeWithRedis } from '@chitieu/testing';
import { expect, it, jest } from '@jest/globals';
import type { Mode } from './product/product.js';
import { races } from './rows/races.js';
import { subset } from './rows/subset.js';
import { runRow } from './run-row.js';

jest.setTimeout(300_000);

/** Printed with a failure: `npm run faults` repeats a row with it. */
const SEED = 20_241_005;
const SIZE = { kills: 4, isShort: true, timeIsUp: () => false };

const holdsIn = async (mode: Mode): Promise<void> => {
  const { verdict, faults } = await runRow(subset, mode, SIZE, SEED, () => undefined);
  expect(verdict.wrong).toEqual([]);
  expect(faults).toBeGreaterThanOrEqual(SIZE.kills);
  expect(verdict.facts).toBeGreaterThan(1_000);
};

it('nothing is lost and nothing counted twice when processes and PostgreSQL are killed, embedded', () => holdsIn('embedded'));

// The servers are this test's own: those of the run are not to be killed. What is asked is whether they can be had.
describeWithKafka('in a cluster', () =>
  describeWithRedis('with Redis', () => {
    it('the same', () => holdsIn('cluster'));
  }),
);

it('the oracle sees a fence that is not there', async () => {
  const { verdict } = await runRow(races, 'embedded', SIZE, SEED, () => undefined, 'no-fence');
  expect(verdict.double).toBeGreaterThan(0);
});
