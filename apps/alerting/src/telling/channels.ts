import { PROGRAMME_TIMING, type GroupTiming } from '@chitieu/domain';
import type { Settings } from '@chitieu/runtime';
import type { Webhook } from './deliver-by-webhook.js';

type Told = Pick<Settings, 'CHITIEU_ALERT_WEBHOOK_URL' | 'CHITIEU_ALERT_WEBHOOK_SECRET'>;
type Timed = Pick<Settings, 'CHITIEU_ALERT_WAIT_SECONDS' | 'CHITIEU_ALERT_INTERVAL_SECONDS' | 'CHITIEU_ALERT_REPEAT_SECONDS'>;

/** Where messages leave the product, and how long they wait: by webhook where the settings name one. In-app, every alert is in the list at once. */
export class Channels {
  readonly webhook: Webhook | null;
  readonly timing: GroupTiming;

  constructor(settings: Told & Partial<Timed>) {
    const { CHITIEU_ALERT_WEBHOOK_URL: url, CHITIEU_ALERT_WEBHOOK_SECRET: secret } = settings;
    this.webhook = url === undefined ? null : { url, secret };
    this.timing = {
      waitMs: ms(settings.CHITIEU_ALERT_WAIT_SECONDS) ?? PROGRAMME_TIMING.waitMs,
      intervalMs: ms(settings.CHITIEU_ALERT_INTERVAL_SECONDS) ?? PROGRAMME_TIMING.intervalMs,
      repeatMs: ms(settings.CHITIEU_ALERT_REPEAT_SECONDS) ?? PROGRAMME_TIMING.repeatMs,
    };
  }
}

const ms = (seconds: number | undefined): number | undefined => (seconds === undefined ? undefined : seconds * 1_000);
