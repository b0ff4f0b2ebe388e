/** The three processes behind the gateway. */
export type Upstream = 'intake' | 'calculation' | 'alerting';

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** First segment after `/api/v1/` → who answers. Units are read from the calculated tree; what was stated of one since a day is intake's. */
const OWNERS = new Map<string, Upstream | { reads: Upstream; states: Upstream }>(
  Object.entries({
    households: 'intake',
    disbursements: 'intake',
    plans: 'intake',
    declarations: 'intake',
    activities: 'intake',
    imports: 'intake',
    'plan-documents': 'intake',
    'org-units': { reads: 'calculation', states: 'intake' },
    'indicator-values': 'calculation',
    catalogues: 'calculation',
    indicators: 'calculation',
    explanations: 'calculation',
    periods: 'calculation',
    publications: 'calculation',
    restatements: 'calculation',
    previews: 'calculation',
    notes: 'calculation',
    'saved-views': 'calculation',
    'data-quality': 'calculation',
    reporting: 'calculation',
    reconciliations: 'calculation',
    alerts: 'alerting',
    'alert-rules': 'alerting',
    'alert-routes': 'alerting',
    'alert-recipients': 'alerting',
    'explanation-requests': 'alerting',
    silences: 'alerting',
    deliveries: 'alerting',
    'dead-letters': 'calculation',
    rebuilds: 'calculation',
  } as const),
);

const PREFIX = '/api/v1/';

/** Who answers this call; null when nobody does. `url` is as the client sent it, undecoded. */
export function upstreamOf(method: string, url: string): Upstream | null {
  const path = url.split('?', 1)[0]!;
  if (!path.startsWith(PREFIX) || leavesItsPlace(path)) return null;
  const [first, ...below] = path.slice(PREFIX.length).split('/');
  const owner = OWNERS.get(first!);
  if (owner === undefined || typeof owner === 'string') return owner ?? null;
  return WRITES.has(method) || below.length > 1 ? owner.states : owner.reads;
}

/** URL parsers resolve dot segments and backslashes, encoded ones too: `alerts/%2e%2e/metrics` must not reach `/metrics`. */
function leavesItsPlace(path: string): boolean {
  return path.includes('\\') || path.split('/').some((segment) => /^(\.|%2e){1,2}$/i.test(segment));
}
