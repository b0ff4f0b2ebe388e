import { randomUUID } from 'node:crypto';
import type { Bilingual, UndoRequest } from '@chitieu/contracts';
import type { Database, Tx } from '@chitieu/persistence';
import type { ImportRow } from './import-store.js';

export interface EntityKey {
  id: string;
  period: string;
}

/** What stood before the import; `body` null: nothing. */
export interface Former extends EntityKey {
  body: Record<string, unknown> | null;
  retracted: string | null;
}

export interface UndoCounts {
  received: number;
  updated: number;
  retracted: number;
  unchanged: number;
  rejected: number;
}

const OPEN = `
  INSERT INTO intake.import (id, kind, format, state, dry_run, on_error, undoes, undo_by, undo_reason, unit)
  VALUES ($1, $2, 'ndjson', 'queued', false, 'keep', $3, $4, $5, (SELECT of.unit FROM intake.import of WHERE of.id = $3)) ON CONFLICT DO NOTHING RETURNING id`;
const STANDING = {
  name: 'undo-standing',
  text: `SELECT f.id, f.period FROM intake.fact f
          WHERE f.kind = $1 AND f.import_id = $2 AND f.retracted IS NULL AND (f.id, f.period) > ($3, $4)
          ORDER BY f.id, f.period LIMIT $5`,
};
/** A retraction leaves the fact with the import that wrote its content. */
const REPLACED = `
  SELECT f.id, f.period FROM intake.fact f WHERE f.kind = $1 AND f.import_id = $2 AND f.retracted IS NOT NULL
   UNION
  SELECT f.id, f.period FROM intake.fact_history h JOIN intake.fact f ON f.kind = h.kind AND f.id = h.id AND f.period = h.period
   WHERE h.kind = $1 AND h.import_id = $2 AND f.import_id IS DISTINCT FROM $2
   ORDER BY 1, 2`;
const FORMER = {
  name: 'undo-former',
  text: `SELECT f.id, f.period, h.body, h.retracted
           FROM unnest($3::text[], $4::text[]) AS k(id, period)
           JOIN intake.fact f ON f.kind = $1 AND f.id = k.id AND f.period = k.period AND f.import_id = $2 AND f.retracted IS NULL
           LEFT JOIN LATERAL (SELECT h.body, h.retracted FROM intake.fact_history h
                               WHERE h.kind = f.kind AND h.id = f.id AND h.period = f.period AND h.import_id IS DISTINCT FROM $2
                               ORDER BY h.rev DESC LIMIT 1) h ON true`,
};
const ADVANCE = {
  name: 'undo-advance',
  text: `UPDATE intake.import SET waiting_for = NULL, lines_done = lines_done + $2, received = received + $2, updated = updated + $3,
                retracted = retracted + $4, unchanged = unchanged + $5, rejected = rejected + $6 WHERE id = $1`,
};

/** What an import wrote, whether it still stands, and what stood before it. */
export class UndoStore {
  constructor(readonly database: Database) {}

  /** The id of the undo; null when there is one already. */
  async open({ id: undoes, kind }: ImportRow, { by, reason }: UndoRequest): Promise<string | null> {
    const [row] = await this.database.query<{ id: string }>(OPEN, [randomUUID(), kind, undoes, by, reason]);
    return row?.id ?? null;
  }

  /** The next entities whose newest state is of the import, behind the one named. */
  async standing(tx: Tx, { kind, undoes }: ImportRow, after: EntityKey, limit: number): Promise<EntityKey[]> {
    return tx.query<EntityKey>(STANDING, [kind, undoes, after.id, after.period, limit]);
  }

  /** Entities that the import wrote and somebody has stated anew or taken back since. */
  async replaced(tx: Tx, { kind, undoes }: ImportRow): Promise<EntityKey[]> {
    return tx.query<EntityKey>(REPLACED, [kind, undoes]);
  }

  /** Asked under the entities' locks: one that is no longer the import's is not among the answers. */
  async former(tx: Tx, { kind, undoes }: ImportRow, keys: readonly EntityKey[]): Promise<Former[]> {
    return tx.query<Former>(FORMER, [kind, undoes, keys.map(({ id }) => id), keys.map(({ period }) => period)]);
  }

  async advance(tx: Tx, id: string, { received, updated, retracted, unchanged, rejected }: UndoCounts): Promise<void> {
    await tx.query(ADVANCE, [id, received, updated, retracted, unchanged, rejected]);
  }
}

export const NEWER: Bilingual = {
  vi: 'Đã có người sửa hoặc rút sau lần nhập này; để nguyên.',
  en: 'Somebody has changed it or taken it back since this import; it is left as it is.',
};
export const UNREADABLE: Bilingual = {
  vi: 'Trạng thái trước lần nhập không còn đúng mẫu hiện nay; để nguyên. Hãy sửa bằng cách gửi lại bản ghi.',
  en: 'What stood before no longer fits the form of today; it is left as it is. Send the record anew.',
};
