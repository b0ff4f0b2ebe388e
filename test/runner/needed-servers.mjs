import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Unit tests need nothing, by their suffix. */
const SUFFIXES = { int: /\.int\.spec\.ts$/, e2e: /\.e2e\.spec\.ts$/ };
const SIGNS = {
  PostgreSQL: /testDatabase|TestDatabase|testServer|CHITIEU_TEST_POSTGRES|startWorld|describeStories/,
  Kafka: /describeWithKafka|describeStoriesOnEachBus|CHITIEU_TEST_KAFKA/,
  Redis: /describeWithRedis|CHITIEU_TEST_REDIS/,
};

/**
 * Which servers the chosen suites ask for, and which files ask.
 *
 * @param {import('./test-options.mjs').TestOptions} options
 * @returns {Promise<Map<string, string[]>>}
 */
export async function neededServers({ projects, only }) {
  const pattern = new RegExp(only ?? '', 'i');
  const files = ['apps', 'libs', 'deploy', 'test']
    .flatMap((folder) => filesIn(folder))
    .filter((file) => pattern.test(file) && projects.some((project) => SUFFIXES[project]?.test(file)));
  const needed = new Map();
  for (const file of files) {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    for (const [server, sign] of Object.entries(SIGNS)) {
      if (sign.test(text)) needed.set(server, [...(needed.get(server) ?? []), file]);
    }
  }
  return needed;
}

/** @returns {string[]} */
function filesIn(folder) {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const inner = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(inner) : [inner];
  });
}
