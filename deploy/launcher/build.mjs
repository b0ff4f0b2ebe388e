import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { npm } from './npm.mjs';
import { PROCESSES } from './processes.mjs';
import { withProgress } from './progress.mjs';
import { LaunchRefusal } from './refusal.mjs';
import { lastLines } from './run-command.mjs';
import { sourcesFingerprint } from './sources-fingerprint.mjs';

/**
 * Builds where the sources differ from those of the last build.
 *
 * @param {string} root
 * @param {import('./progress.mjs').Say} say
 * @param {AbortSignal} [signal]
 */
export async function build(root, say, signal) {
  const stamp = path.join(root, 'node_modules', '.cache', 'chitieu', 'build.stamp');
  const fingerprint = sourcesFingerprint(root);
  const last = await readFile(stamp, 'utf8').catch(() => null);
  if (last === fingerprint && PROCESSES.every((name) => existsSync(mainOf(root, name)))) return;
  const { code, output } = await withProgress(say, 'building', () => npm(['run', '-s', 'build'], root, signal));
  if (code !== 0) {
    await rm(stamp, { force: true });
    throw new LaunchRefusal('build-failed', {
      vi: 'Không dựng được chương trình',
      en: `The build failed. If you changed the code, mend this; else run npm ci and try again:\n${lastLines(output)}`,
    });
  }
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, fingerprint);
}

/** @param {string} root @param {string} name */
export const mainOf = (root, name) => path.join(root, 'apps', name, 'dist', 'main.js');
