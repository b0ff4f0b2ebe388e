import type { Bilingual, ImportStatus, RejectedRow, WritableKind } from '@chitieu/contracts';
import type { TreeChanges } from '@chitieu/domain';
import type { Database, Tx } from '@chitieu/persistence';

export type ImportFormat = 'ndjson' | 'csv';
export type OnError = ImportStatus['onError'];

export interface ImportRequest {
  id: string;
  kind: WritableKind;
  format: ImportFormat;
  dryRun: boolean;
  onError: OnError;
  /** The unit it is sent for. */
  unit?: string;
}

export interface ImportRow {
  id: string;
  kind: WritableKind;
  format: ImportFormat;
  unit: string | null;
  state: ImportStatus['state'];
  dry_run: boolean;
  on_error: OnError;
  lines_done: string;
  received: string;
  created: string;
  updated: string;
  unchanged: string;
  rejected: string;
  retracted: string;
  /** The import that this one takes back. */
  undoes: string | null;
  undo_by: string | null;
  undo_reason: string | null;
  undone_by?: string | null;
  waiting_for: ImportStatus['waitingFor'];
  error: Bilingual | null;
  changes: TreeChanges | null;
  received_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
}

/** A rejected row as it is kept: its text stands with its first finding only. */
export interface KeptRejection {
  line: number;
  seq: number;
  row_text: string;
  finding: RejectedRow;
}

export interface Progress {
  linesDone: number;
  counts: Record<'received' | 'created' | 'updated' | 'unchanged' | 'rejected', number>;
}

const UNDONE_BY = `(SELECT u.id FROM intake.import u WHERE u.undoes = import.id AND u.state <> 'failed') AS undone_by`;
/** Of an import in a list: all but the changes, of which there may be thousands. */
const LISTED = `id, kind, format, unit, state, dry_run, on_error, lines_done, received, created, updated, unchanged, rejected, waiting_for, error,
  received_at, started_at, finished_at, retracted, undoes, undo_by, undo_reason, ${UNDONE_BY}`;

/** The import was carried on, or ended, by another run of the same job. */
export class Overtaken extends Error {}

/** Everything kept of imports: the request, the file in pieces, the progress, the rejected rows. */
export class ImportStore {
  constructor(readonly database: Database) {}

  async open({ id, kind, format, dryRun, onError, unit }: ImportRequest): Promise<void> {
    await this.database.query(
      `INSERT INTO intake.import (id, kind, format, state, dry_run, on_error, unit) VALUES ($1, $2, $3, 'receiving', $4, $5, $6)`,
      [id, kind, format, dryRun, onError, unit ?? null],
    );
  }

  async addPiece(id: string, seq: number, bytes: Buffer): Promise<void> {
    await this.database.query('INSERT INTO intake.import_chunk (import_id, seq, bytes) VALUES ($1, $2, $3)', [id, seq, bytes]);
  }

  async *pieces(id: string): AsyncGenerator<Buffer> {
    for (let seq = 0; ; seq++) {
      const [row] = await this.database.query<{ bytes: Buffer }>(
        { name: 'import-piece', text: 'SELECT bytes FROM intake.import_chunk WHERE import_id = $1 AND seq = $2' },
        [id, seq],
      );
      if (!row) return;
      yield row.bytes;
    }
  }

  async find(id: string): Promise<ImportRow | null> {
    const [row] = await this.database.query<ImportRow>(`SELECT *, ${UNDONE_BY} FROM intake.import WHERE id = $1`, [id]);
    return row ?? null;
  }

  /** `units`: those sent for one of these; null: every one. */
  async latest(limit: number, units: readonly string[] | null): Promise<ImportRow[]> {
    return this.database.query<ImportRow>(
      `SELECT ${LISTED} FROM intake.import WHERE $2::text[] IS NULL OR unit = ANY ($2) ORDER BY received_at DESC, id LIMIT $1`,
      [limit, units],
    );
  }

  /** Every unit that something was sent for. */
  async unitsSentFor(): Promise<string[]> {
    const rows = await this.database.query<{ unit: string }>(
      'SELECT DISTINCT unit FROM intake.import WHERE unit IS NOT NULL ORDER BY unit',
    );
    return rows.map(({ unit }) => unit);
  }

  /** The import, marked as running; null when it has ended or is not there. */
  async begin(id: string): Promise<ImportRow | null> {
    const [row] = await this.database.query<ImportRow>(
      `UPDATE intake.import SET state = 'running', waiting_for = NULL, started_at = coalesce(started_at, clock_timestamp())
        WHERE id = $1 AND state IN ('queued', 'running') RETURNING *`,
      [id],
    );
    return row ?? null;
  }

