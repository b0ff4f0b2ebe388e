import { ServerUnavailable } from './server-process.mjs';

/**
 * Tries ways to a server in order; the first that works is taken.
 *
 * @template T
 * @param {string} name
 * @param {{ how: string, start: () => Promise<T> }[]} ways
 * @returns {Promise<T & { how: string }>}
 */
export async function firstThatWorks(name, ways) {
  const reasons = [];
  for (const { how, start } of ways) {
    try {
      return { ...(await start()), how };
    } catch (error) {
      reasons.push(`${how}: ${String(error?.message ?? error).split('\n')[0]}`);
    }
  }
  throw new ServerUnavailable(`no ${name} here (${reasons.join('; ')})`);
}
