import { Readable } from 'node:stream';
import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { WRITABLE_KINDS, type Finding, type ImportStatus, type WritableKind } from '@chitieu/contracts';
import type { TreeChanges } from '@chitieu/domain';
import { AsViewer, invalidParameter, notFound, ProblemError, unavailable, type Scope, type Viewer } from '@chitieu/runtime';
import { isTransient } from '@chitieu/persistence';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ImportStore, type ImportFormat, type ImportRequest, type ImportRow } from './imports/import-store.js';
import { ReceiveImport, type Received } from './imports/receive-import.js';
import { rejectedCsv, rejectedNdjson } from './imports/rejected-file.js';
import { finding } from './submissions/findings.js';
import { ViewerScope } from './viewer-scope.js';

const FORMATS: Record<string, ImportFormat> = { 'application/x-ndjson': 'ndjson', 'text/csv': 'csv' };
const LISTED = 50;

@Controller('api/v1/imports')
export class ImportsController {
  constructor(
    private readonly store: ImportStore,
    private readonly receiver: ReceiveImport,
    private readonly scopes: ViewerScope,
  ) {}

  @Post()
  async receive(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Received> {
    const wanted = requestOf(request);
    if (wanted.unit !== undefined && !(await this.isSeen([wanted.unit], wanted.unit))) throw unknownUnit(wanted.unit);
    const key = request.headers['idempotency-key'];
    const received = await this.receiver.receive(wanted, request.body as Readable, typeof key === 'string' ? key : undefined);
    void reply.code(202).header('location', received.href);
    return received;
  }

  @Get()
  async list(@Query('orgUnit') orgUnit: string | undefined, @AsViewer() { view }: Viewer): Promise<{ items: ImportStatus[] }> {
    const units = orgUnit === undefined && view === 'everything' ? null : await this.sentFor(view, orgUnit);
    return { items: (await answering(this.store.latest(LISTED, units))).map(toWire) };
  }

  /** Its state and counts; what its rows say may be of other units, and is told only to a viewer of everything. */
  @Get(':id')
  async status(@Param('id') id: string, @AsViewer() { view }: Viewer): Promise<ImportStatus> {
    const found = await this.found(id);
    if (await this.isSeen(view, found.unit)) return toWire(found);
    throw noSuchImport();
  }

  @Get(':id/changes')
  async changes(@Param('id') id: string): Promise<TreeChanges> {
    const { changes } = await this.found(id);
    if (changes !== null) return changes;
    throw notFound({
      vi: 'Chỉ lần chạy thử (dryRun) danh mục đơn vị, khi đã xong, mới có danh sách thay đổi.',
      en: 'Only a dry run of units has changes to show, once it is done.',
    });
  }

  @Get(':id/rejected')
  async rejected(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const found = await this.found(id);
    const asCsv = request.headers.accept?.includes('text/csv') ?? false;
    const file = asCsv ? rejectedCsv(this.store, found) : rejectedNdjson(this.store, id);
    return reply
      .header('content-type', asCsv ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8')
      .header('content-disposition', `attachment; filename="rejected-${id}.${asCsv ? 'csv' : 'ndjson'}"`)
      .send(Readable.from(file));
  }

  private async sentFor(view: Scope, orgUnit: string | undefined): Promise<string[]> {
    const units = await answering(this.store.unitsSentFor());
    const isAsked = await Promise.all(
      units.map(
        async (unit) => (await this.isSeen(view, unit)) && (orgUnit === undefined || (await this.isSeen([orgUnit], unit))),
      ),
    );
    return units.filter((_, i) => isAsked[i]);
  }

  private isSeen = async (scope: Scope, unit: string | null): Promise<boolean> =>
    scope === 'everything' || (unit !== null && (await this.scopes.holds(this.store.database, scope, unit)));

  private found = (id: string): Promise<ImportRow> => importFound(this.store, id);
}

export async function importFound(store: ImportStore, id: string): Promise<ImportRow> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  const found = isId ? await answering(store.find(id)) : null;
  if (found === null) throw noSuchImport();
  return found;
}

const unknownUnit = (code: string): ProblemError =>
  invalidParameter('orgUnit', `Không có đơn vị mã “${code}”.`, `There is no unit “${code}”.`);
const noSuchImport = (): ProblemError => notFound({ vi: 'Không có lần nhập này.', en: 'There is no such import.' });

export async function answering<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw isTransient(error) ? unavailable() : error;
  }
}

function requestOf(request: FastifyRequest): Omit<ImportRequest, 'id'> {
  const { kind, dryRun = 'false', onError = 'keep', orgUnit: unit } = request.query as Record<string, string>;
  const format = FORMATS[(request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()];
  if (!format || !(request.body instanceof Readable)) {
    throw new ProblemError(415, 'media-type', {
      vi: 'Hãy gửi application/x-ndjson hoặc text/csv (UTF-8).',
      en: 'Send application/x-ndjson or text/csv (UTF-8).',
    });
  }
  const errors = [
    ...oneOf('kind', kind ?? '', WRITABLE_KINDS),
    ...oneOf('dryRun', dryRun, ['true', 'false']),
    ...oneOf('onError', onError, ['keep', 'refuse']),
  ];
  if (errors.length > 0) {
    throw new ProblemError(422, 'invalid', { vi: 'Tham số sai.', en: 'A parameter is wrong.' }, { errors });
  }
  const ways = { dryRun: dryRun === 'true', onError: onError as ImportRequest['onError'] };
  return { kind: kind as WritableKind, format, ...ways, ...(unit !== undefined && { unit }) };
}

const oneOf = (name: string, given: string, allowed: readonly string[]): Finding[] =>
  allowed.includes(given) ? [] : [finding('not-in-list', `/${name}`, { given, allowed: allowed.join(', ') })];

function toWire(row: ImportRow): ImportStatus {
  const href = `/api/v1/imports/${row.id}`;
  const rejected = Number(row.rejected);
  return {
    id: row.id,
    orgUnit: row.unit,
    kind: row.kind,
    state: row.state,
    dryRun: row.dry_run,
    onError: row.on_error,
    received: Number(row.received),
    created: Number(row.created),
    updated: Number(row.updated),
    unchanged: Number(row.unchanged),
    rejected,
    retracted: Number(row.retracted),
    undo: row.undoes === null ? null : { of: row.undoes, by: row.undo_by!, reason: row.undo_reason! },
    undoneBy: row.undone_by ?? null,
    waitingFor: row.waiting_for,
    receivedAt: row.received_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    error: row.error,
    href,
    rejectedHref: rejected > 0 || row.state === 'refused' ? `${href}/rejected` : null,
  };
}
