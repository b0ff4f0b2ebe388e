import { describe, expect, it } from '@jest/globals';
import { postsFor, type AlertRoute, type Post } from './alert-route.js';
import { checkAlertRoutes } from './check-alert-routes.js';

const ALERT = {
  ...{ rule: 'off-target', severity: 'warning', indicator: 'poor-rate' },
  ...{ orgUnit: { code: '07606', level: 'commune' }, ancestors: ['VN', '24', '219'] },
};
const district = { role: 'officer', above: 1 };
const itself = { role: 'head', above: 0 };
const AT_DISTRICT: Post = { role: 'officer', unit: '219' };
const AT_ITSELF: Post = { role: 'head', unit: '07606' };

describe('an alert is told to', () => {
  it.each<[string, AlertRoute[], Post[]]>([
    ['nobody where there are no routes', [], []],
    ['a role at its unit and at the ancestor named', [{ tell: [itself, district] }], [AT_ITSELF, AT_DISTRICT]],
    ['the first route that takes it', [{ tell: [district] }, { tell: [itself] }], [AT_DISTRICT]],
    [
      'the next one too, where it is to continue',
      [{ tell: [district], continue: true }, { tell: [itself] }],
      [AT_DISTRICT, AT_ITSELF],
    ],
    ['each post once', [{ tell: [district], continue: true }, { tell: [district] }], [AT_DISTRICT]],
    ['a route of a unit above it', [{ matchers: { orgUnit: '24' }, tell: [itself] }], [AT_ITSELF]],
    ['no route of another unit', [{ matchers: { orgUnit: '218' }, tell: [itself] }], []],
    ['no route of another level', [{ matchers: { level: 'district' }, tell: [itself] }], []],
    [
      'no route that one matcher of two refuses',
      [{ matchers: { rule: 'off-target', severity: 'critical' }, tell: [itself] }],
      [],
    ],
    [
      'the deepest that takes it',
      [{ tell: [district], routes: [{ matchers: { indicator: 'poor-rate' }, tell: [itself] }] }],
      [AT_ITSELF],
    ],
    [
      'the one above where none below does',
      [{ tell: [district], routes: [{ matchers: { indicator: 'x' }, tell: [itself] }] }],
      [AT_DISTRICT],
    ],
    ['nobody above the nation', [{ tell: [{ role: 'officer', above: 4 }] }], []],
  ])('%s', (_what, routes, posts) => {
    expect(postsFor(ALERT, routes)).toEqual(posts);
  });
});

describe('routes are refused', () => {
  it.each<[string, AlertRoute[], string[]]>([
    ['none that are sound', [{ matchers: { indicator: 'poor-rate' }, tell: [itself] }, { tell: [district] }], []],
    ['that stand after one that takes every alert', [{ tell: [itself] }, { tell: [district] }], ['/routes/1 never-reached']],
    ['none after one that continues', [{ tell: [itself], continue: true }, { tell: [district] }], []],
    [
      'of an indicator that is not counted',
      [{ tell: [itself], routes: [{ matchers: { indicator: 'x' }, tell: [itself] }] }],
      ['/routes/0/routes/0/matchers/indicator unknown-indicator'],
    ],
    ['that tell nobody', [{ matchers: { severity: 'critical' }, tell: [] }], ['/routes/0 tells-nobody']],
  ])('%s', (_what, routes, found) => {
    const findings = checkAlertRoutes(routes, (code) => code === 'poor-rate');
    expect(findings.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(found);
  });
});
