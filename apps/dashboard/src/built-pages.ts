import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface PageFile {
  type: string;
  content: Buffer;
  /** The same, compressed by the build. */
  br: Buffer | null;
  gzip: Buffer | null;
}

/** The built pages by path (`/assets/index-1a2b.js`). A few hundred kilobytes, so they are read once; what is not in here is not served. */
export async function readBuiltPages(root: string): Promise<ReadonlyMap<string, PageFile>> {
  const names = await readdir(root, { recursive: true }).catch(() => []);
  const files = new Map<string, PageFile>();
  for (const name of names) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const read = (suffix: string) => readFile(join(root, name + suffix)).catch(() => null);
    const [content, br, gzip] = await Promise.all([readFile(join(root, name)), read('.br'), read('.gz')]);
    files.set(`/${name.split(sep).join('/')}`, { type, content, br, gzip });
  }
  return files;
}
