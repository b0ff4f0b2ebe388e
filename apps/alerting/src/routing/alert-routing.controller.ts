import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import {
  alertRuleId,
  readAlertRecipient,
  readAlertRoutes,
  type AlertRecipientInFull,
  type AlertRecipientOnWire,
  type AlertRoutesInFull,
  type MessagePreview,
} from '@chitieu/contracts';
import { Database } from '@chitieu/persistence';
import { Clock, notFound } from '@chitieu/runtime';
import { bodyRefused } from '../answering/body-refused.js';
import { knownIndicators } from '../rules/rule-versions.js';
import { digestFor } from '../telling/digest-for.js';
import { writtenMessage } from '../telling/written-message.js';
import { changeRecipient, loadRecipients, recipientInFull } from './recipient-versions.js';
import { changeRoutes, routesInFull } from './routes-versions.js';

/** Whom alerts are told to is data; a change says who and why. */
@Controller('api/v1')
export class AlertRoutingController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get('alert-routes')
  routes(): Promise<AlertRoutesInFull> {
    return routesInFull(this.database);
  }

  @Put('alert-routes')
  async putRoutes(@Body() body: unknown): Promise<AlertRoutesInFull> {
    const read = readAlertRoutes(body, await knownIndicators(this.database, indicatorsIn(body)));
    if (!read.ok) throw bodyRefused(read.findings);
    return this.database.transaction((tx) => changeRoutes(tx, read.value, this.clock.now()));
  }

  @Get('alert-recipients')
  async recipients(): Promise<{ items: AlertRecipientOnWire[] }> {
    return { items: await loadRecipients(this.database) };
  }

  @Get('alert-recipients/:id')
  async recipient(@Param('id') id: string): Promise<AlertRecipientInFull> {
    const found = await recipientInFull(this.database, id);
    if (!found) throw notFound({ vi: 'Không có người nhận này.', en: 'There is no such recipient.' });
    return found;
  }

  @Get('alert-recipients/:id/digest')
  async digest(@Param('id') id: string): Promise<MessagePreview> {
    const { recipient } = await this.recipient(id);
    const now = this.clock.now();
    const lastWeek = { since: new Date(now.getTime() - WEEK_MS).toISOString(), until: now.toISOString() };
    const { message } = await digestFor(this.database, recipient.unit, lastWeek);
    return { vi: writtenMessage(message, 'vi'), en: writtenMessage(message, 'en') };
  }

  @Put('alert-recipients/:id')
  async putRecipient(@Param('id') id: string, @Body() body: unknown): Promise<AlertRecipientInFull> {
    if (!alertRuleId.safeParse(id).success) throw bodyRefused([BAD_ID]);
    const read = readAlertRecipient(body);
    if (!read.ok) throw bodyRefused(read.findings);
    return this.database.transaction((tx) => changeRecipient(tx, id, read.value, this.clock.now()));
  }
}

const WEEK_MS = 7 * 86_400_000;

/** Of a tree that may be anything yet. */
function indicatorsIn(node: unknown): unknown[] {
  if (Array.isArray(node)) return node.flatMap(indicatorsIn);
  const { routes, matchers } = (node ?? {}) as { routes?: unknown; matchers?: { indicator?: unknown } | null };
  return [matchers?.indicator, ...(routes === undefined ? [] : indicatorsIn(routes))].filter((one) => one !== undefined);
}

const BAD_ID = {
  pointer: '/id',
  code: 'bad-format',
  message: {
    vi: 'Mã người nhận gồm chữ thường không dấu, số và gạch nối, ví dụ luc-ngan-1.',
    en: 'The id of a recipient is of small letters, digits and hyphens, e.g. luc-ngan-1.',
  },
};
