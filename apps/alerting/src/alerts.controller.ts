import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { AlertOnWire } from '@chitieu/contracts';
import { EventLog } from '@chitieu/messaging';
import { Database } from '@chitieu/persistence';
import { Clock, notFound } from '@chitieu/runtime';
import { acknowledgeAlert } from './acknowledge-alert.js';
import { alertQuery } from './alert-query.js';
import { readAcknowledgement } from './read-acknowledgement.js';
import { AlertReader, isUuid } from './read-alerts.js';

@Controller('api/v1')
export class AlertsController {
  constructor(
    private readonly database: Database,
    private readonly reader: AlertReader,
    private readonly log: EventLog,
    private readonly clock: Clock,
  ) {}

  @Get('alerts')
  list(@Query() query: Record<string, unknown>): Promise<{ items: AlertOnWire[]; next: string | null }> {
    return this.reader.list(alertQuery(query));
  }

  @Get('alerts/:id')
  async one(@Param('id') id: string): Promise<AlertOnWire> {
    return orNotFound(isUuid(id) ? await this.reader.one(id) : null);
  }

  @Post('alerts/:id/acknowledge')
  @HttpCode(200)
  async acknowledge(@Param('id') id: string, @Body() body: unknown): Promise<AlertOnWire> {
    const now = this.clock.now();
    const words = readAcknowledgement(body, now);
    if (!isUuid(id)) return orNotFound(null);
    return orNotFound(await this.database.transaction((tx) => acknowledgeAlert(tx, this.log, id, words, now)));
  }
}

function orNotFound(alert: AlertOnWire | null): AlertOnWire {
  if (alert) return alert;
  throw notFound({ vi: 'Không có cảnh báo này.', en: 'There is no such alert.' });
}
