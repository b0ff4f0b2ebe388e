/** @typedef {(line: string) => void} Say */

const EVERY_MS = 5_000;

/**
 * Says what is done now, and every few seconds that it still is: also where standard output is no terminal.
 *
 * @template T
 * @param {Say} say
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(say, what, work) {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  say(what);
  const timer = setInterval(() => say(`  … ${what}: ${seconds()} s`), EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
