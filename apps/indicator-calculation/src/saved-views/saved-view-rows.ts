import type { SavedViewOnWire } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';
import type { Viewer } from '@chitieu/runtime';

/** A view as it is stored; what its unit is called is the tree's. */
export type ViewRow = Omit<SavedViewOnWire, 'unitName'>;

type DefaultFor = SavedViewOnWire['defaultFor'][number];
type Kept = Pick<SavedViewOnWire, 'name' | 'orgUnit' | 'period' | 'page' | 'query' | 'shared'>;

/** Whose default it is, as it is stored. */
export const holderOf = ({ id }: Pick<Viewer, 'id'>, whose: DefaultFor): string =>
  whose === 'me' ? `viewer:${id}` : `role:${whose}`;

/** What the viewer owns, and what is shared by others whatever its unit: whether that is seen is for the tree to say. */
export const readViews = (tx: Tx, { id }: Viewer): Promise<ViewRow[]> =>
  tx.query<ViewRow>(`${VIEWS} WHERE v.viewer = $1 OR v.shared ORDER BY v.name, v.id LIMIT 1000`, [id]);

export async function readView(tx: Tx, { id }: Viewer, view: string): Promise<ViewRow | null> {
  const [row] = await tx.query<ViewRow>(`${VIEWS} WHERE v.id = $2 AND (v.viewer = $1 OR v.shared)`, [id, view]);
  return row ?? null;
}

/** The viewer's own first, then those of the roles. */
export const readDefaults = (tx: Tx, viewer: Viewer): Promise<ViewRow[]> => {
  const holders = (['me', ...viewer.roles] as const).map((whose) => holderOf(viewer, whose));
  return tx.query<ViewRow>(
    `${VIEWS} JOIN calculation.default_view d ON d.view = v.id
      WHERE d.holder = ANY ($2) AND (v.viewer = $1 OR v.shared) ORDER BY array_position($2, d.holder)`,
    [viewer.id, holders],
  );
};

export async function addView(tx: Tx, id: string, viewer: Viewer, at: Date, kept: Kept): Promise<void> {
  const { name, orgUnit, period, page, query, shared } = kept;
  await tx.query(
    'INSERT INTO calculation.saved_view (id, name, unit, period, page, query, viewer, shared, saved_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [id, name, orgUnit, period, page, query, viewer.id, shared, at],
  );
}

export const changeView = (tx: Tx, id: string, { name, shared }: Pick<Kept, 'name' | 'shared'>): Promise<unknown> =>
  tx.query('UPDATE calculation.saved_view SET name = $2, shared = $3 WHERE id = $1', [id, name, shared]);

export const removeView = (tx: Tx, id: string): Promise<unknown> =>
  tx.query('DELETE FROM calculation.saved_view WHERE id = $1', [id]);

export const setDefault = (tx: Tx, holder: string, view: string): Promise<unknown> =>
  tx.query(
    'INSERT INTO calculation.default_view (holder, view) VALUES ($1, $2) ON CONFLICT (holder) DO UPDATE SET view = EXCLUDED.view',
    [holder, view],
  );

export const unsetDefault = (tx: Tx, holder: string, view: string): Promise<unknown> =>
  tx.query('DELETE FROM calculation.default_view WHERE holder = $1 AND view = $2', [holder, view]);

const VIEWS = `
SELECT v.id, v.name, v.unit AS "orgUnit", v.period, v.page, v.query, v.shared, v.viewer = $1 AS mine,
       (SELECT coalesce(jsonb_agg(CASE WHEN h.holder = 'viewer:' || $1 THEN 'me' ELSE substr(h.holder, 6) END ORDER BY h.holder DESC), '[]')
          FROM calculation.default_view h WHERE h.view = v.id AND (h.holder LIKE 'role:%' OR h.holder = 'viewer:' || $1)) AS "defaultFor"
  FROM calculation.saved_view v`;
