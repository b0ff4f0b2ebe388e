import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { readAlertSilence, readSilence, type AlertOnWire, type Bilingual } from '@chitieu/contracts';
import { faultOfSilence, LONGEST_SILENCE_DAYS, type Silence, type SilenceFault } from '@chitieu/domain';
import { EventLog } from '@chitieu/messaging';
import { Database } from '@chitieu/persistence';
import { Clock, notFound } from '@chitieu/runtime';
import { bodyRefused } from '../answering/body-refused.js';
import { isUuid, noSuchAlert } from '../read-alerts.js';
import { markSilenced } from './follow-silences.js';
import { activeSilences, addSilence, endSilence } from './stored-silences.js';

/** A silence says who, why and until when; it is shown on each alert that it covers. */
@Controller('api/v1')
export class SilencesController {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly clock: Clock,
  ) {}

  @Get('silences')
  async list(): Promise<{ items: Silence[] }> {
    return { items: await activeSilences(this.database, this.clock.now()) };
  }

  @Post('silences')
  add(@Body() body: unknown): Promise<Silence> {
    const read = readSilence(body);
    if (!read.ok) throw bodyRefused(read.findings);
    return this.database.transaction((tx) => addSilence(tx, this.fromNow(read.value)));
  }

  @Delete('silences/:id')
  async end(@Param('id') id: string): Promise<Silence> {
    const ended = isUuid(id) ? await endSilence(this.database, id, this.clock.now()) : null;
    if (!ended) throw notFound({ vi: 'Không có lần tạm im này.', en: 'There is no such silence.' });
    return ended;
  }

  @Post('alerts/:id/silence')
  @HttpCode(200)
  async silence(@Param('id') id: string, @Body() body: unknown): Promise<AlertOnWire> {
    const read = readAlertSilence(body);
    if (!read.ok) throw bodyRefused(read.findings);
    const asked = this.fromNow({ matchers: { alert: id }, ...read.value });
    if (!isUuid(id)) throw noSuchAlert();
    return this.database.transaction(async (tx) => {
      const silence = await addSilence(tx, asked);
      const alert = await markSilenced(tx, this.log, id, silence, new Date(silence.from));
      if (!alert) throw noSuchAlert();
      return alert;
    });
  }

  private fromNow(asked: Omit<Silence, 'id' | 'from'>): Omit<Silence, 'id'> {
    const from = this.clock.now().toISOString();
    const fault = faultOfSilence(asked.until, from);
    if (fault) throw bodyRefused([{ pointer: '/until', code: fault, message: FAULTS[fault] }]);
    return { ...asked, from };
  }
}

const FAULTS: Record<SilenceFault, Bilingual> = {
  'is-over': { vi: 'until phải ở phía trước.', en: 'until must be still to come.' },
  'too-long': {
    vi: `Tạm im nhiều nhất ${LONGEST_SILENCE_DAYS} ngày; lâu hơn thì nên sửa quy tắc.`,
    en: `At most ${LONGEST_SILENCE_DAYS} days; for longer, change the rule.`,
  },
};
