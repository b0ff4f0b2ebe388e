import { expect, it } from '@jest/globals';
import type { AlertReason, AlertState } from '@chitieu/domain';
import { decideNotification, type NotificationReason } from './decide-notification.js';

const FIRED = '2024-10-05T00:00:10.000Z';

it.each<[AlertState, string | null, AlertReason | null, boolean, NotificationReason]>([
  ['pending', null, 'first-breach', false, 'not-fired-yet'],
  ['resolved', null, 'breach-passed', false, 'not-fired-yet'],
  ['firing', FIRED, 'held', true, 'fired'],
  ['firing', FIRED, 'first-breach', true, 'fired'],
  ['firing', FIRED, 'breach-again', true, 'fired'],
  ['firing', FIRED, null, false, 'figures-only'],
  ['firing', FIRED, 'no-data-holds', false, 'still-open'],
  ['firing', FIRED, 'data-back', false, 'still-open'],
  ['recovering', FIRED, 'recovering', false, 'still-open'],
  ['firing', FIRED, 'breach-returned', true, 'fired-again'],
  ['resolved', FIRED, 'recovered', true, 'ended'],
  ['retracted', FIRED, 'restated', true, 'ended'],
])('%s (fired %s) after %s: tell %s, %s', (state, firedAt, decided, tell, reason) => {
  expect(decideNotification({ state, firedAt }, decided)).toEqual({ tell, reason });
});