  /** Locks the import and says whether it still stands where this run left it; another run may have taken over. */
  async mustStandAt(tx: Tx, id: string, linesDone: number): Promise<void> {
    const [row] = await tx.query<{ lines_done: string; state: string }>(
      { name: 'import-stands-at', text: 'SELECT lines_done, state FROM intake.import WHERE id = $1 FOR UPDATE' },
      [id],
    );
    if (row?.state !== 'running' || Number(row.lines_done) !== linesDone) throw new Overtaken();
  }

  /** Says why the run stands still; its next batch, or its end, takes that back. */
  async wait(id: string, why: 'backlog'): Promise<void> {
    await this.database.query(`UPDATE intake.import SET waiting_for = $2 WHERE id = $1 AND state = 'running'`, [id, why]);
  }

  async advance(tx: Tx, id: string, { linesDone, counts }: Progress): Promise<void> {
    await tx.query(
      {
        name: 'import-advance',
        text: `UPDATE intake.import SET waiting_for = NULL, lines_done = $2, received = received + $3, created = created + $4,
                      updated = updated + $5, unchanged = unchanged + $6, rejected = rejected + $7 WHERE id = $1`,
      },
      [id, linesDone, counts.received, counts.created, counts.updated, counts.unchanged, counts.rejected],
    );
  }

  async reject(tx: Tx, id: string, rejections: readonly KeptRejection[]): Promise<void> {
    if (rejections.length === 0) return;
    const safe = JSON.stringify(rejections).replaceAll('\\u0000', '\\ufffd'); // PostgreSQL keeps no NUL
    await tx.query(
      `INSERT INTO intake.import_rejected (import_id, line, seq, row_text, finding)
       SELECT $1, r.line, r.seq, r.row_text, r.finding
         FROM json_to_recordset($2::json) AS r(line bigint, seq integer, row_text text, finding jsonb)
           ON CONFLICT DO NOTHING`,
      [id, safe],
    );
  }

  async rejectedAfter(id: string, line: number, seq: number, limit: number): Promise<KeptRejection[]> {
    return this.database.query<KeptRejection>(
      `SELECT line, seq, row_text, finding FROM intake.import_rejected
        WHERE import_id = $1 AND (line, seq) > ($2, $3) ORDER BY line, seq LIMIT $4`,
      [id, line, seq, limit],
    );
  }

  async keepChanges(tx: Tx, id: string, changes: TreeChanges): Promise<void> {
    await tx.query('UPDATE intake.import SET changes = $2 WHERE id = $1', [id, JSON.stringify(changes)]);
  }

  /** Forgets what a first look at the file left behind. */
  async forgetPreview(id: string, withRejected: boolean): Promise<void> {
    await this.database.query('DELETE FROM intake.import_preview WHERE import_id = $1', [id]);
    if (withRejected) await this.database.query('DELETE FROM intake.import_rejected WHERE import_id = $1', [id]);
  }

  async finish(id: string, state: 'done' | 'refused' | 'failed', error: Bilingual | null): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query(
        'UPDATE intake.import SET state = $2, waiting_for = NULL, error = $3, finished_at = clock_timestamp() WHERE id = $1',
        [id, state, error],
      );
      await tx.query('DELETE FROM intake.import_preview WHERE import_id = $1', [id]);
      // The first piece stays: the header in it is needed to give rejected rows back as the sender's own file.
      await tx.query('DELETE FROM intake.import_chunk WHERE import_id = $1 AND seq > 0', [id]);
    });
  }

  /** Uploads that nobody can still be sending are not among them. */
  async countUnfinished(): Promise<number> {
    const [row] = await this.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM intake.import
        WHERE state IN ('queued', 'running') OR state = 'receiving' AND received_at > clock_timestamp() - interval '1 hour'`,
    );
    return row!.n;
  }

  /** Imports that have waited longer than a job that was given them would. */
  async waiting(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM intake.import WHERE state = 'queued' AND received_at < clock_timestamp() - interval '30 seconds'`,
    );
    return rows.map(({ id }) => id);
  }

  /** Imports that should have a job; uploads that were never finished are refused. */
  async unfinished(): Promise<string[]> {
    await this.database.query(
      `UPDATE intake.import SET state = 'refused', finished_at = clock_timestamp(), error = $1
        WHERE state = 'receiving' AND received_at < clock_timestamp() - interval '1 hour'`,
      [CUT],
    );
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM intake.import WHERE state IN ('queued', 'running') ORDER BY received_at`,
    );
    return rows.map(({ id }) => id);
  }
}

export const CUT: Bilingual = {
  vi: 'Đường truyền đứt giữa chừng; tệp bị từ chối nguyên vẹn, chưa có gì được ghi. Hãy gửi lại.',
  en: 'The connection was cut during the upload; the file is refused whole and nothing was written. Send it again.',
};
