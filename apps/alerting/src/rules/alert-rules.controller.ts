import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  alertRuleId,
  readAlertRuleRequest,
  readRuleReplayRequest,
  type AlertRuleInFull,
  type ReplayOnWire,
} from '@chitieu/contracts';
import type { AlertRule } from '@chitieu/domain';
import { Database } from '@chitieu/persistence';
import { Clock, notFound, TellsOfNoUnit } from '@chitieu/runtime';
import { loadRules } from '../judging/alert-rules.js';
import { replayOverHistory } from '../replay/replay-over-history.js';
import { refusal } from './rule-refusal.js';
import { changeRule, indicatorsNamed, knownIndicators, ruleInFull } from './rule-versions.js';

/** Rules are data: anybody may read what they are and were; a change says who and why. */
@Controller('api/v1/alert-rules')
export class AlertRulesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get()
  @TellsOfNoUnit()
  async list(): Promise<{ items: ({ id: string; enabled: boolean; version: number } & AlertRule)[] }> {
    const rules = await loadRules(this.database);
    return { items: rules.map(({ id, enabled, version, rule }) => ({ id, enabled, version, ...rule })) };
  }

  @Get(':id')
  @TellsOfNoUnit()
  async one(@Param('id') id: string): Promise<AlertRuleInFull> {
    const found = await ruleInFull(this.database, id);
    if (!found) throw notFound({ vi: 'Không có quy tắc này.', en: 'There is no such rule.' });
    return found;
  }

  @Put(':id')
  async put(@Param('id') id: string, @Body() body: unknown): Promise<AlertRuleInFull> {
    if (!alertRuleId.safeParse(id).success) throw refusal([BAD_ID]);
    const read = readAlertRuleRequest(body, await knownIndicators(this.database, indicatorsNamed(body)));
    if (!read.ok) throw refusal(read.findings);
    return this.database.transaction((tx) => changeRule(tx, id, read.value, this.clock.now()));
  }

  @Post('replays')
  @HttpCode(200)
  async replay(@Body() body: unknown): Promise<ReplayOnWire> {
    const read = readRuleReplayRequest(body, await knownIndicators(this.database, indicatorsNamed(body)));
    if (!read.ok) throw refusal(read.findings);
    return replayOverHistory(this.database, read.value, this.clock.now());
  }
}

const BAD_ID = {
  pointer: '/id',
  code: 'bad-format',
  message: {
    vi: 'Mã quy tắc gồm chữ thường không dấu, số và gạch nối, ví dụ off-target.',
    en: 'The id of a rule is of small letters, digits and hyphens, e.g. off-target.',
  },
};
