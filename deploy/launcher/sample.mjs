import { withProgress } from './progress.mjs';

const ATTEMPTS = 4;
const COUNTED_WITHIN_MS = 300_000;
const BETWEEN_READS_MS = 750;

/**
 * Loads the sample through the public API and waits until it is counted.
 *
 * @param {{ baseUrl: string, name: string, say: import('./progress.mjs').Say, stopping: AbortSignal }} what
 */
export async function fillWithSample({ baseUrl, name, say, stopping }) {
  say(`loading the sample "${name}"`);
  const aborted = new Promise((_, reject) => stopping.addEventListener('abort', () => reject(stopping.reason), { once: true }));
  await Promise.race([sendAll({ baseUrl, name, say }), aborted]);
  if (name === 'none') return;
  await withProgress(say, 'waiting until everything is counted', () => untilCounted(baseUrl, stopping));
}

/** A process that is just being started again answers 503; sending the same rows again changes nothing. */
async function sendAll({ baseUrl, name, say }) {
  const { loadSample } = await import('@chitieu/sample');
  for (let attempt = 1; ; attempt++) {
    try {
      return await loadSample({ baseUrl, name, say: (line) => say(`  ${line}`) });
    } catch (error) {
      if (attempt === ATTEMPTS || !/: 503 |fetch failed/.test(error.message)) throw error;
      say(`  the sample was interrupted (${error.message.slice(0, 120)}); once more`);
      await new Promise((resolve) => setTimeout(resolve, 5_000));
    }
  }
}

/** Until the founding plan's commune, which is in every sample, has its number and the province's stand still. */
async function untilCounted(baseUrl, stopping) {
  let before = '';
  for (const until = Date.now() + COUNTED_WITHIN_MS; Date.now() < until;) {
    stopping.throwIfAborted();
    const [commune, lastYear, thisYear] = await Promise.all([
      numbersOf(baseUrl, '07606', '2023'),
      numbersOf(baseUrl, '24', '2023'),
      numbersOf(baseUrl, '24', '2024'),
    ]);
    const now = `${lastYear} ${thisYear}`;
    if (commune !== '' && now === before) return;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_READS_MS));
  }
  throw new Error('the sample was accepted but not counted within five minutes; see the logs');
}

async function numbersOf(baseUrl, unit, period) {
  const address = `${baseUrl}/api/v1/indicator-values?orgUnit=${unit}&period=${period}&indicator=poor-rate,disbursed-capital`;
  const response = await fetch(address, { signal: AbortSignal.timeout(10_000) }).catch(() => null);
  const { items = [] } = response?.ok ? await response.json() : {};
  return items.flatMap(({ actual }) => (actual ? [`${actual.num}/${actual.den}`] : [])).join(' ');
}
