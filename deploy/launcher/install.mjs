import { readFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { withProgress } from './progress.mjs';
import { LaunchRefusal } from './refusal.mjs';
import { lastLines } from './run-command.mjs';

/**
 * Installs the packages of the lock file where they are missing or others.
 *
 * @param {string} root
 * @param {import('./progress.mjs').Say} say
 * @param {AbortSignal} [signal]
 */
export async function install(root, say, signal) {
  const wanted = lockIn(path.join(root, 'package-lock.json'));
  const installed = lockIn(path.join(root, 'node_modules', '.package-lock.json'));
  if (isInstalled(wanted, installed)) return;
  const { code, output } = await withProgress(say, 'installing the packages (npm ci)', () => npm(['ci'], root, signal));
  if (code === 0) return;
  const remedy = { vi: 'hãy xem mạng hoặc proxy rồi chạy lại', en: 'look at the network or the proxy and run it again' };
  const why = lastLines(output, 6);
  throw new LaunchRefusal('install-failed', {
    vi: `npm ci không thành công: ${remedy.vi}`,
    en: `npm ci failed: ${remedy.en}. What it said:\n${why}`,
  });
}

/**
 * npm notes what it installed in `node_modules/.package-lock.json`, as its last act.
 *
 * @param {Record<string, any> | null} wanted packages of package-lock.json
 * @param {Record<string, any> | null} installed packages of npm's note
 */
export function isInstalled(wanted, installed) {
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([place, entry]) => {
    if (!place.startsWith('node_modules/')) return true;
    const found = installed[place];
    if (!found) return Boolean(entry.optional || entry.devOptional || entry.peer);
    return entry.link ? found.link === true : found.version === entry.version;
  });
}

function lockIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}
