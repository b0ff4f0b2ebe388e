import type { Settings } from '@chitieu/runtime';
import type { Webhook } from './deliver-by-webhook.js';
import type { Channel } from './deliveries.js';

/** Where alerts are told: in-app always, by webhook where the settings name one. */
export class Channels {
  readonly webhook: Webhook | null;
  readonly names: readonly Channel[];

  constructor(settings: Pick<Settings, 'CHITIEU_ALERT_WEBHOOK_URL' | 'CHITIEU_ALERT_WEBHOOK_SECRET'>) {
    const { CHITIEU_ALERT_WEBHOOK_URL: url, CHITIEU_ALERT_WEBHOOK_SECRET: secret } = settings;
    this.webhook = url === undefined ? null : { url, secret };
    this.names = this.webhook ? ['in-app', 'webhook'] : ['in-app'];
  }
}
