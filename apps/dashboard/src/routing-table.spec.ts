import { describe, expect, it } from '@jest/globals';
import { upstreamOf } from './routing-table.js';

describe('routing table', () => {
  it.each([
    ['PUT', '/api/v1/households/H-1/reviews/2024', 'intake'],
    ['PUT', '/api/v1/disbursements/V-1', 'intake'],
    ['GET', '/api/v1/plans/KH-46', 'intake'],
    ['PUT', '/api/v1/plans/KH-46', 'intake'],
    ['DELETE', '/api/v1/declarations/BC-1?reason=mistake', 'intake'],
    ['PUT', '/api/v1/activities/A-1', 'intake'],
    ['POST', '/api/v1/imports?kind=plans', 'intake'],
    ['GET', '/api/v1/imports/7/rejected', 'intake'],
    ['PUT', '/api/v1/org-units/07606', 'intake'],
    ['DELETE', '/api/v1/org-units/07606', 'intake'],
    ['GET', '/api/v1/org-units/07606', 'calculation'],
    ['GET', '/api/v1/org-units/07606/2000-01-01', 'intake'],
    ['HEAD', '/api/v1/org-units?q=luc', 'calculation'],
    ['GET', '/api/v1/indicator-values?orgUnit=219', 'calculation'],
    ['GET', '/api/v1/indicators', 'calculation'],
    ['GET', '/api/v1/explanations?indicator=poor-rate', 'calculation'],
    ['GET', '/api/v1/data-quality', 'calculation'],
    ['GET', '/api/v1/reporting', 'calculation'],
    ['GET', '/api/v1/reconciliations', 'calculation'],
    ['GET', '/api/v1/alerts', 'alerting'],
    ['POST', '/api/v1/alerts/1/acknowledge', 'alerting'],
    ['GET', '/api/v1/alert-rules', 'alerting'],
    ['GET', '/api/v1/dead-letters?group=alerting', 'calculation'],
    ['POST', '/api/v1/dead-letters/replay', 'calculation'],
    ['POST', '/api/v1/rebuilds', 'calculation'],
  ])('%s %s → %s', (method, url, upstream) => expect(upstreamOf(method, url)).toBe(upstream));

  it.each([
    '/api/v1/',
    '/api/v1/unknown',
    '/api/v1/metrics',
    '/api/v1/constructor',
    '/metrics',
    '/api/v1/alerts/../../../metrics',
    '/api/v1/alerts/%2e%2e/%2E%2E/%2e./metrics',
    '/api/v1/alerts/.%2e/x',
    '/api/v1/alerts\\..\\..\\metrics',
  ])('nobody answers %s', (url) => expect(upstreamOf('GET', url)).toBeNull());

  it('lets a dot stand inside a name', () => expect(upstreamOf('GET', '/api/v1/plans/KH.46...2024')).toBe('intake'));
});
