import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { rebuildId, rebuildRequest, type Bilingual, type RebuildOnWire } from '@chitieu/contracts';
import { Database } from '@chitieu/persistence';
import { ForOperators, notFound, ProblemError } from '@chitieu/runtime';
import { beginRebuild, cancelRebuild } from './rebuild/rebuilds.js';
import { listRebuilds, readRebuild, type Rebuild } from './rebuild/rebuild-row.js';

const LISTED = 20;

/** Rebuild of the projection beside the serving one: begun here, carried on by whichever process has the turn. */
@Controller('api/v1/rebuilds')
export class RebuildsController {
  constructor(private readonly database: Database) {}

  @Get()
  @ForOperators()
  async list(): Promise<{ items: RebuildOnWire[] }> {
    return { items: (await listRebuilds(this.database, LISTED)).map(toWire) };
  }

  @Get(':id')
  @ForOperators()
  async one(@Param('id') id: string): Promise<RebuildOnWire> {
    return toWire(found(isId(id) ? await readRebuild(this.database, id) : null));
  }

  @Post()
  @ForOperators()
  @HttpCode(202)
  async begin(@Body() body: unknown): Promise<RebuildOnWire> {
    const asked = rebuildRequest.safeParse(body);
    if (!asked.success) throw new ProblemError(422, 'invalid-body', FROM);
    const rebuild = await beginRebuild(this.database, asked.data.from);
    if (rebuild) return toWire(rebuild);
    throw new ProblemError(409, 'rebuild-open', OPEN);
  }

  @Post(':id/cancel')
  @ForOperators()
  @HttpCode(200)
  async cancel(@Param('id') id: string): Promise<RebuildOnWire> {
    const rebuild = found(isId(id) ? await cancelRebuild(this.database, id) : null);
    if (rebuild.state === 'cancelled') return toWire(rebuild);
    throw new ProblemError(409, 'rebuild-ended', ENDED);
  }
}

const isId = (id: string): boolean => rebuildId.safeParse(id).success;

function found(rebuild: Rebuild | null): Rebuild {
  if (rebuild) return rebuild;
  throw notFound({ vi: 'Không có lần dựng lại nào mang số này.', en: 'There is no rebuild with this id.' });
}

const FROM: Bilingual = {
  vi: 'from là "facts" (tính lại từ dữ liệu gốc) hoặc "state" (cộng lại từ trạng thái đã lưu).',
  en: 'from is "facts" (count anew from what intake holds) or "state" (add up anew from the stored states).',
};
const OPEN: Bilingual = {
  vi: 'Một lần dựng lại đang chạy; hãy đợi nó xong, hoặc hủy nó.',
  en: 'A rebuild is under way; wait until it has ended, or cancel it.',
};
const ENDED: Bilingual = { vi: 'Lần dựng lại này đã kết thúc.', en: 'This rebuild has ended.' };

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

const toWire = ({ id, source, state, step, done, total, startedAt, filledAt, finishedAt, outcome }: Rebuild): RebuildOnWire => ({
  ...{ id, from: source, state, step, done: Math.min(done, total), total, startedAt: startedAt.toISOString() },
  ...{ filledAt: iso(filledAt), finishedAt: iso(finishedAt) },
  compared: outcome.compared ?? 0,
  differenceCount: outcome.differenceCount ?? 0,
  differences: outcome.differences ?? [],
  changed: outcome.changed ?? null,
  generation: outcome.generation ?? null,
  error: outcome.error ?? null,
});
