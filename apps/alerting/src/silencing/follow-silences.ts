import type { AlertCaseOnWire } from '@chitieu/contracts';
import { silencedBy, type Silence } from '@chitieu/domain';
import type { EventLog } from '@chitieu/messaging';
import type { Database, Tx } from '@chitieu/persistence';
import { changeCase } from '../answering/alert-case.js';
import { THE_PRODUCT } from '../answering/alert-history.js';
import type { AlertBody } from '../judging/alert-on-wire.js';
import { IS_OPEN } from '../judging/stored-alerts.js';
import { tellAlerts } from '../telling/tell-alerts.js';
import { silencedOnWire } from './mark-new.js';
import { activeSilences } from './stored-silences.js';

/** Marks what a new silence covers, and tells what an ended one kept back and still fires. Alerts that come later are marked where they are told. */
export class FollowSilences {
  private followed: string | null = null;

  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
  ) {}

  async run(now: Date): Promise<void> {
    const silences = await activeSilences(this.database, now);
    const key = silences.map(({ id, until }) => `${id} ${until}`).join();
    if (key === this.followed) return;
    for (const { body, people } of await openAlerts(this.database)) {
      const silence = silencedBy(body, silences, now.toISOString());
      if (isSame(people?.silenced, silence)) continue;
      await this.database.transaction((tx) => markSilenced(tx, this.log, body.id, silence, now));
    }
    this.followed = key;
  }
}

const openAlerts = (tx: Tx): Promise<{ body: AlertBody; people: AlertCaseOnWire | null }[]> =>
  tx.query(
    `SELECT a.body, c.body AS people FROM alerting.alert a LEFT JOIN alerting.alert_case c ON c.alert_id = a.id
      WHERE a.${IS_OPEN} ORDER BY a.id`,
  );

/** What fires and was never told is told when its silence ends; what was told before is the same content, and is not again. */
export async function markSilenced(
  tx: Tx,
  log: EventLog,
  id: string,
  silence: Silence | null,
  now: Date,
): Promise<ReturnType<typeof changeCase>> {
  let freed: AlertBody | null = null;
  const alert = await changeCase(tx, log, id, now, ({ body, people }) => {
    if (isSame(people.silenced, silence)) return null;
    if (!silence) freed = body;
    return {
      people: { ...people, silenced: silencedOnWire(silence) },
      by: silence?.by ?? THE_PRODUCT,
      what: silence ? 'silenced' : 'silence-ended',
      reason: silence?.reason ?? people.silenced!.reason,
    };
  });
  if (freed) await tellAlerts(tx, [{ body: freed, decided: 'no-longer-inhibited' }], now);
  return alert;
}

const isSame = (marked: AlertCaseOnWire['silenced'] | undefined, silence: Silence | null): boolean =>
  (marked?.id ?? null) === (silence?.id ?? null) && (marked?.until ?? null) === (silence?.until ?? null);
