import { setTimeout as delay } from 'node:timers/promises';
import { COMMUNES, YEARS } from '../traffic/units.js';

interface Shown {
  indicator: string;
  dimension: string | null;
  orgUnit: { code: string };
  actual: object | null;
  status: string | null;
  statusReason: string;
  pace: { num: string; den: string } | null;
  reporting: { received: number; expected: number };
}
interface Alert {
  rule: string;
  indicator: string;
  dimension: string | null;
  orgUnit: { code: string };
  period: string;
  state: string;
}
interface Rule {
  id: string;
  kind: string;
  enabled: boolean;
  indicators?: string[];
  firesBelowPace?: string;
  resolvesAtPace?: string;
}

/** What must be said of one (rule, indicator, unit, year): an alert fires, none is open, or either. */
type Duty = 'fires' | 'silent' | 'either';

/** A breach is held for some seconds, and a tick comes each second. */
const SETTLED_WITHIN_MS = 60_000;

/**
 * Alerts are a function of what the API shows: a commune off its target has one open alert, no alert is open without a
 * cause, and none is open twice. Asks again until it holds or the time is over; returns what does not hold.
 */
export async function wrongAlerts(
  url: string,
  dueIsOver: (year: string) => boolean,
  withinMs = SETTLED_WITHIN_MS,
): Promise<string[]> {
  for (const until = Date.now() + withinMs; ; await delay(1_000)) {
    const wrong = await look(url, dueIsOver).catch((error: Error) => [error.message]);
    if (wrong.length === 0 || Date.now() > until) return wrong;
  }
}

async function look(url: string, dueIsOver: (year: string) => boolean): Promise<string[]> {
  const rules = (await get<{ items: Rule[] }>(`${url}/api/v1/alert-rules`)).items.filter(({ enabled }) => enabled);
  const open = new Map<string, string[]>();
  for (const alert of await openAlerts(url)) {
    const key = [alert.rule, alert.indicator, alert.dimension ?? '', alert.orgUnit.code, alert.period].join(' ');
    open.set(key, [...(open.get(key) ?? []), alert.state]);
  }
  const wrong: string[] = [];
  for (const commune of COMMUNES) {
    for (const year of YEARS) {
      const { items } = await get<{ items: Shown[] }>(`${url}/api/v1/indicator-values?orgUnit=${commune}&period=${year}`);
      for (const rule of rules) wrong.push(...judge(rule, items, commune, year, open, dueIsOver(year)));
    }
  }
  return wrong;
}

function judge(rule: Rule, items: Shown[], commune: string, year: string, open: Map<string, string[]>, isDue: boolean): string[] {
  const [{ reporting } = { reporting: { received: 0, expected: 0 } }] = items;
  const isMissing = reporting.expected > 0 && reporting.received === 0 && isDue;
  const duties: [string, Duty][] =
    rule.kind === 'missing-report'
      ? [['reports-on-time ', isMissing ? 'fires' : 'silent']]
      : items
          .filter(({ indicator }) => rule.indicators?.includes(indicator))
          .map((item) => [`${item.indicator} ${item.dimension ?? ''}`, dutyOf(rule, item, isMissing)]);
  return duties.flatMap(([what, duty]) => {
    const states = open.get(`${rule.id} ${what} ${commune} ${year}`) ?? [];
    if (states.length > 1) return [`${rule.id} ${what} ${commune} ${year}: ${states.length} are open`];
    if (duty === 'fires' && states[0] !== 'firing')
      return [`${rule.id} ${what} ${commune} ${year}: should fire, is ${states[0] ?? 'not there'}`];
    if (duty === 'silent' && states.length > 0) return [`${rule.id} ${what} ${commune} ${year}: ${states[0]} without a cause`];
    return [];
  });
}

/** A figure that is there is not missing; one that is not may be so for good reason. */
function dutyOf(rule: Rule, item: Shown, reportIsMissing: boolean): Duty {
  if (rule.kind === 'no-data') return item.actual === null ? 'either' : 'silent';
  return rule.kind === 'off-target' ? offTarget(rule, item, reportIsMissing) : 'either';
}

function offTarget(rule: Rule, { indicator, status, statusReason, pace }: Shown, reportIsMissing: boolean): Duty {
  if (reportIsMissing && indicator !== 'disbursement-rate') return 'either';
  if (status === null) return statusReason === 'no_target' ? 'silent' : 'either';
  if (status === 'no_data') return 'either';
  if (status === 'deteriorating') return 'fires';
  if (status === 'not_started' || status === 'achieved' || pace === null) return 'silent';
  const value = Number(pace.num) / Number(pace.den);
  if (value < Number(rule.firesBelowPace)) return 'fires';
  return value >= Number(rule.resolvesAtPace) ? 'silent' : 'either';
}

async function openAlerts(url: string): Promise<Alert[]> {
  const all: Alert[] = [];
  for (let after = ''; ;) {
    const page = await get<{ items: Alert[]; next: string | null }>(
      `${url}/api/v1/alerts?limit=500${after && `&after=${encodeURIComponent(after)}`}`,
    );
    all.push(...page.items);
    if (page.next === null) return all;
    after = page.next;
  }
}

async function get<T>(address: string): Promise<T> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return (await response.json()) as T;
}
