import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const TREES = ['apps', 'libs', 'deploy/sample'];
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json'];
const NOT_SOURCES = new Set(['node_modules', 'dist', 'generated', 'coverage']);

/**
 * One name for everything the build reads.
 *
 * @param {string} root
 */
export function sourcesFingerprint(root) {
  const hash = createHash('sha256');
  for (const file of [...FILES, ...TREES.flatMap((tree) => filesIn(root, tree))]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @returns {string[]} */
function filesIn(root, folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !NOT_SOURCES.has(name) && !/\.(tsbuildinfo|spec\.ts|md)$/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesIn(root, inner) : [inner];
    });
}
