/** The sibling: nothing of it may reach a viewer of commune 07606. */
export const SIBLING = { unit: '07609', name: 'Xã Không Được Xem', household: 'H-SIBLING', amountDong: '777123457' };

export interface Asked {
  path: string;
  body?: object;
}

/**
 * What a route is for a viewer of one commune: `narrowed`: the local viewer is told of the sibling, this one is not;
 * `refused`: a write about the sibling, which is not there for it; `closed`: only for those who see all, or operators;
 * `of no unit`: definitions.
 */
export interface RouteCase {
  is: 'narrowed' | 'refused' | 'closed' | 'of no unit';
  asks: readonly Asked[];
}

export interface Known {
  alert: string;
  note: string;
}

const of = (is: RouteCase['is'], ...asks: (string | Asked)[]): RouteCase => ({
  is,
  asks: asks.map((ask) => (typeof ask === 'string' ? { path: ask } : ask)),
});

/** Asked for the sibling and for all that stands above both. */
const ofUnits = (path: string): RouteCase =>
  of('narrowed', ...[SIBLING.unit, '219', '24', 'VN'].map((unit) => path.replace('{unit}', unit)));

const NOBODY = '00000000-0000-0000-0000-000000000000';
const reason = { reason: 'a test' };
const by = { by: { name: 'Ai đó', unit: '07606' }, note: 'x', text: 'x', to: { name: 'Ai đó', unit: '07606' } };

