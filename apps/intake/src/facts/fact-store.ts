import type { WritableKind } from '@chitieu/contracts';
import { laneOf, yearEndOf, type OrgUnitRow } from '@chitieu/domain';
import { jsonColumn, jsonItems, numberColumn, textColumn, type Statement, type Tx } from '@chitieu/persistence';
import { keyOf } from '../submissions/submission.js';
import type { FactChange, StoredFact } from './decide-batch.js';
import type { WrittenChange } from './fact-events.js';

/** Where facts are read and written: the facts themselves, or the preview of a dry run. */
export abstract class FactStore {
  /** True where nothing is stored in earnest: nothing is told to anyone either. */
  abstract readonly isPreview: boolean;
  /** Heads of the named entities; of households, all periods. */
  abstract load(tx: Tx, kind: WritableKind, ids: readonly string[], importId: string | null): Promise<StoredFact[]>;
  /** Units that only this store knows, beside the register. */
  abstract unitsOf(tx: Tx, importId: string | null): Promise<OrgUnitRow[]>;
  /** Writes the changes, what they replace goes to the history; returns them with the content they now hold. */
  abstract save(tx: Tx, kind: WritableKind, changes: readonly FactChange[], importId: string | null): Promise<WrittenChange[]>;
}

const LOAD = {
  name: 'facts-load',
  text: `SELECT f.id, f.period, f.ver, f.rev, f.unit, f.body_hash, f.retracted, f.base,
                f.body->>'classification' AS classification, f.body->>'presence' AS presence
           FROM unnest($2::text[]) AS k(id) JOIN intake.fact f ON f.kind = $1 AND f.id = k.id`,
};
const KEEP_HISTORY = {
  name: 'facts-history',
  text: `INSERT INTO intake.fact_history (kind, id, period, ver, rev, unit, body, retracted, changed_at, import_id)
         SELECT f.kind, f.id, f.period, f.ver, f.rev, f.unit, f.body, f.retracted, f.changed_at, f.import_id
           FROM unnest($2::text[], $3::text[]) AS k(id, period)
           JOIN intake.fact f ON f.kind = $1 AND f.id = k.id AND f.period = k.period`,
};
/** The first columns of both; more follow where the whole fact is written. */
const COLUMNS = `unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], ${jsonItems('$7')})
             AS r(id, period, ver, rev, unit, body)`;
const KEEP_PASSED_OVER = {
  name: 'facts-history-passed-over',
  text: `INSERT INTO intake.fact_history (kind, id, period, ver, rev, unit, body, retracted, changed_at, import_id)
         SELECT $1, r.id, r.period, r.ver, r.rev, r.unit, r.body::jsonb, NULL, clock_timestamp(), $8::uuid FROM ${COLUMNS}`,
};
const WHOLE = `unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], ${jsonItems('$7')},
                       $9::smallint[], $10::text[], ${jsonItems('$11')}, $12::text[])
             AS r(id, period, ver, rev, unit, body, lane, hash, base, retracted)`;
const INSERT = {
  name: 'facts-insert',
  text: `INSERT INTO intake.fact (kind, id, period, ver, rev, unit, lane, body, body_hash, base, retracted, import_id)
         SELECT $1, r.id, r.period, r.ver, r.rev, r.unit, r.lane, r.body::jsonb, r.hash, r.base::jsonb, r.retracted, $8::uuid
           FROM ${WHOLE}`,
};
const UPDATE = {
  name: 'facts-update',
  text: `UPDATE intake.fact f
            SET ver = r.ver, rev = r.rev, unit = r.unit, lane = r.lane, body = r.body::jsonb, body_hash = r.hash,
                base = r.base::jsonb, retracted = r.retracted, changed_at = clock_timestamp(), import_id = $8::uuid
           FROM ${WHOLE}
          WHERE f.kind = $1 AND f.id = r.id AND f.period = r.period`,
};
const UPDATE_AROUND_BODY = {
  name: 'facts-update-around-body',
  text: `UPDATE intake.fact f
            SET ver = r.ver, rev = r.rev, base = r.base, retracted = r.retracted, changed_at = clock_timestamp()
           FROM json_to_recordset($2::json) AS r(id text, period text, ver bigint, rev bigint, base jsonb, retracted text)
          WHERE f.kind = $1 AND f.id = r.id AND f.period = r.period
      RETURNING f.id, f.period, f.body::text AS text`,
};

