import type { AlertCaseOnWire, AlertOnWire } from '@chitieu/contracts';
import { ALERT_STATES, OPEN_ALERT_STATES, type AlertState } from '@chitieu/domain';
import type { AlertingTables } from '@chitieu/persistence';
import { inScope, notFound, type ProblemError, type Scope } from '@chitieu/runtime';
import { UNTOUCHED } from './answering/stored-cases.js';
import type { AlertBody } from './judging/alert-on-wire.js';

export interface AlertQuery {
  orgUnit: string | null;
  states: readonly AlertState[];
  indicators: readonly string[];
  period: string | null;
  limit: number;
  /** What `next` of the page before said. */
  after: Place | null;
  /** Units the viewer sees; those below them too. */
  scope?: Scope;
}

/** Place of an alert in the list: firing first, then the newest; the id where two began at once. */
export interface Place {
  state: AlertState;
  startedAt: string;
  id: string;
}

export const DEFAULT_STATES = OPEN_ALERT_STATES;
const IN_ORDER: readonly AlertState[] = ['firing', 'recovering', 'pending', 'resolved', 'retracted'];

const asc = 'asc' as const;

export const noSuchAlert = (): ProblemError => notFound({ vi: 'Không có cảnh báo này.', en: 'There is no such alert.' });

/** The read side of the API. */
export class AlertReader {
  constructor(private readonly tables: AlertingTables) {}

  async list(query: AlertQuery): Promise<{ items: AlertOnWire[]; next: string | null }> {
    const items: AlertOnWire[] = [];
    const from = query.after ? IN_ORDER.indexOf(query.after.state) : 0;
    for (const state of IN_ORDER.slice(from)) {
      if (!query.states.includes(state) || items.length > query.limit) continue;
      const after = query.after?.state === state ? query.after : null;
      items.push(...(await this.inState(state, query, after, query.limit + 1 - items.length)));
    }
    const page = items.slice(0, query.limit);
    return { items: page, next: items.length > query.limit ? encodePlace(page.at(-1)!) : null };
  }

  /** An alert of another's unit is not there, as one that is not. */
  async within(scope: Scope, id: string): Promise<AlertOnWire> {
    const row = isUuid(id) ? await this.tables.alert.findUnique({ where: { id }, include: { case: true } }) : null;
    const [alert] = await this.told(row ? [row] : []);
    if (!alert || !inScope(scope, alert.orgUnit.code, alert.ancestors)) throw noSuchAlert();
    return alert;
  }

  private async inState(state: AlertState, query: AlertQuery, after: Place | null, take: number): Promise<AlertOnWire[]> {
    const { orgUnit, indicators, period, scope = 'everything' } = query;
    const rows = await this.tables.alert.findMany({
      where: {
        state,
        ...(period !== null && { period }),
        ...(indicators.length > 0 && { indicator: { in: [...indicators] } }),
        AND: [
          scope === 'everything' ? {} : { OR: scope.map(atOrBelow) },
          orgUnit === null ? {} : atOrBelow(orgUnit),
          after === null ? {} : behind(after),
        ],
      },
      orderBy: [{ startedAt: 'desc' }, { id: 'asc' }],
      take,
      include: { case: true },
    });
    return this.told(rows);
  }

  /** With what people were told of each, alone or in a group. */
  private async told(rows: Row[]): Promise<AlertOnWire[]> {
    const ids = rows.map(({ id }) => id);
    const deliveries = await this.tables.delivery.findMany({
      where: { OR: [{ alertId: { in: ids } }, { alerts: { hasSome: ids } }] },
      orderBy: [{ createdAt: asc }, { channel: asc }],
    });
    return rows.map((row) =>
      onWire(
        row,
        deliveries.filter(({ alertId, alerts }) => alertId === row.id || alerts.includes(row.id)),
      ),
    );
  }
}

const atOrBelow = (unit: string) => ({ OR: [{ unit }, { body: { path: ['ancestors'], array_contains: [unit] } }] });

const behind = ({ startedAt, id }: Place) => ({ OR: [{ startedAt: { lt: startedAt } }, { startedAt, id: { gt: id } }] });

interface Row {
  id: string;
  body: unknown;
  case: { body: unknown } | null;
}

interface Told {
  channel: string;
  state: string;
  attempts: number;
  createdAt: Date;
  sentAt: Date | null;
}

type Notification = AlertOnWire['notifications'][number];

const onWire = ({ body, case: people }: Row, deliveries: Told[]): AlertOnWire => ({
  ...(body as AlertBody),
  ...((people?.body ?? UNTOUCHED) as AlertCaseOnWire),
  notifications: deliveries.map(({ channel, state, attempts, createdAt, sentAt }) => ({
    channel: channel as Notification['channel'],
    state: state as Notification['state'],
    attempts,
    at: (sentAt ?? createdAt).toISOString(),
  })),
});

const encodePlace = ({ state, startedAt, id }: Place): string =>
  Buffer.from([state, startedAt, id].join('|')).toString('base64url');

/** Null for anything that no page ever said. */
export function decodePlace(text: string): Place | null {
  const [state = '', startedAt = '', id = '', ...rest] = Buffer.from(text, 'base64url').toString('utf8').split('|');
  const isPlace = (ALERT_STATES as readonly string[]).includes(state) && isInstant(startedAt) && isUuid(id) && rest.length === 0;
  return isPlace ? { state: state as AlertState, startedAt, id } : null;
}

const isInstant = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text));

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
