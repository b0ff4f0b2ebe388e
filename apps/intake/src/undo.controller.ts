import { Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { undoRequest, type UndoRequest } from '@chitieu/contracts';
import { ProblemError } from '@chitieu/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Admission } from './admission.js';
import { invalid, jsonBody } from './entities.js';
import { answering, importFound } from './imports.controller.js';
import { schemaFindings, type SchemaIssue } from './submissions/schema-findings.js';
import { ImportStore, type ImportRow } from './imports/import-store.js';
import { ReceiveImport, type Received } from './imports/receive-import.js';
import { UndoStore } from './imports/undo-store.js';

/** Taking an import back: who, why, and a job that does it. */
@Controller('api/v1/imports')
export class UndoController {
  constructor(
    private readonly imports: ImportStore,
    private readonly undos: UndoStore,
    private readonly receiver: ReceiveImport,
    private readonly admission: Admission,
  ) {}

  @Post(':id/undo')
  @HttpCode(202)
  async undo(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Received> {
    const wanted = undoRequestOf(request.body);
    const found = await importFound(this.imports, id);
    refuseUnlessEnded(found);
    this.admission.newImport(await answering(this.imports.countUnfinished()));
    const undo = await answering(this.undos.open(found, wanted));
    if (undo === null) throw conflict('already-undone', ALREADY);
    await this.receiver.giveJob(undo).catch(() => undefined); // it is stored; the next look at what waits gives it a job
    const href = `/api/v1/imports/${undo}`;
    void reply.header('location', href);
    return { id: undo, href };
  }
}

function undoRequestOf(body: unknown): UndoRequest {
  const { value, findings } = jsonBody(body);
  const read = undoRequest.safeParse(value);
  const errors = [...findings, ...(read.success ? [] : schemaFindings(read.error.issues as unknown as SchemaIssue[], value))];
  if (errors.length > 0 || !read.success) throw invalid(errors);
  return read.data;
}

function refuseUnlessEnded({ state, dry_run: isDryRun, undoes }: ImportRow): void {
  if (isDryRun || undoes !== null) throw conflict('not-undoable', NOTHING_TO_UNDO);
  if (state !== 'done' && state !== 'failed') throw conflict('not-undoable', state === 'refused' ? NOTHING_TO_UNDO : UNDER_WAY);
}

const conflict = (code: string, detail: { vi: string; en: string }): ProblemError => new ProblemError(409, code, detail);

const ALREADY = { vi: 'Lần nhập này đã được hoàn tác.', en: 'This import has been undone already.' };
const UNDER_WAY = { vi: 'Lần nhập chưa xong; hãy đợi rồi hoàn tác.', en: 'The import is not finished; wait, then undo it.' };
const NOTHING_TO_UNDO = {
  vi: 'Lần này không ghi gì để hoàn tác: chạy thử, bị từ chối, hoặc chính là một lần hoàn tác. Muốn ghi lại thì gửi lại tệp.',
  en: 'It wrote nothing to undo: a dry run, refused, or an undo itself. To have the rows back send the file again.',
};