interface LoadedRow {
  id: string;
  period: string;
  ver: string;
  rev: string;
  unit: string;
  body_hash: string;
  retracted: string | null;
  base: StoredFact['base'];
  classification: string | null;
  presence: string | null;
}

export class PostgresFacts extends FactStore {
  override readonly isPreview = false;

  async unitsOf(): Promise<OrgUnitRow[]> {
    return [];
  }

  async load(tx: Tx, kind: WritableKind, ids: readonly string[]): Promise<StoredFact[]> {
    return (await tx.query<LoadedRow>(LOAD, [kind, textColumn([...new Set(ids)])])).map(fromDb);
  }

  async save(tx: Tx, kind: WritableKind, changes: readonly FactChange[], importId: string | null): Promise<WrittenChange[]> {
    await this.keepHistory(tx, kind, changes, importId);
    const written = changes.filter((change): change is WrittenChange => change.text !== null);
    // Nobody else can have stored one in between: see lockEntities.
    const [created, replaced] = [
      written.filter(({ before }) => before === null),
      written.filter(({ before }) => before !== null),
    ];
    await this.write(tx, INSERT, kind, created, importId);
    await this.write(tx, UPDATE, kind, replaced, importId);
    const around = changes.filter(({ text }) => text === null);
    if (around.length === 0) return written;
    return [...written, ...(await this.updateAroundBody(tx, kind, around))];
  }

  private async write(
    tx: Tx,
    statement: Statement,
    kind: WritableKind,
    written: readonly WrittenChange[],
    importId: string | null,
  ): Promise<void> {
    if (written.length === 0) return;
    const facts = written.map(({ after }) => after);
    const texts = written.map(({ text }) => text);
    await tx.query(statement, [kind, ...columnsOf(facts, texts), importId, ...moreColumnsOf(facts)]);
  }

  /** A fact that only got another base says the same as before: it needs no history. */
  private async keepHistory(tx: Tx, kind: WritableKind, changes: readonly FactChange[], importId: string | null): Promise<void> {
    const all = changes.flatMap(({ before, after }) =>
      before && (before.ver !== after.ver || before.retracted !== after.retracted) ? [before] : [],
    );
    if (all.length > 0)
      await tx.query(KEEP_HISTORY, [kind, textColumn(all.map(({ id }) => id)), textColumn(all.map(({ period }) => period))]);
    const passedOver = changes.flatMap((change) => change.passedOver);
    if (passedOver.length === 0) return;
    const columns = columnsOf(
      passedOver.map(({ fact }) => fact),
      passedOver.map(({ text }) => text),
    );
    await tx.query(KEEP_PASSED_OVER, [kind, ...columns, importId]);
  }

  private async updateAroundBody(tx: Tx, kind: WritableKind, changes: readonly FactChange[]): Promise<WrittenChange[]> {
    const rows = changes.map(({ after: { id, period, ver, rev, base, retracted } }) => ({
      id,
      period,
      ver,
      rev,
      base,
      retracted,
    }));
    const bodies = await tx.query<{ id: string; period: string; text: string }>(UPDATE_AROUND_BODY, [kind, JSON.stringify(rows)]);
    const byKey = new Map(bodies.map((row) => [keyOf(row), row.text]));
    return changes.map((change) => ({ ...change, text: byKey.get(keyOf(change.after)) ?? '{}' }));
  }
}

function fromDb(row: LoadedRow): StoredFact {
  const { id, period, unit, retracted, base } = row;
  const yearEnd = retracted === null ? yearEndOf({ presence: row.presence, classification: row.classification }) : null;
  return { id, period, ver: Number(row.ver), rev: Number(row.rev), unit, hash: row.body_hash, retracted, base, yearEnd };
}

const columnsOf = (facts: readonly StoredFact[], texts: readonly string[]): string[] => [
  textColumn(facts.map(({ id }) => id)),
  textColumn(facts.map(({ period }) => period)),
  numberColumn(facts.map(({ ver }) => ver)),
  numberColumn(facts.map(({ rev }) => rev)),
  textColumn(facts.map(({ unit }) => unit)),
  jsonColumn(texts),
];

const moreColumnsOf = (facts: readonly StoredFact[]): unknown[] => [
  numberColumn(facts.map(({ unit }) => laneOf(unit))),
  textColumn(facts.map(({ hash }) => hash)),
  jsonColumn(facts.map(({ base }) => (base ? JSON.stringify(base) : ''))),
  facts.map(({ retracted }) => retracted),
];
