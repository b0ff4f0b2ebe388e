import type { WritableKind } from '@chitieu/contracts';
import type { OrgUnitRow } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import type { FactChange, StoredFact } from '../facts/decide-batch.js';
import type { WrittenChange } from '../facts/fact-events.js';
import { FactStore, PostgresFacts } from '../facts/fact-store.js';
import { unitRow } from '../facts/unit-register.js';
import { keyOf } from '../submissions/submission.js';

/** The facts as a dry run would have left them: what is stored, under what the run has decided so far. */
export class PreviewFacts extends FactStore {
  override readonly isPreview = true;

  constructor(private readonly facts: PostgresFacts) {
    super();
  }

  async load(tx: Tx, kind: WritableKind, ids: readonly string[], importId: string | null): Promise<StoredFact[]> {
    const stored = await this.facts.load(tx, kind, ids);
    const seen = await tx.query<{ head: StoredFact }>(
      `SELECT p.head FROM unnest($2::text[]) AS k(id) JOIN intake.import_preview p ON p.import_id = $1 AND p.id = k.id`,
      [importId, [...new Set(ids)]],
    );
    return [...new Map([...stored, ...seen.map(({ head }) => head)].map((fact) => [keyOf(fact), fact])).values()];
  }

  async save(tx: Tx, kind: WritableKind, changes: readonly FactChange[], importId: string | null): Promise<WrittenChange[]> {
    const rows = changes.map(({ after, text }) => ({
      id: after.id,
      period: after.period,
      head: after,
      body: kind === 'org-units' && text !== null ? (JSON.parse(text) as object) : null,
    }));
    await tx.query(
      `INSERT INTO intake.import_preview (import_id, id, period, head, body)
       SELECT $1, r.id, r.period, r.head, r.body
         FROM json_to_recordset($2::json) AS r(id text, period text, head jsonb, body jsonb)
           ON CONFLICT (import_id, id, period) DO UPDATE SET head = excluded.head, body = excluded.body`,
      [importId, JSON.stringify(rows)],
    );
    return [];
  }

  async unitsOf(tx: Tx, importId: string | null): Promise<OrgUnitRow[]> {
    const rows = await tx.query<{ body: Parameters<typeof unitRow>[0] }>(
      'SELECT body FROM intake.import_preview WHERE import_id = $1 AND body IS NOT NULL',
      [importId],
    );
    return rows.map(({ body }) => unitRow(body));
  }
}
