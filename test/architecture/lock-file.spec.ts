import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

interface Entry {
  version?: string;
  link?: boolean;
  optional?: boolean;
  optionalDependencies?: Record<string, string>;
}

const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, Entry>;
};

/** As Node looks for it: in the package's own folder, then in each one above. */
function findsFrom(place: string, name: string): boolean {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]) return true;
    if (!at.includes('/node_modules/')) return lock.packages[`node_modules/${name}`] !== undefined;
  }
}

describe('package-lock.json', () => {
  it('holds the binaries of every system, not only of the one it was made on: `npm ci` refuses it otherwise', () => {
    const missing = Object.entries(lock.packages).flatMap(([place, { optional, optionalDependencies = {} }]) =>
      // What can be done without may lack its own binaries.
      optional ? [] : Object.keys(optionalDependencies).filter((name) => !findsFrom(place, name)),
    );
    expect(missing).toEqual([]);
  });

  it('names no place to fetch from: that is the setting of whoever installs', () => {
    const resolved = Object.values(lock.packages).filter((entry) => 'resolved' in entry && !entry.link);
    expect(resolved).toEqual([]);
  });
});
