import { describe } from '@jest/globals';
import { describeWithKafka, describeWithRedis } from '@chitieu/testing';
import { chainHoldsIn } from './chain.scenario.js';
import { rebuildHoldsIn } from './rebuild.scenario.js';

/** The same scenario in both modes; startWorld starts the four processes on a fresh database. */
describe('the chain, embedded', () =>
  chainHoldsIn(
    () => ({ mode: 'embedded' }),
    (worldOf) => describe('and a rebuild of it', () => rebuildHoldsIn(worldOf)),
  ));

describeWithKafka('the chain, in a cluster', (kafka) =>
  describeWithRedis('with Redis', (redis) => chainHoldsIn(() => ({ mode: 'cluster', kafka, redis: databaseSeven(redis) }))),
);

/** A Redis database of its own, so that jobs other suites left behind are not found by these processes. */
function databaseSeven(redis: string): string {
  const url = new URL(redis);
  url.pathname = '/7';
  return url.toString();
}
