import { fileURLToPath } from 'node:url';
import { build } from '../../deploy/launcher/build.mjs';
import { install } from '../../deploy/launcher/install.mjs';
import { lastWord } from '../../deploy/launcher/refusal.mjs';
import { runJest } from './run-jest.mjs';
import { readTestOptions } from './test-options.mjs';
import { TestServers } from './test-servers.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const say = (line) => console.log(line);

/**
 * Installs and builds as `npm start` does, starts the servers that the chosen suites need, runs Jest, says the count.
 *
 * @param {string[]} argv
 */
export async function runTests(argv) {
  const stopping = new AbortController();
  const servers = new TestServers(say);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => stopping.abort());
  try {
    const options = readTestOptions(argv);
    if (!options.skipBuild) {
      await install(ROOT, say, stopping.signal);
      await build(ROOT, say, stopping.signal);
    }
    stopping.signal.throwIfAborted();
    const env = await servers.startFor(options);
    const { passed, failed, code } = await runJest({ root: ROOT, options, env, signal: stopping.signal });
    await servers.stop();
    console.log(`${passed} passed, ${failed} failed`);
    process.exit(code);
  } catch (error) {
    await servers.stop();
    const { line, exitCode } = lastWord(error);
    console.error(line);
    console.log('0 passed, 1 failed');
    process.exit(exitCode);
  }
}
