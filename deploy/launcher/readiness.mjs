import { LaunchRefusal } from './refusal.mjs';

const WITHIN_MS = 120_000;
const ENDS_TOO_OFTEN = 3;

/**
 * Waits until every process says it is ready; gives up where one keeps ending.
 *
 * @param {import('./supervised-process.mjs').SupervisedProcess[]} processes
 * @param {(name: string) => string} addressOf
 * @param {AbortSignal} stopping
 */
export async function untilReady(processes, addressOf, stopping) {
  const until = Date.now() + WITHIN_MS;
  let waiting = processes;
  let detail = '';
  while (waiting.length > 0) {
    stopping.throwIfAborted();
    const failing = waiting.find(({ failures }) => failures >= ENDS_TOO_OFTEN);
    if (failing || Date.now() > until) throw doesNotStart(failing ?? waiting[0], detail);
    const states = await Promise.all(waiting.map(({ name }) => stateAt(addressOf(name))));
    detail = states.find((state) => state !== 'ready') ?? '';
    waiting = waiting.filter((_, index) => states[index] !== 'ready');
    if (waiting.length > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function stateAt(address) {
  try {
    const response = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(5_000) });
    if (response.ok) return 'ready';
    const { checks = [] } = await response.json();
    return checks.map(({ name, ready, detail }) => (ready ? '' : `${name}: ${detail}`)).join(' ');
  } catch {
    return 'no answer';
  }
}

function doesNotStart(failing, detail) {
  const why = failing.log.lastComplaint || detail || 'no answer';
  return new LaunchRefusal('process-does-not-start', {
    vi: `${failing.name} không khởi động được; xem ${failing.what.logFile}`,
    en: `${failing.name} does not start (${why}); see ${failing.what.logFile}`,
  });
}
