import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { readCaseBody, type AlertOnWire, type CaseAction, type ExplanationRequest, type HistoryEntry } from '@chitieu/contracts';
import { EventLog } from '@chitieu/messaging';
import { Database } from '@chitieu/persistence';
import { AsViewer, Clock, type Viewer } from '@chitieu/runtime';
import { AlertReader, noSuchAlert } from '../read-alerts.js';
import { changeCase } from './alert-case.js';
import { historyOf } from './alert-history.js';
import { actingAt, ANSWERS } from './answer-alert.js';
import { bodyRefused } from './body-refused.js';
import { explanationQuery, explanationRequests } from './explanation-requests.js';

/** What people do with an alert: each call says who, and leaves a line that is never changed. */
@Controller('api/v1')
export class AlertCasesController {
  constructor(
    private readonly database: Database,
    private readonly reader: AlertReader,
    private readonly log: EventLog,
    private readonly clock: Clock,
  ) {}

  @Post('alerts/:id/assign')
  @HttpCode(200)
  assign(@AsViewer() viewer: Viewer, @Param('id') id: string, @Body() body: unknown): Promise<AlertOnWire> {
    return this.act('assign', viewer, id, body);
  }

  @Post('alerts/:id/request-explanation')
  @HttpCode(200)
  requestExplanation(@AsViewer() viewer: Viewer, @Param('id') id: string, @Body() body: unknown): Promise<AlertOnWire> {
    return this.act('request-explanation', viewer, id, body);
  }

  @Post('alerts/:id/reply')
  @HttpCode(200)
  reply(@AsViewer() viewer: Viewer, @Param('id') id: string, @Body() body: unknown): Promise<AlertOnWire> {
    return this.act('reply', viewer, id, body);
  }

  @Post('alerts/:id/accept')
  @HttpCode(200)
  accept(@AsViewer() viewer: Viewer, @Param('id') id: string, @Body() body: unknown): Promise<AlertOnWire> {
    return this.act('accept', viewer, id, body);
  }

  @Post('alerts/:id/reopen')
  @HttpCode(200)
  reopen(@AsViewer() viewer: Viewer, @Param('id') id: string, @Body() body: unknown): Promise<AlertOnWire> {
    return this.act('reopen', viewer, id, body);
  }

  @Get('alerts/:id/history')
  async history(@AsViewer() { view }: Viewer, @Param('id') id: string): Promise<{ items: HistoryEntry[] }> {
    await this.reader.within(view, id);
    const items = await historyOf(this.database, id);
    if (!items) throw noSuchAlert();
    return { items };
  }

  @Get('explanation-requests')
  explanationRequests(
    @AsViewer() { view }: Viewer,
    @Query() query: Record<string, unknown>,
  ): Promise<{ items: ExplanationRequest[]; next: string | null }> {
    return explanationRequests(this.database, { ...explanationQuery(query), scope: view });
  }

  private async act<A extends CaseAction>(action: A, { capture }: Viewer, id: string, body: unknown): Promise<AlertOnWire> {
    const read = readCaseBody(action, body);
    if (!read.ok) throw bodyRefused(read.findings);
    await this.reader.within(capture, id);
    const now = this.clock.now();
    const acting = actingAt(read.value.by, now);
    const alert = await this.database.transaction((tx) =>
      changeCase(tx, this.log, id, now, (held) => ANSWERS[action](held, read.value, acting)),
    );
    if (!alert) throw noSuchAlert();
    return alert;
  }
}
