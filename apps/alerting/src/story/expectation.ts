import type { AlertOnWire } from '@chitieu/contracts';
import type { Emitted } from './recording-log.js';
import { isWithin, written, type Window } from './story-time.js';
import type { LeftMessage } from './what-was-sent.js';

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
  left: readonly LeftMessage[];
}

/** All messages that left in a time, in their order: why, about which units, and what the first line says. */
export interface ExpectedMessages {
  window: Window;
  /** By e-mail to this recipient; '': by the webhook of the settings. */
  to: string;
  messages: readonly { reason: string; units?: readonly string[]; says?: RegExp }[];
}

/** Null when it is so. */
export function failureOfMessages({ window, to, messages }: ExpectedMessages, { left }: Happened): string | null {
  const found = left.filter((one) => one.to === to && isWithin(one.at, window));
  const fits = ({ reason, units, says }: ExpectedMessages['messages'][number], one: LeftMessage | undefined): boolean =>
    one?.reason === reason && (!units || units.join() === one.units.join()) && (!says || says.test(one.text));
  if (found.length === messages.length && messages.every((message, i) => fits(message, found[i]))) return null;
  const expected =
    messages.map(({ reason, units, says }) => `${reason} ${units?.join() ?? ''} ${says ?? ''}`).join('; ') || 'none';
  return `messages ${to && `to ${to} `}between ${written(window.from)} and ${written(window.to)}: ${expected}`;
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

export const timeLine = ({ emitted, sent, left }: Happened): string =>
  [
    ...emitted.map(({ at, alert }) => ({ at, line: lineOf(alert) })),
    ...sent.map(({ at, alert }) => ({ at, line: `SENT ${lineOf(alert)}` })),
    ...left.map(({ to, at, reason, units, text }) => ({
      at,
      line: `LEFT ${to && `to ${to} `}${reason} ${units.join()}: ${text}`,
    })),
  ]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, line }) => `  ${written(at)} ${line}`)
    .join('\n');

const lineOf = ({ rule, indicator, orgUnit, period, episode, state, reason, message }: AlertOnWire): string =>
  `${rule} ${indicator} ${orgUnit.code} ${period} #${episode} ${state} (${reason}): ${message.vi}`;
