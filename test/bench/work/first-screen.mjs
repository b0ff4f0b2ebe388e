/** What the first screen of a unit asks of the gateway before it is complete, each once. */
export function firstScreenCalls(unit, period) {
  const year = Number(period);
  const asked = (path, parameters) => `/api/v1/${path}?${new URLSearchParams(parameters)}`;
  const values = (of, indicator) => asked('indicator-values', { orgUnit: unit, period: of, indicator, children: 'true' });
  const lastDay = `${year}-12-31`;
  return [
    asked(`org-units/${unit}`, { asAt: lastDay }),
    values(period, `${YEARLY},${MONEY}`),
    ...[1, 2, 3, 4].map((before) => `${values(String(year - before), 'poor-rate')}&tree=${lastDay}`),
    asked('alerts', { orgUnit: unit, limit: '50' }),
    '/api/v1/indicators',
  ];
}

const YEARLY =
  'households,poor-households,near-poor-households,poor-rate,near-poor-rate,poor-reduction,near-poor-reduction,reports-on-time';
const MONEY = 'assigned-capital,disbursed-capital,disbursement-rate';

/** Milliseconds until all of them have been read, asked side by side as a browser does. Throws where one is refused. */
export async function readFirstScreen(address, calls) {
  const askedAt = performance.now();
  const sizes = await Promise.all(
    calls.map(async (call) => {
      const response = await fetch(address + call);
      const body = await response.text();
      if (!response.ok && response.status !== 404) throw new Error(`${call} answered ${response.status}: ${body}`);
      return body.length;
    }),
  );
  return { ms: performance.now() - askedAt, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
