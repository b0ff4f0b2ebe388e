import { expect, it } from '@jest/globals';
import { conditionOf } from './alert-condition.js';
import type { OffTargetRule } from './alert-rule.js';
import { ratio } from '../ratio.js';

const rule: OffTargetRule = {
  ...{ kind: 'off-target', indicators: ['poor-households'], levels: ['commune'], periods: ['year'] },
  ...{ firesBelowPace: '0.60', resolvesAtPace: '0.65', holdForMs: 0, keepFiringForMs: 0, severity: 'warning' },
};

/** A limit has no pace: only whether it holds is looked at. */
it.each([
  ['off_track', 'limit_broken', null, 'breach', 'off-plan'],
  ['on_track', 'limit_kept_so_far', null, 'clear', 'recovered'],
  ['achieved', 'limit_kept', null, 'clear', 'recovered'],
  ['off_track', 'not_done_by_its_date', ratio(0n), 'breach', 'off-plan'],
  ['achieved', 'done', ratio(1n), 'clear', 'recovered'],
  [null, 'may_still_be_reached', null, 'unknown', 'no-data-holds'],
] as const)('%s, %s', (status, statusReason, pace, is, reason) => {
  const observation = { kind: 'off-target', status, statusReason, pace, expectedProgress: pace && ratio(1n) } as const;
  expect(conditionOf({ ...observation, reportIsMissing: false, periodIsOver: false }, rule)).toEqual({ is, reason });
});
