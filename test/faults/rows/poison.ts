import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { ORDINARY, type Run } from '../run.js';
import { review } from '../traffic/contents.js';
import { COMMUNES } from '../traffic/units.js';
import { foreignMessages } from './foreign-messages.js';
import { BOTH, type Row } from './row.js';

/** What an event of the log may be that no handler can take; each one gets a household of its own to be about. */
interface Bad {
  kind: string;
  reason: string;
  type?: string;
  key?: string;
  rev?: number;
  /** The JSON text of its data. */
  data?: (sound: Record<string, unknown>) => string;
}

const plan = (issuer: string): string =>
  `{"planId":"BAD-${randomUUID()}","ver":1,"orgUnit":"F1101","period":"2024","decision":{"issuer":${issuer}},"targets":[],"allocations":[]}`;

export const BAD_EVENTS: readonly Bad[] = [
  { kind: 'a type nobody knows', reason: 'unknown-type', type: 'household.vanished.v1' },
  { kind: 'version 99', reason: 'unknown-version', type: 'household.reviewed.v99' },
  { kind: 'not an object', reason: 'malformed', data: () => '"household"' },
  { kind: 'a field missing', reason: 'malformed', data: ({ period: _, ...rest }) => JSON.stringify(rest) },
  { kind: 'a negative count', reason: 'malformed', data: (sound) => JSON.stringify({ ...sound, members: -3 }) },
  {
    kind: 'a number beyond all numbers',
    reason: 'malformed',
    data: (sound) => JSON.stringify(sound).replace(/"members":\d+/, '"members":1e400'),
  },
  { kind: 'a NUL byte', reason: 'malformed', data: (sound) => JSON.stringify({ ...sound, householdId: 'H\u0000' }) },
  { kind: '5 MB', reason: 'too-large', data: (sound) => JSON.stringify({ ...sound, note: 'x'.repeat(5_000_000) }) },
  { kind: 'no key', reason: 'malformed', key: '' },
  { kind: 'rev 0', reason: 'malformed', rev: 0 },
  {
    kind: 'half a character, which PostgreSQL does not keep',
    reason: 'handler-failed',
    type: 'plan.revised.v1',
    data: () => plan('"\\ud800"'),
  },
];

/** Each kind of bad event between good ones: set aside with its reason, its neighbours counted. */
export const poison: Row = {
  name: 'poison',
  modes: BOTH,
  act: async (run, { isShort, timeIsUp }) => {
    run.traffic.start(ORDINARY);
    for (let round = 0; round < (isShort ? 1 : 5) && !timeIsUp(); round++) {
      await injectEach(run);
      await run.recovers('bad events of each kind');
    }
    run.faults = run.poisons.length;
  },
};

/** One event of each kind, and in a cluster what strangers may put on the topics. */
export async function injectEach(run: Run): Promise<void> {
  for (const bad of run.chance.shuffled(BAD_EVENTS)) {
    await inject(run, bad);
    await delay(run.chance.between(0, 300));
  }
  if (run.product.kafka) run.poisons.push(...(await foreignMessages(run.product.kafka.address, run.chance)));
}

async function inject(
  run: Run,
  { kind, reason, type = 'household.reviewed.v1', key, rev = 1, data = JSON.stringify }: Bad,
): Promise<void> {
  const id = randomUUID();
  const commune = run.chance.pick(COMMUNES);
  const sound = { ...review(run.chance, `BAD-${id}`, commune, '2023'), ver: 1 };
  await run.product.postgres.database.query(
    'INSERT INTO bus.outbox (id, lane, type, subject, key, rev, data) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [id, run.chance.between(0, 63), type, `household:BAD-${id}/2023`, key ?? commune, rev, data(sound)],
  );
  run.poisons.push({ kind, id, reason });
}
