import type { OwnDefinitions } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';

/** Where a version stands: `building`: the numbers it asks for are being counted beside those that serve. */
export type CatalogueState = 'building' | 'serving' | 'past' | 'refused';

/** A province's own definitions as they were published: never changed, so that an old number can be read again years later. */
export interface CatalogueRow {
  version: number;
  state: CatalogueState;
  definitions: OwnDefinitions;
  publishedAt: Date;
  publishedBy: string;
  note: string;
  rebuild: string | null;
}

/** What a version is follows from what became of its rebuild, and from what serves. */
const SELECT = `SELECT c.version::float8 AS version, c.definitions, c.published_at AS "publishedAt", c.published_by AS "publishedBy", c.note,
       c.rebuild::text AS rebuild,
       CASE WHEN g.catalogue = c.version THEN 'serving' WHEN r.state IN ('filling', 'comparing') THEN 'building'
            WHEN r.state = 'done' THEN 'past' ELSE 'refused' END AS state
  FROM calculation.catalogue c CROSS JOIN calculation.generation g LEFT JOIN calculation.rebuild r ON r.id = c.rebuild`;

export const listCatalogues = (tx: Tx, limit: number): Promise<CatalogueRow[]> =>
  tx.query<CatalogueRow>(`${SELECT} ORDER BY c.version DESC LIMIT $1`, [limit]);

export async function readCatalogue(tx: Tx, version: number): Promise<CatalogueRow | null> {
  const [row] = await tx.query<CatalogueRow>(`${SELECT} WHERE c.version = $1`, [version]);
  return row ?? null;
}

export async function readOwn(tx: Tx, version: number): Promise<OwnDefinitions> {
  return (await readCatalogue(tx, version))!.definitions;
}

export type NewCatalogue = Pick<CatalogueRow, 'definitions' | 'publishedBy' | 'note'>;

export async function addCatalogue(tx: Tx, { definitions, publishedBy, note }: NewCatalogue): Promise<number> {
  const [row] = await tx.query<{ version: number }>(
    `INSERT INTO calculation.catalogue (definitions, published_by, note) VALUES ($1, $2, $3) RETURNING version::float8 AS version`,
    [JSON.stringify(definitions), publishedBy, note],
  );
  return row!.version;
}

export async function saveRebuildOf(tx: Tx, version: number, rebuild: string): Promise<void> {
  await tx.query('UPDATE calculation.catalogue SET rebuild = $2 WHERE version = $1', [version, rebuild]);
}
