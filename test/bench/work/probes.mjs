import { setTimeout as delay } from 'node:timers/promises';
import { percentilesOf } from '../harness/figures.mjs';
import { countTable } from '../harness/tables.mjs';
import { PERIOD } from './events-sql.mjs';

const EVERY_MS = 5;
const WARM_UP_MS = 5_000;

/**
 * How long events take from when they were due to when a reader sees them: probes are new households of one district, and the reader adds up
 * that district's communes, lane by lane. A lane is in order, so the k-th household more in a lane is the k-th probe of that lane.
 */
export class Probes {
  /**
   * @param {import('./work.mjs').Work} work @param {{ first: number, last: number }} events prepared, with probes among them
   * @param {string} [table] where the sums stand, if not in the product's own
   */
  static async of(work, { first, last }, table) {
    const sent = await work.db.query('SELECT n::int AS n, lane FROM bench.event WHERE probe AND n BETWEEN $1 AND $2 ORDER BY n', [
      first,
      last,
    ]);
    const read = await readerOf(work, table);
    return new Probes(sent, read, await read());
  }

  constructor(sent, read, before) {
    this.read = read;
    this.before = before;
    this.waiting = new Map();
    for (const { n, lane } of sent) this.waiting.set(lane, [...(this.waiting.get(lane) ?? []), n]);
    this.left = sent.length;
  }

  /** Looks until every probe is seen. @param {(n: number) => number} dueAt @param {number} withinMs */
  async watch(dueAt, withinMs, clock = Date.now) {
    const seen = [];
    const until = clock() + withinMs;
    const positions = new Map();
    while (this.left > 0 && clock() < until) {
      const counts = await this.read();
      const now = clock();
      for (const [lane, numbers] of this.waiting) {
        const visible = (counts.get(lane) ?? 0) - (this.before.get(lane) ?? 0);
        let at = positions.get(lane) ?? 0;
        for (; at < Math.min(visible, numbers.length); at++, this.left--) seen.push({ dueAt: dueAt(numbers[at]), seenAt: now });
        positions.set(lane, at);
      }
      await delay(EVERY_MS);
    }
    const lastSeenAt = Math.max(...seen.map(({ seenAt }) => seenAt));
    return { missing: this.left, lastSeenAt, all: seen, ...latencies(withoutWarmUp(seen)) };
  }
}

async function readerOf({ db, probeCommunes }, given) {
  const table = given ?? (await countTable(db));
  const statement = {
    name: `bench-district-${table}`,
    text: `SELECT lane, sum(t.reviews)::int AS seen FROM unnest($1::smallint[], $2::text[]) AS c(lane, commune)
             JOIN ${table} t USING (lane, commune) WHERE t.village = '' AND t.period = '${PERIOD}' GROUP BY lane`,
  };
  const parameters = [probeCommunes.map(({ lane }) => lane), probeCommunes.map(({ commune }) => commune)];
  return async () => new Map((await db.query(statement, parameters)).map(({ lane, seen }) => [lane, seen]));
}

function withoutWarmUp(probes) {
  const dues = probes.map(({ dueAt }) => dueAt);
  const [first, last] = [Math.min(...dues), Math.max(...dues)];
  return last - first < 3 * WARM_UP_MS ? probes : probes.filter(({ dueAt }) => dueAt - first >= WARM_UP_MS);
}

/** @param {{ dueAt: number, seenAt: number }[]} probes */
const latencies = (probes) => percentilesOf(probes.map(({ dueAt, seenAt }) => Math.max(0, seenAt - dueAt)));
