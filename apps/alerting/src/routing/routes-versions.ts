import { isDeepStrictEqual } from 'node:util';
import type { AlertRoutesInFull, AlertRoutesRequest, AlertRoutesVersion } from '@chitieu/contracts';
import type { AlertRoute } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';

/** The tree as it is; none was ever said: nobody. */
export async function loadRoutes(tx: Tx): Promise<AlertRoute[]> {
  const [row] = await tx.query<{ routes: AlertRoute[] }>(
    `SELECT routes FROM alerting.routes_version ORDER BY version DESC LIMIT 1`,
  );
  return row?.routes ?? [];
}

export async function routesInFull(tx: Tx): Promise<AlertRoutesInFull> {
  const rows = await tx.query<Omit<AlertRoutesVersion, 'at'> & { at: Date }>(
    `SELECT routes, version, by, reason, at FROM alerting.routes_version ORDER BY version DESC`,
  );
  const versions = rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
  return { routes: versions[0]?.routes ?? [], versions };
}

/** From the next message on. The same tree again is no new version. */
export async function changeRoutes(tx: Tx, { routes, by, reason }: AlertRoutesRequest, now: Date): Promise<AlertRoutesInFull> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('chitieu.alerting.routes'))`);
  const before = await routesInFull(tx);
  if (before.versions.length > 0 && isDeepStrictEqual(before.routes, JSON.parse(JSON.stringify(routes)))) return before;
  await tx.query(`INSERT INTO alerting.routes_version (version, routes, by, reason, at) VALUES ($1, $2, $3, $4, $5)`, [
    (before.versions[0]?.version ?? 0) + 1,
    JSON.stringify(routes),
    by,
    reason,
    now.toISOString(),
  ]);
  return routesInFull(tx);
}
