import { household } from '@chitieu/testing';

/** The sibling: nothing of it may reach a viewer of commune 07606. */
export const SIBLING = { unit: '07609', name: 'Xã Không Được Xem', household: 'H-SIBLING', amountDong: '777123457' };

export interface Asked {
  path: string;
  body?: object;
}

/**
 * What a route is for a viewer of one commune: `narrowed`: the local viewer is told of the sibling, this one is not;
 * `refused`: about the sibling, which is not there for this one, and done for the local viewer; `closed`: only for those who
 * see all, or operators; `of no unit`: definitions.
 */
export interface RouteCase {
  is: 'narrowed' | 'refused' | 'closed' | 'of no unit';
  asks: readonly Asked[];
}

export interface Known {
  alert: string;
  note: string;
  /** Two shared views of the sibling: one that stays, one to be removed. */
  views: [string, string];
  /** An import that was sent for the sibling. */
  sent: string;
}

const of = (is: RouteCase['is'], ...asks: (string | Asked)[]): RouteCase => ({
  is,
  asks: asks.map((ask) => (typeof ask === 'string' ? { path: ask } : ask)),
});

/** Asked for the sibling and for all that stands above both. */
const ofUnits = (path: string): RouteCase =>
  of('narrowed', ...[SIBLING.unit, '219', '24', 'VN'].map((unit) => path.replace('{unit}', unit)));

