import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Prisma client, then types and JavaScript of every workspace, then the pages. Plain Node: the same on every system.
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(import.meta.url);

const run = (script, ...options) => {
  const { status } = spawnSync(process.execPath, [script, ...options], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

run(path.join(root, 'libs/persistence/prisma/generate.mjs'));
run(require.resolve('typescript/lib/tsc.js'), '-b');
const pages = path.join(root, 'apps/dashboard/web');
if (existsSync(path.join(pages, 'vite.config.ts'))) {
  const vite = path.join(path.dirname(require.resolve('vite/package.json')), 'bin/vite.js');
  run(vite, 'build', pages, '--logLevel', 'warn');
}
