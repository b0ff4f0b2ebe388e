import type { WritableKind } from '@chitieu/contracts';
import { laneOf, type OrgUnitRow } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { yearEndOf, type FactChange, type StoredFact } from './decide-batch.js';
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
const KEEP_PASSED_OVER = {
  name: 'facts-history-passed-over',
  text: `INSERT INTO intake.fact_history (kind, id, period, ver, rev, unit, body, retracted, changed_at, import_id)
         SELECT $1, r.id, r.period, r.ver, r.rev, r.unit, r.body, NULL, clock_timestamp(), $3::uuid
           FROM json_to_recordset($2::json) AS r(id text, period text, ver bigint, rev bigint, unit text, body jsonb)`,
};
const UPSERT = {
  name: 'facts-upsert',
  text: `INSERT INTO intake.fact AS f (kind, id, period, ver, rev, unit, lane, body, body_hash, base, retracted, import_id)
         SELECT $1, r.id, r.period, r.ver, r.rev, r.unit, r.lane, r.body, r.hash, r.base, r.retracted, $3::uuid
           FROM json_to_recordset($2::json) AS r(id text, period text, ver bigint, rev bigint, unit text, lane smallint,
                                                 body jsonb, hash text, base jsonb, retracted text)
         ON CONFLICT (kind, id, period) DO UPDATE
            SET ver = excluded.ver, rev = excluded.rev, unit = excluded.unit, lane = excluded.lane, body = excluded.body,
                body_hash = excluded.body_hash, base = excluded.base, retracted = excluded.retracted,
                changed_at = clock_timestamp(), import_id = excluded.import_id`,
};
const UPDATE_AROUND_BODY = {
  name: 'facts-update-around-body',
  text: `UPDATE intake.fact f
            SET ver = r.ver, rev = r.rev, base = r.base, retracted = r.retracted, changed_at = clock_timestamp()
           FROM json_to_recordset($2::json) AS r(id text, period text, ver bigint, rev bigint, base jsonb, retracted text)
          WHERE f.kind = $1 AND f.id = r.id AND f.period = r.period
      RETURNING f.id, f.period, f.body`,
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
    return (await tx.query<LoadedRow>(LOAD, [kind, [...new Set(ids)]])).map(fromDb);
  }

  async save(tx: Tx, kind: WritableKind, changes: readonly FactChange[], importId: string | null): Promise<WrittenChange[]> {
    await this.keepHistory(tx, kind, changes, importId);
    const written = changes.filter((change): change is WrittenChange => change.content !== null);
    if (written.length > 0) await tx.query(UPSERT, [kind, JSON.stringify(written.map(toDb)), importId]);
    const around = changes.filter(({ content }) => content === null);
    if (around.length === 0) return written;
    return [...written, ...(await this.updateAroundBody(tx, kind, around))];
  }

  /** A fact that only got another base says the same as before: it needs no history. */
  private async keepHistory(tx: Tx, kind: WritableKind, changes: readonly FactChange[], importId: string | null): Promise<void> {
    const all = changes.flatMap(({ before, after }) =>
      before && (before.ver !== after.ver || before.retracted !== after.retracted) ? [before] : [],
    );
    if (all.length > 0) await tx.query(KEEP_HISTORY, [kind, all.map(({ id }) => id), all.map(({ period }) => period)]);
    const passedOver = changes.flatMap((change) => change.passedOver);
    if (passedOver.length === 0) return;
    const rows = passedOver.map(({ fact: { id, period, ver, rev, unit }, content }) => ({
      id,
      period,
      ver,
      rev,
      unit,
      body: content,
    }));
    await tx.query(KEEP_PASSED_OVER, [kind, JSON.stringify(rows), importId]);
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
    const bodies = await tx.query<{ id: string; period: string; body: Record<string, unknown> }>(UPDATE_AROUND_BODY, [
      kind,
      JSON.stringify(rows),
    ]);
    const byKey = new Map(bodies.map(({ id, period, body }) => [`${id}\n${period}`, body]));
    return changes.map((change) => ({ ...change, content: byKey.get(`${change.after.id}\n${change.after.period}`) ?? {} }));
  }
}

function fromDb(row: LoadedRow): StoredFact {
  const { id, period, unit, retracted, base } = row;
  const yearEnd = retracted === null ? yearEndOf({ presence: row.presence, classification: row.classification }) : null;
  return { id, period, ver: Number(row.ver), rev: Number(row.rev), unit, hash: row.body_hash, retracted, base, yearEnd };
}

function toDb({ after, content }: WrittenChange): object {
  const { id, period, ver, rev, unit, hash, base, retracted } = after;
  return { id, period, ver, rev, unit, lane: laneOf(unit), body: content, hash, base, retracted };
}
