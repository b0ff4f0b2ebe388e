/** Only what is named is compared; `orgUnit` is the unit and everything below it. */
export interface SilenceMatchers {
  alert?: string | undefined;
  rule?: string | undefined;
  severity?: string | undefined;
  indicator?: string | undefined;
  period?: string | undefined;
  orgUnit?: string | undefined;
}

export interface Silence {
  id: string;
  matchers: SilenceMatchers;
  by: string;
  reason: string;
  /** ISO date-times. */
  from: string;
  until: string;
}

export interface Silenceable {
  id: string;
  rule: string;
  severity: string;
  indicator: string;
  period: string;
  orgUnit: { code: string };
  ancestors: readonly string[];
}

const DAY_MS = 86_400_000;
/** Whatever lasts longer is no silence but a rule that should be changed. */
export const LONGEST_SILENCE_DAYS = 90;

export type SilenceFault = 'is-over' | 'too-long';

export function faultOfSilence(until: string, now: string): SilenceFault | null {
  if (until <= now) return 'is-over';
  return Date.parse(until) - Date.parse(now) > LONGEST_SILENCE_DAYS * DAY_MS ? 'too-long' : null;
}

/** The one that ends last, where there are several; at its end it no longer holds. */
export function silencedBy(alert: Silenceable, silences: readonly Silence[], now: string): Silence | null {
  return silences
    .filter(({ from, until, matchers }) => from <= now && now < until && matches(alert, matchers))
    .reduce<Silence | null>((last, one) => (last === null || one.until > last.until ? one : last), null);
}

function matches(alert: Silenceable, { alert: id, orgUnit, ...others }: SilenceMatchers): boolean {
  if (id !== undefined && id !== alert.id) return false;
  if (orgUnit !== undefined && orgUnit !== alert.orgUnit.code && !alert.ancestors.includes(orgUnit)) return false;
  return (['rule', 'severity', 'indicator', 'period'] as const).every(
    (part) => others[part] === undefined || others[part] === alert[part],
  );
}
