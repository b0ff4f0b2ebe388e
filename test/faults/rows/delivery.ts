import { setTimeout as delay } from 'node:timers/promises';
import { laneOf } from '@chitieu/domain';
import { ORDINARY, type Run } from '../run.js';
import { review } from '../traffic/contents.js';
import { ownStatement } from '../traffic/statements.js';
import { COMMUNES } from '../traffic/units.js';
import { BOTH, type Row } from './row.js';

const TYPES = ['household.reviewed.v1', 'disbursement.recorded.v1', 'plan.revised.v1'];
const AT_ONCE = 4_000;

/**
 * The log says things twice to five times, out of order, long after they were true, and a correction before what it
 * corrects. In a cluster the relay carries the copies to the broker like any event.
 */
export const delivery: Row = {
  name: 'delivery',
  modes: BOTH,
  act: async (run, { isShort, timeIsUp }) => {
    run.traffic.start(ORDINARY);
    for (let round = 0; round < (isShort ? 2 : 10) && !timeIsUp(); round++) {
      await delay(run.chance.between(1_000, 3_000));
      await repeatEvents(run, run.chance.happens(0.5) ? 'ASC' : 'DESC');
      await correctBeforehand(run, isShort ? 10 : 50);
      await run.recovers('events repeated, shuffled, late');
    }
  },
};

/** Copies of the oldest events, which are long overtaken, or of the newest; each one to four times, in any order. */
export async function repeatEvents(run: Run, oldestOrNewest: 'ASC' | 'DESC'): Promise<void> {
  const copies = await run.product.postgres.database.query(
    `INSERT INTO bus.outbox (lane, type, subject, key, rev, data)
     SELECT o.lane, o.type, o.subject, o.key, o.rev, o.data
       FROM (SELECT * FROM bus.outbox WHERE type = ANY ($1) ORDER BY xid ${oldestOrNewest}, pos LIMIT ${AT_ONCE / 4}) o
      CROSS JOIN LATERAL generate_series(1, 1 + floor(random() * 4 + 0 * o.pos)::int)
      ORDER BY random() RETURNING 1`,
    [TYPES],
  );
  run.faults += copies.length;
}

/** The event of version 2 is in the log before version 1 was even sent. */
async function correctBeforehand(run: Run, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const id = `EARLY-${(run.faults += 1)}`;
    const commune = run.chance.pick(COMMUNES);
    const [first, second] = [review(run.chance, id, commune, '2023'), review(run.chance, id, commune, '2023')];
    const data = JSON.stringify({ ...second, ver: 2, base: { classification: null, wasPoorBefore: false } });
    await run.product.postgres.database.query(
      'INSERT INTO bus.outbox (lane, type, subject, key, rev, data) VALUES ($1, $2, $3, $4, 2, $5)',
      [laneOf(commune), TYPES[0], `household:${id}/2023`, commune, data],
    );
    await run.traffic.settle(ownStatement('household-reviews', id, '2023', 1, first));
    await run.traffic.settle(ownStatement('household-reviews', id, '2023', 2, second));
  }
}
