import type { AlertReason, AlertState } from '@chitieu/domain';

export type NotificationReason =
  'inhibited' | 'fired' | 'fired-again' | 'ended' | 'figures-only' | 'not-fired-yet' | 'still-open';

export interface Notification {
  tell: boolean;
  reason: NotificationReason;
}

const say = (tell: boolean, reason: NotificationReason): Notification => ({ tell, reason });

/** People are told when an alert fires and when one that fired ends; the rest stands in the list. */
export function decideNotification(
  alert: { state: AlertState; firedAt: string | null; inhibitedBy?: object | null | undefined },
  decided: AlertReason | null,
): Notification {
  if (alert.inhibitedBy) return say(false, 'inhibited');
  if (decided === null) return say(false, 'figures-only');
  if (alert.firedAt === null) return say(false, 'not-fired-yet');
  if (alert.state === 'resolved' || alert.state === 'retracted') return say(true, 'ended');
  if (alert.state === 'firing' && decided === 'breach-returned') return say(true, 'fired-again');
  const firesNow =
    alert.state === 'firing' &&
    (['held', 'first-breach', 'breach-again', 'no-longer-inhibited'] as AlertReason[]).includes(decided);
  return firesNow ? say(true, 'fired') : say(false, 'still-open');
}
