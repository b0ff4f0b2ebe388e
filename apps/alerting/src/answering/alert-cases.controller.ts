import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { readCaseBody, type AlertOnWire, type CaseAction, type ExplanationRequest, type HistoryEntry } from '@chitieu/contracts';
import { EventLog } from '@chitieu/messaging';
import { Database } from '@chitieu/persistence';
import { Clock, notFound, type ProblemError } from '@chitieu/runtime';
import { isUuid } from '../read-alerts.js';
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
    private readonly log: EventLog,
    private readonly clock: Clock,
  ) {}

  @Post('alerts/:id/assign')
  @HttpCode(200)
  assign(@Param('id') id: string, @Body() body: unknown): Promise<AlertOnWire> {
    return this.act('assign', id, body);
  }

  @Post('alerts/:id/request-explanation')
  @HttpCode(200)
  requestExplanation(@Param('id') id: string, @Body() body: unknown): Promise<AlertOnWire> {
    return this.act('request-explanation', id, body);
  }

  @Post('alerts/:id/reply')
  @HttpCode(200)
  reply(@Param('id') id: string, @Body() body: unknown): Promise<AlertOnWire> {
    return this.act('reply', id, body);
  }

  @Post('alerts/:id/accept')
  @HttpCode(200)
  accept(@Param('id') id: string, @Body() body: unknown): Promise<AlertOnWire> {
    return this.act('accept', id, body);
  }

  @Post('alerts/:id/reopen')
  @HttpCode(200)
  reopen(@Param('id') id: string, @Body() body: unknown): Promise<AlertOnWire> {
    return this.act('reopen', id, body);
  }

  @Get('alerts/:id/history')
  async history(@Param('id') id: string): Promise<{ items: HistoryEntry[] }> {
    const items = isUuid(id) ? await historyOf(this.database, id) : null;
    if (!items) throw noSuchAlert();
    return { items };
  }

  @Get('explanation-requests')
  explanationRequests(@Query() query: Record<string, unknown>): Promise<{ items: ExplanationRequest[]; next: string | null }> {
    return explanationRequests(this.database, explanationQuery(query));
  }

  private async act<A extends CaseAction>(action: A, id: string, body: unknown): Promise<AlertOnWire> {
    const read = readCaseBody(action, body);
    if (!read.ok) throw bodyRefused(read.findings);
    if (!isUuid(id)) throw noSuchAlert();
    const now = this.clock.now();
    const acting = actingAt(read.value.by, now);
    const alert = await this.database.transaction((tx) =>
      changeCase(tx, this.log, id, now, (held) => ANSWERS[action](held, read.value, acting)),
    );
    if (!alert) throw noSuchAlert();
    return alert;
  }
}

const noSuchAlert = (): ProblemError => notFound({ vi: 'Không có cảnh báo này.', en: 'There is no such alert.' });
