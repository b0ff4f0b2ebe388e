import type { NoteOnWire } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';

export interface NotePlace {
  unit: string;
  period: string;
  indicator: string | null;
  dimension: string | null;
}

export interface NoteEntry {
  step: NoteOnWire['entries'][number]['step'];
  /** Null: withdrawn. */
  text: { vi?: string | undefined; en?: string | undefined } | null;
  by: string;
  viewer: string;
  reason: string | null;
  at: Date;
}

export interface NotesAsked {
  period: string | null;
  /** With those of the whole period; null: of every one. */
  indicator: string | null;
  withdrawn: boolean;
}

export async function addNote(tx: Tx, id: string, place: NotePlace, first: NoteEntry): Promise<void> {
  const { unit, period, indicator, dimension } = place;
  await tx.query(
    'INSERT INTO calculation.note (id, unit, period, indicator, dimension, by, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [id, unit, period, indicator, dimension, first.by, first.at],
  );
  await addEntry(tx, id, first);
}

export async function addEntry(tx: Tx, note: string, { step, text, by, viewer, reason, at }: NoteEntry): Promise<void> {
  await tx.query(
    'INSERT INTO calculation.note_entry (note, step, text_vi, text_en, by, viewer, reason, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [note, step, text?.vi ?? null, text?.en ?? null, by, viewer, reason, at],
  );
}

/** One that is there, locked until the transaction ends: two entries of one note are one after the other. */
export async function lockNote(tx: Tx, id: string): Promise<NoteOnWire> {
  await tx.query('SELECT FROM calculation.note WHERE id = $1 FOR UPDATE', [id]);
  return (await readNote(tx, id))!;
}

export async function readNote(tx: Tx, id: string): Promise<NoteOnWire | null> {
  const [note] = await tx.query<NoteOnWire>(`${NOTES} WHERE n.id = $1`, [id]);
  return note ?? null;
}

export const readNotes = (
  tx: Tx,
  units: readonly string[],
  { period, indicator, withdrawn }: NotesAsked,
): Promise<NoteOnWire[]> =>
  tx.query<NoteOnWire>(
    `${NOTES} WHERE n.unit = ANY ($1) AND ($2::text IS NULL OR n.period = $2) AND ($3::text IS NULL OR n.indicator IS NULL OR n.indicator = $3)
        AND ($4 OR last.step <> 'withdraw')
      ORDER BY n.at DESC, n.id LIMIT 500`,
    [units, period, indicator, withdrawn],
  );

const words = (entry: string): string => `jsonb_build_object('vi', ${entry}.text_vi, 'en', ${entry}.text_en)`;
const NOTES = `
SELECT n.id, n.unit AS "orgUnit", n.period, n.indicator, n.dimension, ${words('said')} AS text, n.by,
       to_jsonb(n.at) #>> '{}' AS "writtenAt", last.step = 'withdraw' AS withdrawn,
       (SELECT jsonb_agg(jsonb_build_object('step', e.step, 'by', e.by, 'at', e.at, 'reason', e.reason,
                 'text', CASE WHEN e.step <> 'withdraw' THEN ${words('e')} END) ORDER BY e.id)
          FROM calculation.note_entry e WHERE e.note = n.id) AS entries
  FROM calculation.note n
  JOIN LATERAL (SELECT step FROM calculation.note_entry e WHERE e.note = n.id ORDER BY e.id DESC LIMIT 1) last ON true
  JOIN LATERAL (SELECT text_vi, text_en FROM calculation.note_entry e WHERE e.note = n.id AND e.step <> 'withdraw' ORDER BY e.id DESC LIMIT 1) said ON true`;
