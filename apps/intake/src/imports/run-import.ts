import type { Bilingual, RejectedRow } from '@chitieu/contracts';
import { isTransient } from '@chitieu/persistence';
import { failpoint, type Logger } from '@chitieu/runtime';
import type { AcceptSubmissions, Batch } from '../accept-submissions.js';
import type { Admission } from '../admission.js';
import type { FactStore } from '../facts/fact-store.js';
import { rowsTotal } from '../intake-metrics.js';
import { UnreadableFile } from './csv-rows.js';
import { Overtaken, type ImportRow, type ImportStore } from './import-store.js';
import { countsOf, rejectionsOf, unreadableRows } from './rejections.js';
import { batchesOf, oneAhead } from './row-batches.js';
import type { UndoImport } from './undo-import.js';

export interface Stores {
  facts: FactStore;
  preview: FactStore;
}

/** The job behind an import: batch after batch, each with its progress in one transaction, so that a killed run goes on. */
export class RunImport {
  constructor(
    private readonly imports: ImportStore,
    private readonly submissions: AcceptSubmissions,
    private readonly stores: Stores,
    private readonly admission: Admission,
    private readonly undo: UndoImport,
    private readonly logger: Logger,
  ) {}

  async run(id: string, attempt: number): Promise<void> {
    const found = await this.imports.begin(id);
    if (found === null) return;
    try {
      await (found.undoes === null ? this.pass(found) : this.undo.run(found));
    } catch (error) {
      if (error instanceof Overtaken) return;
      if (error instanceof UnreadableFile) return this.refuse(found, error);
      if (isTransient(error) || attempt < 3) throw error;
      this.logger.error({ import: id, error: (error as Error).message, stack: (error as Error).stack }, 'import failed');
      await this.imports.finish(id, 'failed', FAILED);
    }
  }

  private async pass(found: ImportRow): Promise<void> {
    const { id, kind, on_error: onError, dry_run: dryRun } = found;
    if (onError === 'refuse' && found.lines_done === '0' && !(await this.isAllGood(found))) {
      return this.imports.finish(id, 'refused', REFUSED);
    }
    await this.read(found, dryRun ? this.stores.preview : this.stores.facts);
    if (dryRun && kind === 'org-units') await this.keepTreeChanges(id);
    await this.imports.finish(id, 'done', null);
  }

  private async keepTreeChanges(id: string): Promise<void> {
    await this.imports.database.transaction(async (tx) =>
      this.imports.keepChanges(tx, id, await this.submissions.treeChanges(tx, this.stores.preview, id)),
    );
  }

  private async read(found: ImportRow, store: FactStore): Promise<void> {
    let linesDone = Number(found.lines_done);
    for await (const batch of oneAhead(this.readBatches(found, store, linesDone))) {
      const { rows } = batch;
      if (!store.isPreview) await this.admission.untilFlowing(() => this.imports.wait(found.id, 'backlog'));
      const endings = await this.imports.database.transaction(async (tx) => {
        await this.imports.mustStandAt(tx, found.id, linesDone);
        const ended = await this.submissions.accept(tx, store, batch);
        failpoint('mid-import');
        await this.imports.reject(tx, found.id, rejectionsOf(rows, ended));
        await this.imports.advance(tx, found.id, { linesDone: rows.at(-1)!.line, counts: countsOf(ended) });
        return ended;
      });
      linesDone = rows.at(-1)!.line;
      for (const [outcome, count] of Object.entries(countsOf(endings))) {
        if (outcome !== 'received' && count > 0 && !found.dry_run) rowsTotal.inc({ kind: found.kind, outcome }, count);
      }
    }
  }

  private async *readBatches(found: ImportRow, store: FactStore, behindLine: number): AsyncGenerator<Batch> {
    for await (const rows of batchesOf(found, this.imports.pieces(found.id), behindLine)) {
      const batch: Batch = { kind: found.kind, rows, importId: found.id };
      yield { ...batch, readings: await this.submissions.readAhead(this.imports.database, store, batch) };
    }
  }

  /** Reads the whole file as a dry run first. Its rejected rows are kept; a run that was cut short looks again from the start. */
  private async isAllGood(found: ImportRow): Promise<boolean> {
    const { id } = found;
    await this.imports.forgetPreview(id, true);
    let rejected = 0;
    let received = 0;
    for await (const batch of oneAhead(this.readBatches(found, this.stores.preview, 0))) {
      const { rows } = batch;
      await this.imports.database.transaction(async (tx) => {
        const endings = await this.submissions.accept(tx, this.stores.preview, batch);
        await this.imports.reject(tx, id, rejectionsOf(rows, endings));
        rejected += countsOf(endings).rejected;
      });
      received += rows.length;
    }
    await this.imports.forgetPreview(id, false);
    if (rejected === 0) return true;
    const counts = { received, created: 0, updated: 0, unchanged: 0, rejected };
    await this.imports.database.transaction((tx) => this.imports.advance(tx, id, { linesDone: 0, counts }));
    return false;
  }

  private async refuse(found: ImportRow, { line, text, findings }: UnreadableFile): Promise<void> {
    await this.imports.database.transaction((tx) => this.imports.reject(tx, found.id, unreadableRows(line, text, findings)));
    await this.imports.finish(found.id, 'refused', messageOf(findings.map(({ message }) => message)));
  }
}

const messageOf = (messages: RejectedRow['message'][]): Bilingual => ({
  vi: messages.map(({ vi }) => vi).join(' '),
  en: messages.map(({ en }) => en).join(' '),
});

const REFUSED: Bilingual = {
  vi: 'Tệp có dòng sai nên bị từ chối nguyên vẹn; chưa có gì được ghi.',
  en: 'The file has rejected rows and is refused whole; nothing was written.',
};
const FAILED: Bilingual = {
  vi: 'Lỗi của máy chủ khi đọc tệp; đã ghi nhật ký. Các dòng đã đếm là đã được ghi.',
  en: 'A fault of the server while reading the file; it is in the log. The rows counted so far are stored.',
};
