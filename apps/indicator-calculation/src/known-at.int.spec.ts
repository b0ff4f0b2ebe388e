import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExplanationOnWire, IndicatorValuesPage } from '@chitieu/contracts';
import type { Database } from '@chitieu/persistence';
import { FixedClock } from '@chitieu/runtime';
import { testDatabase } from '@chitieu/testing';
import { acceptedAt, correct, type Review } from './corrected-facts.fixture.js';
import { readKnownFacts } from './known/known-facts.js';
import { UnitTree } from './reading/unit-tree.js';
import { reviews, stateMoneyAndPlans, stateReviews, stateUnits } from './stated-facts.fixture.js';
import { ValuesController } from './values.controller.js';

const ACCEPTED = '2024-01-10T00:00:00Z';
const CORRECTED = '2024-09-01T00:00:00Z';
const NOW = '2024-10-05T02:00:00Z';

let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ db: database, drop } = await testDatabase());
  await stateUnits(database);
  await stateReviews(database);
  await stateMoneyAndPlans(database);
  await acceptedAt(database, ACCEPTED);
});
afterAll(() => drop());

const controller = (now: string) => new ValuesController(database, new UnitTree(database), new FixedClock(new Date(now)));

const read = async (query: object, now = NOW): Promise<IndicatorValuesPage> => {
  const reply = { header: () => reply, code: () => reply };
  return (await controller(now).values(query, undefined, reply as never)) as IndicatorValuesPage;
};

/** Without the number of its revision, which only current values have. */
const numbers = ({ items }: IndicatorValuesPage) => items.map(({ revision: _revision, ...value }) => value);

const everywhere = ['2022', '2023', '2024', '2024-Q1', '2024-02'].flatMap((period) => [
  { orgUnit: '24', period, children: 'true', level: 'commune' },
  { orgUnit: '07606', period, children: 'true' },
]);

const stated = (householdId: string, period: string): Review =>
  (reviews() as Review[]).find((review) => review.householdId === householdId && review.period === period)!;

it('is the current value for every indicator, unit and period when asked for now', async () => {
  for (const asked of everywhere) {
    const known = await read({ ...asked, knownAt: NOW });
    expect(known.knownAt).toBe(new Date(NOW).toISOString());
    expect(numbers(known)).toEqual(numbers(await read(asked)));
  }
});

it('says the same of a day before and after a correction, which current values then follow', async () => {
  const before = await Promise.all(everywhere.map((asked) => read(asked, '2024-08-01T00:00:00Z')));
  const was = stated('H-6', '2023');
  const classification = was.classification === 'poor' ? 'nearPoor' : 'poor';
  const next = stated('H-6', '2024');
  const base = { classification, wasPoorBefore: was.base.wasPoorBefore || classification === 'poor' };
  await correct(database, { ...was, commune: '07603', village: undefined, classification }, { ...next, base }, CORRECTED);

  for (const [i, asked] of everywhere.entries()) {
    expect(numbers(await read({ ...asked, knownAt: '2024-08-01T00:00:00Z' }))).toEqual(numbers(before[i]!));
    expect(numbers(await read({ ...asked, knownAt: NOW }))).toEqual(numbers(await read(asked)));
  }
  const poor = async (query: object) =>
    (await read({ orgUnit: '219', period: '2023', indicator: 'poor-households', ...query })).items[0]!;
  expect((await poor({ knownAt: '2024-08-01' })).actual).not.toEqual((await poor({})).actual);
});

it('knew nothing before the first fact was accepted', async () => {
  const [value] = (await read({ orgUnit: '219', period: '2023', indicator: 'poor-rate', knownAt: '2023-12-31' })).items;
  expect(value).toMatchObject({ actual: null, asOf: '2023-12-31T16:59:59.999Z' });
});

it('explains what was known down to its events', async () => {
  const explain = (knownAt?: string): Promise<ExplanationOnWire> =>
    controller(NOW).explanation({ orgUnit: '07606', period: '2023', indicator: 'poor-rate', ...(knownAt && { knownAt }) });
  const [before, now, live] = [await explain('2024-08-01'), await explain(NOW), await explain()];
  expect({ ...now, knownAt: undefined }).toEqual({ ...live, knownAt: undefined });
  expect(before.eventCount).toBe(live.eventCount + 1);
});

it('a history folded up to any instant is the fold of only what was accepted by then', async () => {
  const acceptance = fc.record({ id: fc.constantFrom('R-1', 'R-2', 'R-3'), unit: fc.constantFrom('A', 'B'), says: fc.nat(99) });
  const accepted = fc.sample(fc.array(acceptance, { minLength: 20, maxLength: 30 }), { numRuns: 1, seed: 7 })[0]!;
  const minute = (n: number) => new Date(Date.parse('2020-01-01T00:00:00Z') + n * 60_000);
  for (const [n, { id, unit, says }] of accepted.entries()) await accept(id, unit, { says }, minute(n));
  for (let n = -1; n < accepted.length; n++) {
    const stands = new Map(accepted.slice(0, n + 1).map(({ id, unit, says }) => [id, { id, unit, body: { says } }]));
    const known = await readKnownFacts(database, 'declarations', { units: ['A', 'B'], at: minute(n + 0.5) });
    const folded = known.map(({ id, unit, body }) => ({ id, unit, body }));
    expect(new Map(folded.map((fact) => [fact.id, fact]))).toEqual(stands);
    const ofA = await readKnownFacts(database, 'declarations', { units: ['A'], at: minute(n + 0.5) });
    expect(
      ofA
        .filter(({ unit }) => unit === 'A')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(
      [...stands.values()]
        .filter(({ unit }) => unit === 'A')
        .map(({ id }) => id)
        .sort(),
    );
  }
});

/** As intake writes: what is replaced goes to the history with the moment of it. */
async function accept(id: string, unit: string, body: object, at: Date): Promise<void> {
  await database.query(
    `INSERT INTO intake.fact_history (kind, id, period, ver, rev, unit, body, retracted, changed_at, replaced_at)
     SELECT kind, id, period, ver, rev, unit, body, retracted, changed_at, $2 FROM intake.fact_declaration WHERE id = $1`,
    [id, at],
  );
  await database.query(
    `INSERT INTO intake.fact AS f (kind, id, ver, rev, unit, lane, body, body_hash, received_at, changed_at) VALUES ('declarations', $1, 1, 1, $2, 0, $3, '', $4, $4)
     ON CONFLICT (kind, id, period) DO UPDATE SET ver = f.ver + 1, rev = f.rev + 1, unit = excluded.unit, body = excluded.body, changed_at = excluded.changed_at`,
    [id, unit, JSON.stringify(body), at],
  );
}
