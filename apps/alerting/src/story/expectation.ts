import type { AlertOnWire } from '@chitieu/contracts';
import type { Emitted } from './recording-log.js';
import { isWithin, written, type Window } from './story-time.js';

/** What a story says of an alert: only the parts named are compared. `says` is found in either language of its message. */
export interface Sought extends Partial<Omit<AlertOnWire, 'orgUnit' | 'message'>> {
  unit?: string;
  says?: RegExp;
}

export interface Expectation {
  window: Window;
  sought: Sought;
  of: 'alert' | 'sent';
  /** Null: at least one. */
  times: number | null;
}

export interface Happened {
  emitted: readonly Emitted[];
  sent: readonly Emitted[];
}

export function matches({ alert }: Emitted, { unit, says, ...parts }: Sought): boolean {
  if (unit !== undefined && alert.orgUnit.code !== unit) return false;
  if (says && !says.test(alert.message.vi) && !says.test(alert.message.en)) return false;
  return Object.entries(parts).every(
    ([part, value]) => JSON.stringify(alert[part as keyof AlertOnWire]) === JSON.stringify(value),
  );
}

/** Null when it is so; otherwise what was expected instead. */
export function failureOf({ window, sought, of, times }: Expectation, { emitted, sent }: Happened): string | null {
  const found = (of === 'alert' ? emitted : sent).filter((one) => isWithin(one.at, window) && matches(one, sought)).length;
  if (times === null ? found > 0 : found === times) return null;
  const what = of === 'alert' ? 'alert' : 'message';
  const { says, ...parts } = sought;
  const whose = JSON.stringify(says ? { ...parts, says: String(says) } : parts);
  return `${times ?? 'a'} ${what} ${whose} between ${written(window.from)} and ${written(window.to)}: there were ${found}`;
}

export const timeLine = ({ emitted, sent }: Happened): string =>
  [...emitted.map((one) => ({ ...one, what: '' })), ...sent.map((one) => ({ ...one, what: ' SENT' }))]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, alert, what }) => `  ${written(at)}${what} ${lineOf(alert)}`)
    .join('\n');

const lineOf = ({ rule, indicator, orgUnit, period, episode, state, reason, message }: AlertOnWire): string =>
  `${rule} ${indicator} ${orgUnit.code} ${period} #${episode} ${state} (${reason}): ${message.vi}`;