/** One of each kind, of a unit: a household poor after a year whose plan was ten fewer, so that there is an alert. */
export function factsOf(unit: string, mark: string) {
  const review = (year: number): object => household(`H-${mark}`).in(unit).reviewed(year).poor().review;
  return {
    review,
    disbursement: {
      ...{ ver: 1, orgUnit: unit, paidOn: '2024-06-20', amountDong: SIBLING.amountDong, originYear: 2024, ownerLevel: 'commune' },
      ...{ programme: 'DTTS1719', project: 'DA1', subProject: 'ND02', capitalType: 'recurrent', fundSource: 'central' },
    },
    plan: {
      ...{ ver: 1, orgUnit: unit, period: '2024', decision: { number: '12/KH-UBND', date: '2024-03-05', issuer: 'UBND xã' } },
      targets: [{ indicator: 'poor-reduction', kind: 'countReduced', value: '10', trajectory: { kind: 'linear' } }],
      allocations: [],
    },
    declaration: {
      ver: 1,
      orgUnit: unit,
      period: '2024',
      figures: [{ indicator: 'poor-rate', of: 'actual', text: '3,6%', value: '0.036' }],
    },
    activity: {
      ...{ ver: 1, orgUnit: unit, heldOn: '2024-06-12', kind: 'village-meeting', count: 14, project: 'DA6' },
      qualifier: 'atLeast',
    },
  };
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
const retracted = { ver: 2, reason: 'ghi nhầm' };
const by = 'Ai đó';
const noted = { by, note: 'đang xem' };

/** Every route of the published document; one that is not here turns the test red. */
export const routeCases = ({ alert, note, views: [view, removable], sent }: Known): Record<string, RouteCase> => {
  const review = `/households/${SIBLING.household}/reviews/2024`;
  const facts = factsOf(SIBLING.unit, 'SIBLING');
  return {
    'get /households/{householdId}/reviews/{period}': of('narrowed', review),
    'put /households/{householdId}/reviews/{period}': of('refused', { path: review, body: facts.review(2024) }),
    'delete /households/{householdId}/reviews/{period}': of('refused', { path: review, body: retracted }),
    'get /disbursements/{voucherId}': of('narrowed', '/disbursements/V-SIBLING'),
    'put /disbursements/{voucherId}': of('refused', { path: '/disbursements/V-NEW', body: facts.disbursement }),
    'delete /disbursements/{voucherId}': of('refused', { path: '/disbursements/V-SIBLING', body: retracted }),
    'get /plans/{planId}': of('narrowed', '/plans/P-SIBLING'),
    'put /plans/{planId}': of('refused', { path: '/plans/P-NEW', body: { ...facts.plan, orgUnit: '219' } }),
    'delete /plans/{planId}': of('refused', { path: '/plans/P-SIBLING', body: retracted }),
    'get /declarations/{declarationId}': of('narrowed', '/declarations/D-SIBLING'),
    'put /declarations/{declarationId}': of('refused', { path: '/declarations/D-NEW', body: facts.declaration }),
    'delete /declarations/{declarationId}': of('refused', { path: '/declarations/D-SIBLING', body: retracted }),
    'get /activities/{activityId}': of('narrowed', '/activities/A-SIBLING'),
    'put /activities/{activityId}': of('refused', { path: '/activities/A-NEW', body: facts.activity }),
    'delete /activities/{activityId}': of('refused', { path: '/activities/A-SIBLING', body: retracted }),
    'get /org-units/{code}/{validFrom}': of('narrowed', `/org-units/${SIBLING.unit}/2000-01-01`),
    'put /org-units/{code}/{validFrom}': of('refused', {
      path: `/org-units/${SIBLING.unit}/2000-01-01`,
      body: { ver: 2, name: SIBLING.name, level: 'commune', parent: '219' },
    }),
    'delete /org-units/{code}/{validFrom}': of('refused', { path: `/org-units/${SIBLING.unit}/2000-01-01`, body: retracted }),
    'post /imports': of('closed', { path: '/imports?kind=household-reviews', body: {} }),
    'get /imports': of('narrowed', '/imports', `/imports?orgUnit=${SIBLING.unit}`),
    'get /imports/{id}': of('narrowed', `/imports/${sent}`),
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
    'post /alerts/{id}/acknowledge': of('refused', { path: `/alerts/${alert}/acknowledge`, body: noted }),
    'post /alerts/{id}/assign': of('refused', { path: `/alerts/${alert}/assign`, body: { by, to: 'Phòng LĐTBXH' } }),
    'post /alerts/{id}/request-explanation': of('refused', {
      path: `/alerts/${alert}/request-explanation`,
      body: { by, question: 'vì sao chậm?' },
    }),
    'post /alerts/{id}/reply': of('refused', { path: `/alerts/${alert}/reply`, body: { by, text: 'vì bão' } }),
    'post /alerts/{id}/accept': of('refused', { path: `/alerts/${alert}/accept`, body: noted }),
    'post /alerts/{id}/reopen': of('refused', { path: `/alerts/${alert}/reopen`, body: { by, reason: 'chưa rõ' } }),
    'get /alerts/{id}/history': of('refused', `/alerts/${alert}/history`),
    'get /alerts/{id}/message': of('refused', `/alerts/${alert}/message`),
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
    'get /alert-routes': of('closed', '/alert-routes'),
    'put /alert-routes': of('closed', { path: '/alert-routes', body: {} }),
    'get /alert-recipients': of('closed', '/alert-recipients'),
    'get /alert-recipients/{id}': of('closed', '/alert-recipients/x'),
    'get /alert-recipients/{id}/digest': of('closed', '/alert-recipients/x/digest'),
    'put /alert-recipients/{id}': of('closed', { path: '/alert-recipients/x', body: {} }),
    'post /alert-rules/replays': of('closed', { path: '/alert-rules/replays', body: {} }),
    'get /openapi.json': of('of no unit', '/openapi.json'),
    'get /asyncapi.json': of('of no unit', '/asyncapi.json'),
    'get /viewer': of('of no unit', '/viewer'),
    'get /catalogues': of('of no unit', '/catalogues'),
    'get /catalogues/serving': of('of no unit', '/catalogues/serving'),
    'get /catalogues/{version}': of('of no unit', '/catalogues/1'),
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
    'get /saved-views': of('narrowed', '/saved-views'),
    'get /saved-views/default': of('narrowed', '/saved-views/default'),
    'post /saved-views': of('refused', { path: '/saved-views', body: { name: 'x', orgUnit: SIBLING.unit, period: '2024' } }),
    'put /saved-views/{id}': of('refused', { path: `/saved-views/${view}`, body: { name: 'x', shared: true } }),
    'delete /saved-views/{id}': of('refused', `/saved-views/${removable}`),
    'put /saved-views/{id}/default': of('refused', { path: `/saved-views/${view}/default`, body: { for: 'me' } }),
    'delete /saved-views/{id}/default': of('refused', `/saved-views/${view}/default?for=me`),
    'get /notes': of('narrowed', `/notes?orgUnit=${SIBLING.unit}`),
    'post /notes': of('refused', {
      path: '/notes',
      body: { orgUnit: SIBLING.unit, period: '2024', by: 'x', text: { vi: 'x' } },
    }),
    'post /notes/{id}/correct': of('refused', {
      path: `/notes/${note}/correct`,
      body: { reason: 'ghi nhầm', by, text: { vi: 'x' } },
    }),
    'post /notes/{id}/withdraw': of('refused', { path: `/notes/${note}/withdraw`, body: { reason: 'ghi nhầm', by } }),
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