/** Every route of the published document; one that is not here turns the test red. */
export const routeCases = ({ alert, note }: Known): Record<string, RouteCase> => {
  const review = `/households/${SIBLING.household}/reviews/2024`;
  return {
    'get /households/{householdId}/reviews/{period}': of('narrowed', review),
    'put /households/{householdId}/reviews/{period}': of('refused', { path: review, body: { commune: '07606' } }),
    'delete /households/{householdId}/reviews/{period}': of('refused', { path: review, body: reason }),
    'get /disbursements/{voucherId}': of('narrowed', '/disbursements/V-SIBLING'),
    'put /disbursements/{voucherId}': of('refused', { path: '/disbursements/V-NEW', body: { orgUnit: SIBLING.unit } }),
    'delete /disbursements/{voucherId}': of('refused', { path: '/disbursements/V-SIBLING', body: reason }),
    'get /plans/{planId}': of('narrowed', '/plans/P-SIBLING'),
    'put /plans/{planId}': of('refused', { path: '/plans/P-NEW', body: { orgUnit: '219' } }),
    'delete /plans/{planId}': of('refused', { path: '/plans/P-SIBLING', body: reason }),
    'get /declarations/{declarationId}': of('refused', '/declarations/D-NONE'),
    'put /declarations/{declarationId}': of('refused', { path: '/declarations/D-NEW', body: { orgUnit: SIBLING.unit } }),
    'delete /declarations/{declarationId}': of('refused', { path: '/declarations/D-NONE', body: reason }),
    'get /activities/{activityId}': of('narrowed', '/activities/A-SIBLING'),
    'put /activities/{activityId}': of('refused', { path: '/activities/A-NEW', body: { orgUnit: SIBLING.unit } }),
    'delete /activities/{activityId}': of('refused', { path: '/activities/A-SIBLING', body: reason }),
    'get /org-units/{code}/{validFrom}': of('refused', `/org-units/${SIBLING.unit}/2000-01-01`),
    'put /org-units/{code}/{validFrom}': of('refused', {
      path: `/org-units/${SIBLING.unit}/2000-01-01`,
      body: { name: 'x', parent: '07606' },
    }),
    'delete /org-units/{code}/{validFrom}': of('refused', { path: `/org-units/${SIBLING.unit}/2000-01-01`, body: reason }),
    'post /imports': of('closed', { path: '/imports?kind=household-reviews', body: {} }),
    'get /imports': of('closed', '/imports'),
    'get /imports/{id}': of('closed', `/imports/${NOBODY}`),
    'post /imports/{id}/undo': of('closed', { path: `/imports/${NOBODY}/undo`, body: {} }),
    'get /imports/{id}/changes': of('closed', `/imports/${NOBODY}/changes`),
    'get /imports/{id}/rejected': of('closed', `/imports/${NOBODY}/rejected`),
    'post /plan-documents': of('closed', { path: '/plan-documents', body: {} }),
    'get /indicator-values': ofUnits('/indicator-values?orgUnit={unit}&period=2024&indicator=all&level=commune'),
    'get /indicators': of('of no unit', '/indicators'),
    'get /explanations': of('narrowed', `/explanations?orgUnit=${SIBLING.unit}&period=2024&indicator=poor-rate`),
    'get /data-quality': of(
      'refused',
      `/data-quality?orgUnit=${SIBLING.unit}&period=2024`,
      '/data-quality?orgUnit=219&period=2024',
    ),
    'get /org-units': of('narrowed', '/org-units?parent=219', '/org-units?q=xem', `/org-units?q=${SIBLING.unit}`),
    'get /org-units/{code}': of('narrowed', `/org-units/${SIBLING.unit}`, `/org-units/${SIBLING.unit}?asAt=2023-01-01`),
    'get /alerts': of('narrowed', '/alerts', '/alerts?orgUnit=219', `/alerts?orgUnit=${SIBLING.unit}`),
    'get /alerts/{id}': of('narrowed', `/alerts/${alert}`),
    'post /alerts/{id}/acknowledge': of('refused', { path: `/alerts/${alert}/acknowledge`, body: { by: 'x', note: 'x' } }),
    'post /alerts/{id}/assign': of('refused', { path: `/alerts/${alert}/assign`, body: by }),
    'post /alerts/{id}/request-explanation': of('refused', { path: `/alerts/${alert}/request-explanation`, body: by }),
    'post /alerts/{id}/reply': of('refused', { path: `/alerts/${alert}/reply`, body: by }),
    'post /alerts/{id}/accept': of('refused', { path: `/alerts/${alert}/accept`, body: by }),
    'post /alerts/{id}/reopen': of('refused', { path: `/alerts/${alert}/reopen`, body: by }),
    'get /alerts/{id}/history': of('refused', `/alerts/${alert}/history`),
    'post /alerts/{id}/silence': of('closed', { path: `/alerts/${alert}/silence`, body: {} }),
    'get /silences': of('closed', '/silences'),
    'post /silences': of('closed', { path: '/silences', body: {} }),
    'delete /silences/{id}': of('closed', `/silences/${NOBODY}`),
    'get /deliveries': of('closed', '/deliveries'),
    'post /deliveries/{id}/resend': of('closed', { path: `/deliveries/${NOBODY}/resend`, body: {} }),
    'get /explanation-requests': of('of no unit', '/explanation-requests'),
    'get /alert-rules': of('of no unit', '/alert-rules'),
    'get /alert-rules/{id}': of('of no unit', '/alert-rules/off-target'),
    'put /alert-rules/{id}': of('closed', { path: '/alert-rules/off-target', body: {} }),
    'post /alert-rules/replays': of('closed', { path: '/alert-rules/replays', body: {} }),
    'get /openapi.json': of('of no unit', '/openapi.json'),
    'get /asyncapi.json': of('of no unit', '/asyncapi.json'),
    'get /viewer': of('of no unit', '/viewer'),
    'get /catalogues': of('of no unit', '/catalogues'),
    'get /catalogues/serving': of('of no unit', '/catalogues/serving'),
    'get /catalogues/{version}': of('refused', '/catalogues/1'),
    'post /catalogues': of('closed', { path: '/catalogues', body: {} }),
    'get /plans': of('narrowed', `/plans?orgUnit=${SIBLING.unit}`),
    'get /reporting': of('narrowed', `/reporting?orgUnit=${SIBLING.unit}&period=2024`, '/reporting?orgUnit=219&period=2024'),
    'get /reconciliations': of('narrowed', `/reconciliations?orgUnit=${SIBLING.unit}&period=2024`),
    'get /periods': of('narrowed', `/periods?orgUnit=${SIBLING.unit}`),
    'post /periods/{period}/{step}': of(
      'refused',
      { path: '/periods/2024/close', body: { orgUnit: SIBLING.unit, by: 'x' } },
      { path: '/periods/2024/unlock', body: { orgUnit: '07606', by: 'x', byUnit: '219', reason: 'x' } },
    ),
    'get /publications': of('narrowed', `/publications?orgUnit=${SIBLING.unit}&period=2023`),
    'get /restatements': of('refused', `/restatements?orgUnit=${SIBLING.unit}`),
    'get /notes': of('narrowed', `/notes?orgUnit=${SIBLING.unit}`),
    'post /notes': of('refused', {
      path: '/notes',
      body: { orgUnit: SIBLING.unit, period: '2024', by: 'x', text: { vi: 'x' } },
    }),
    'post /notes/{id}/correct': of('refused', {
      path: `/notes/${note}/correct`,
      body: { ...reason, by: 'x', text: { vi: 'x' } },
    }),
    'post /notes/{id}/withdraw': of('refused', { path: `/notes/${note}/withdraw`, body: { ...reason, by: 'x' } }),
    'post /previews': of('closed', { path: '/previews', body: {} }),
    'get /dead-letters': of('closed', '/dead-letters'),
    'get /dead-letters/{id}': of('closed', '/dead-letters/1'),
    'post /dead-letters/replay': of('closed', { path: '/dead-letters/replay', body: {} }),
    'post /dead-letters/drop': of('closed', { path: '/dead-letters/drop', body: {} }),
    'post /rebuilds': of('closed', { path: '/rebuilds', body: {} }),
    'get /rebuilds': of('closed', '/rebuilds'),
    'get /rebuilds/{id}': of('closed', '/rebuilds/1'),
    'post /rebuilds/{id}/cancel': of('closed', { path: '/rebuilds/1/cancel', body: {} }),
  };
};
