import { DEPRIVATIONS } from '@chitieu/domain';
import { countTable } from '../harness/tables.mjs';
import { eventsSql, PERIOD } from './events-sql.mjs';
import { communesOf, shapeOf } from './shape.mjs';
import { COUNTERS, differencesSql, foldInto, STATE_TABLE } from './truth-sql.mjs';

const AT_ONCE = 50_000;
const PROBES_PER_SECOND = 200;
const TABLES = [
  'DROP SCHEMA IF EXISTS bench CASCADE',
  'CREATE SCHEMA bench',
  `CREATE UNLOGGED TABLE bench.event (n bigint PRIMARY KEY, probe boolean NOT NULL, lane smallint NOT NULL, key text NOT NULL,
     subject text NOT NULL, rev bigint NOT NULL, data json NOT NULL) WITH (autovacuum_enabled = off)`,
  `CREATE UNLOGGED TABLE bench.commune (i int PRIMARY KEY, commune text NOT NULL, lane smallint NOT NULL, province text NOT NULL)`,
  `CREATE UNLOGGED TABLE bench.deprivation_set AS
     SELECT bits, json_agg(code ORDER BY bit)::text AS codes, count(*)::int AS size
       FROM generate_series(1, 4095) AS bits JOIN unnest($codes$) WITH ORDINALITY AS d(code, bit) ON bits >> (bit - 1)::int & 1 = 1 GROUP BY bits
     UNION ALL SELECT 0, '[]', 0`,
  STATE_TABLE,
];

/** What is sent, prepared before anything is measured, and what the numbers must be after it. */
export class Work {
  #last = 0;
  #folded = 0;

  /** @param {import('@chitieu/persistence').Database} db @param {number} households @param {number} seed */
  constructor(db, households, seed) {
    this.db = db;
    this.seed = seed;
    this.shape = shapeOf(households);
    this.communes = communesOf(this.shape);
    this.provinceCommunes = this.communes.filter(({ province }) => province === '01');
    this.probeCommunes = this.communes.filter(({ district }) => district === '001');
  }

  async create() {
    const codes = `ARRAY[${DEPRIVATIONS.map((code) => `'${code}'`).join()}]`;
    for (const statement of TABLES) await this.db.query(statement.replace('$codes$', codes));
    await this.db.query(
      `INSERT INTO bench.commune SELECT i - 1, commune, lane, province FROM unnest($1::text[], $2::smallint[], $3::text[]) WITH ORDINALITY AS c(commune, lane, province, i)`,
      [this.communes.map((c) => c.commune), this.communes.map((c) => c.lane), this.communes.map((c) => c.province)],
    );
    await this.db.query('ANALYZE bench.commune, bench.deprivation_set');
  }

  /** Every household once; or the next so many of them, before anything else is prepared. */
  base(count = this.shape.households) {
    return this.#prepare(count, { base: true, random: false, probeEvery: 0 });
  }

  /**
   * Updates of households of the base. At a rate they have probes among them, so that some are due each second.
   *
   * @param {number} count @param {{ random: boolean, probesAt?: number }} how
   */
  updates(count, { random, probesAt }) {
    const probeEvery = probesAt === undefined ? 0 : Math.max(1, Math.floor(probesAt / PROBES_PER_SECOND));
    return this.#prepare(count, { base: false, random, probeEvery });
  }

  /** The first so many households of the base, without a year before: as a first import states them. @param {number} count */
  households(count) {
    return this.#prepare(Math.min(count, this.shape.households), { base: true, first: true, random: false, probeEvery: 0 });
  }

  async #prepare(count, how) {
    const [first, last] = [this.#last + 1, this.#last + count];
    const sql = eventsSql(this.shape, { first: false, ...how, seed: this.seed, probeCommunes: this.probeCommunes.length });
    for (let from = first; from <= last; from += AT_ONCE) {
      await this.db.query(sql, [from, Math.min(last, from + AT_ONCE - 1)]);
    }
    await this.db.query('ANALYZE bench.event');
    this.#last = last;
    return { first, last, count };
  }

  /** How many events of households have been prepared, all of which are sent sooner or later. */
  get prepared() {
    return this.#last;
  }

  /** Keeps of what was sent what the numbers must be. */
  async fold() {
    await this.db.query(foldInto('bench.state'), [this.#folded + 1, this.#last]);
    this.#folded = this.#last;
    await this.db.query('TRUNCATE bench.event');
  }

  /** When everything that was prepared has been sent and applied: the rows that are not what they must be. */
  async differences() {
    await this.fold();
    await this.db.query('ANALYZE bench.state');
    const rows = await this.db.query(differencesSql(await countTable(this.db)));
    return { count: rows.length, examples: rows.slice(0, 5).map(tell) };
  }
}

function tell(row) {
  const wrong = COUNTERS.filter((name) => row[`t_${name}`] !== row[`s_${name}`]);
  const parts = wrong.map((name) => `${name}: must be ${row[`t_${name}`]}, is ${row[`s_${name}`]}`);
  return `${row.commune} ${row.village} ${PERIOD} ${parts.join('; ')}`;
}
