import { withProgress } from './progress.mjs';

const COUNTED_WITHIN_MS = 300_000;

/**
 * Loads the sample through the public API and waits until it is counted.
 *
 * @param {{ baseUrl: string, name: string, say: import('./progress.mjs').Say, stopping: AbortSignal }} what
 */
export async function fillWithSample({ baseUrl, name, say, stopping }) {
  const { loadSample } = await import('@chitieu/sample');
  const aborted = new Promise((_, reject) => stopping.addEventListener('abort', () => reject(stopping.reason), { once: true }));
  say(`loading the sample "${name}"`);
  await Promise.race([loadSample({ baseUrl, name, say: (line) => say(`  ${line}`) }), aborted]);
  if (name === 'none') return;
  await withProgress(say, 'waiting until everything is counted', () => untilCounted(baseUrl, stopping));
}

/** The founding plan's commune is in every sample. */
async function untilCounted(baseUrl, stopping) {
  const address = `${baseUrl}/api/v1/indicator-values?orgUnit=07606&period=2023&indicator=poor-rate`;
  for (const until = Date.now() + COUNTED_WITHIN_MS; Date.now() < until;) {
    stopping.throwIfAborted();
    const response = await fetch(address, { signal: AbortSignal.timeout(10_000) }).catch(() => null);
    const body = response?.ok ? await response.json() : null;
    if (body?.items?.[0]?.actual) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('the sample was accepted but not counted within five minutes; see the logs');
}
