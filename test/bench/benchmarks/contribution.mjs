import { DEPRIVATIONS, MeasureSet, STARTER_SET } from '@chitieu/domain';
import { fromEvent } from '../../../apps/indicator-calculation/dist/projection/household-projection.js';
import { COUNTED_BY_HAND, contributionByHand } from '../work/contribution-by-hand.mjs';
import { chanceOf } from '../work/chance.mjs';

const REVIEWS = 20_000;
const ROUNDS = 30;
const TURNS = 5;

/** What it costs that measures are data: from an event to what its household counts for, conditions compiled and by hand. */
export const contribution = {
  name: 'contribution',
  async run({ options, say }) {
    const events = eventsOf(options.seed);
    const compiled = new MeasureSet(measuresByHand());
    const byHand = { contributionOf: (review) => ({ counted: contributionByHand(review), members: review.members }) };
    const differing = events.filter((event) => !isAlike(fromEvent(event, compiled), fromEvent(event, byHand), compiled)).length;
    const turns = Array.from({ length: TURNS }, () => ({
      hand: microsecondsOf(events, byHand),
      compiled: microsecondsOf(events, compiled),
      all: microsecondsOf(events, STARTER_SET),
    }));
    const best = (name) => Math.min(...turns.map((turn) => turn[name]));
    const [hand, same, all] = [best('hand'), best('compiled'), best('all')];
    say(`  by hand ${hand.toFixed(2)} µs, compiled ${same.toFixed(2)} µs, all ${STARTER_SET.size} measures ${all.toFixed(2)} µs`);
    return [
      {
        work: `from an event to what it counts for, ${COUNTED_BY_HAND.length} measures, conditions compiled`,
        reached: `${same.toFixed(2)} µs of CPU (all ${STARTER_SET.size} measures: ${all.toFixed(2)} µs)`,
        target: '≤ 1.3 × by hand',
        isReached: differing === 0 && same <= hand * 1.3,
        isVoid: differing > 0,
        ratio: `${(hand / same).toFixed(2)}×`,
        beside: `the same measures by hand: ${hand.toFixed(2)} µs`,
        details: { turns, differing },
      },
    ];
  },
  differences: async () => ({ count: 0, examples: [] }),
};

/** Those that the contribution by hand counts: a deprivation is one of a poor or near-poor household there. */
function measuresByHand() {
  const deprived = new Map(COUNTED_BY_HAND.slice(-DEPRIVATIONS.length).map((code, i) => [code, DEPRIVATIONS[i]]));
  const listed = [
    { field: 'presence', is: 'living' },
    { field: 'classification', in: ['poor', 'nearPoor'] },
  ];
  return COUNTED_BY_HAND.map((code) =>
    deprived.has(code)
      ? { code, name: {}, counts: 'households', where: { all: [...listed, { field: 'deprivations', has: deprived.get(code) }] } }
      : STARTER_SET.measures[STARTER_SET.placeOf(code)],
  );
}

function isAlike(compiled, hand, measures) {
  const codes = COUNTED_BY_HAND.filter((_, i) => hand.counted & (1 << i));
  return measures.countedIn(compiled).join() === codes.join() && compiled.members === hand.members;
}

function microsecondsOf(events, measures) {
  const before = process.cpuUsage();
  let counted = 0;
  for (let round = 0; round < ROUNDS; round++) for (const event of events) if (fromEvent(event, measures).counted) counted += 1;
  const { user, system } = process.cpuUsage(before);
  return (user + system) / Math.max(1, counted);
}

function eventsOf(seed) {
  const chance = chanceOf(seed);
  const CLASSES = ['poor', 'nearPoor', 'averageLivingStandard', 'aboveAverage'];
  return Array.from({ length: REVIEWS }, (_, i) => ({
    lane: 1,
    rev: i + 1,
    data: {
      ...{ householdId: `H-${i}`, ver: 1, period: '2025', commune: '07606', village: '07606-T01', area: 'rural' },
      reviewedOn: chance(100) ? '2025-10-17' : '2025-12-20',
      standard: '2022-2025',
      classification: CLASSES[chance(4)],
      scores: { b1: 60 + chance(100), b2: chance(60) },
      deprivations: DEPRIVATIONS.filter(() => chance(4) === 0),
      members: 1 + chance(6),
      groups: chance(3) ? [] : ['ethnicMinority'],
      causes: ['land', 'labour'],
      presence: chance(100) ? 'living' : 'movedAway',
      reviewKind: 'annual',
      reviewState: chance(8) ? 'official' : 'preliminary',
      base: chance(50) ? { classification: CLASSES[chance(4)], wasPoorBefore: chance(4) === 0 } : null,
    },
  }));
}
