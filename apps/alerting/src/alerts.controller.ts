import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { AlertOnWire } from '@chitieu/contracts';
import { EventLog } from '@chitieu/messaging';
import { Database } from '@chitieu/persistence';
import { AsViewer, Clock, type Viewer } from '@chitieu/runtime';
import { acknowledgeAlert } from './acknowledge-alert.js';
import { alertQuery } from './alert-query.js';
import { readAcknowledgement } from './read-acknowledgement.js';
import { AlertReader, noSuchAlert } from './read-alerts.js';

@Controller('api/v1')
export class AlertsController {
  constructor(
    private readonly database: Database,
    private readonly reader: AlertReader,
    private readonly log: EventLog,
    private readonly clock: Clock,
  ) {}

  @Get('alerts')
  list(
    @AsViewer() { view }: Viewer,
    @Query() query: Record<string, unknown>,
  ): Promise<{ items: AlertOnWire[]; next: string | null }> {
    return this.reader.list({ ...alertQuery(query), scope: view });
  }

  @Get('alerts/:id')
  async one(@AsViewer() { view }: Viewer, @Param('id') id: string): Promise<AlertOnWire> {
    return this.reader.within(view, id);
  }

  @Post('alerts/:id/acknowledge')
  @HttpCode(200)
  async acknowledge(@AsViewer() { capture }: Viewer, @Param('id') id: string, @Body() body: unknown): Promise<AlertOnWire> {
    const now = this.clock.now();
    const words = readAcknowledgement(body, now);
    await this.reader.within(capture, id);
    const alert = await this.database.transaction((tx) => acknowledgeAlert(tx, this.log, id, words, now));
    if (!alert) throw noSuchAlert();
    return alert;
  }
}
