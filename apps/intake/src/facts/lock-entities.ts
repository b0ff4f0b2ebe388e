import type { WritableKind } from '@chitieu/contracts';
import { WRITABLE_KINDS } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';

/** Locks of entities fall into so many classes: 5,000 rows must not need 5,000 entries of the server's lock table. */
const CLASSES = 1_024;
const SPACE = 4_190_000;
const LOCK = {
  name: 'lock-entities',
  text: 'SELECT pg_advisory_xact_lock($1, class) FROM unnest($2::int[]) AS classes(class)',
};

/**
 * One writer at a time for an entity, and for all periods of one household, until the transaction ends. Rows cannot be
 * locked before they exist; and always the lowest class first, so that two batches cannot wait for each other.
 * Units are locked together: whether a validity overlaps or a parent stands depends on the others.
 */
export async function lockEntities(tx: Tx, kind: WritableKind, entities: readonly { id: string }[]): Promise<void> {
  const classes = kind === 'org-units' ? [0] : [...new Set(entities.map(({ id }) => classOf(id)))].sort((a, b) => a - b);
  if (classes.length > 0) await tx.query(LOCK, [SPACE + WRITABLE_KINDS.indexOf(kind), classes]);
}

function classOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % CLASSES;
}
