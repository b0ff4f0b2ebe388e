import { z } from 'zod';

const unitCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,23}$/, 'must be the code of a unit');
const scope = z.union([z.literal('everything'), z.array(unitCode).min(1).max(500)]);

/** Who asks, what for, and of which units; a unit in a scope stands for all below it. */
export const viewerSchema = z.strictObject({
  id: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  roles: z.array(z.enum(['officer', 'operator'])).default(['officer']),
  view: scope,
  capture: z.union([scope, z.tuple([])]),
});

export type Viewer = z.output<typeof viewerSchema>;
export type Scope = 'everything' | readonly string[];

/** Until there are accounts: who sits at this machine. */
export const LOCAL_VIEWER: Viewer = {
  id: 'local',
  name: 'Local viewer',
  roles: ['officer', 'operator'],
  view: 'everything',
  capture: 'everything',
};

/** Said by the gateway to the processes behind it, and by nobody else: from outside it is dropped. */
export const VIEWER_HEADER = 'x-chitieu-viewer';

/** A header's value is Latin-1, a name is not. */
export const viewerToWire = (viewer: Viewer): string => Buffer.from(JSON.stringify(viewer)).toString('base64url');

/** No header: a call from this machine past the gateway, which sees all (loopback rule). Null: a header that cannot be read. */
export function viewerFromWire(header: string | string[] | undefined): Viewer | null {
  if (header === undefined) return LOCAL_VIEWER;
  try {
    return viewerSchema.safeParse(JSON.parse(Buffer.from(String(header), 'base64url').toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/** True when the unit, or one of those above it, is listed. */
export const inScope = (listed: Scope, unit: string, above: readonly string[]): boolean =>
  listed === 'everything' || listed.includes(unit) || above.some((code) => listed.includes(code));

interface DatedTree {
  has(code: string): boolean;
  ancestors(code: string): readonly { code: string }[];
}

/** The same in any of the trees that the unit stands in: that of then, that of now. */
export const inScopeOf = (listed: Scope, unit: string, trees: readonly DatedTree[]): boolean =>
  listed === 'everything' ||
  trees.some(
    (tree) =>
      tree.has(unit) &&
      inScope(
        listed,
        unit,
        tree.ancestors(unit).map(({ code }) => code),
      ),
  );
