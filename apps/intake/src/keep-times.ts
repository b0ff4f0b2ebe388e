import { deleteInParts, type Database } from '@chitieu/persistence';
import type { Chore } from '@chitieu/runtime';

/** By the database's clock, which is what wrote the times. Facts and their history are never among it. */
const KEEP = {
  idempotencyKey: '30 days',
  import: '90 days',
  /** A preview goes with its run; this is for a run whose process died just then. */
  preview: '1 hour',
};

const ended = `import_id IN (SELECT id FROM intake.import WHERE finished_at < clock_timestamp() - $1::interval)`;

/** What `intake` owns and would grow. Of an import the parts go first, a few at a time: it may have millions of rejected rows. */
export const intakeChores = (database: Database): Chore[] => [
  {
    name: 'idempotency-keys',
    run: () =>
      deleteInParts(database, 'intake.idempotency_key', 'created_at < clock_timestamp() - $1::interval', [KEEP.idempotencyKey]),
  },
  { name: 'import-previews', run: () => deleteInParts(database, 'intake.import_preview', ended, [KEEP.preview]) },
  { name: 'import-rejected-rows', run: () => deleteInParts(database, 'intake.import_rejected', ended, [KEEP.import]) },
  { name: 'import-pieces', run: () => deleteInParts(database, 'intake.import_chunk', ended, [KEEP.import]) },
  {
    name: 'imports',
    run: () => deleteInParts(database, 'intake.import', 'finished_at < clock_timestamp() - $1::interval', [KEEP.import]),
  },
];
