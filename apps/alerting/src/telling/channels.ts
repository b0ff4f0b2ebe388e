import { PROGRAMME_TIMING, type GroupTiming } from '@chitieu/domain';
import type { Settings } from '@chitieu/runtime';
import type { Channel } from './deliver.js';
import type { MailServer } from './deliver-by-email.js';
import type { Webhook } from './deliver-by-webhook.js';

type Told = Partial<
  Pick<Settings, 'CHITIEU_ALERT_WEBHOOK_URL' | 'CHITIEU_ALERT_WEBHOOK_SECRET' | 'CHITIEU_SMTP_URL' | 'CHITIEU_SMTP_FROM'>
>;
type Timed = Pick<Settings, 'CHITIEU_ALERT_WAIT_SECONDS' | 'CHITIEU_ALERT_INTERVAL_SECONDS' | 'CHITIEU_ALERT_REPEAT_SECONDS'>;

/** Where messages leave the product, and how long they wait: by webhook and by e-mail where the settings name them. In-app, every alert is in the list at once. */
export class Channels {
  readonly webhook: Webhook | null;
  readonly mail: MailServer | null;
  readonly timing: GroupTiming;

  constructor(settings: Told & Partial<Timed>) {
    const { CHITIEU_ALERT_WEBHOOK_URL: url, CHITIEU_ALERT_WEBHOOK_SECRET: secret } = settings;
    this.webhook = url === undefined ? null : { url, secret };
    const { CHITIEU_SMTP_URL: smtp, CHITIEU_SMTP_FROM: from } = settings;
    this.mail = smtp === undefined || from === undefined ? null : { url: smtp, from };
    this.timing = {
      waitMs: ms(settings.CHITIEU_ALERT_WAIT_SECONDS) ?? PROGRAMME_TIMING.waitMs,
      intervalMs: ms(settings.CHITIEU_ALERT_INTERVAL_SECONDS) ?? PROGRAMME_TIMING.intervalMs,
      repeatMs: ms(settings.CHITIEU_ALERT_REPEAT_SECONDS) ?? PROGRAMME_TIMING.repeatMs,
    };
  }

  get open(): Channel[] {
    return [...(this.webhook ? (['webhook'] as const) : []), ...(this.mail ? (['email'] as const) : [])];
  }
}

const ms = (seconds: number | undefined): number | undefined => (seconds === undefined ? undefined : seconds * 1_000);
