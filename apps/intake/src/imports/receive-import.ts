import { createHash, randomUUID, type Hash } from 'node:crypto';
import { isTransient } from '@chitieu/persistence';
import { failpoint, ProblemError, unavailable } from '@chitieu/runtime';
import type { Jobs } from '@chitieu/jobs';
import type { Admission } from '../admission.js';
import { CUT, type ImportRequest, type ImportStore } from './import-store.js';

const PIECE = 1_048_576;
const ROUTE = 'POST /api/v1/imports';
/** Back-off doubles from a second: some four minutes of an absent database are waited out. */
const IMPORT_JOB = { attempts: 8, backoffMs: 1_000 };
export const IMPORT_QUEUE = 'imports';

export interface Received {
  id: string;
  href: string;
}

/** Takes a file in as it arrives, piece by piece, and leaves a job behind that reads it. */
export class ReceiveImport {
  constructor(
    private readonly store: ImportStore,
    private readonly jobs: Jobs,
    private readonly admission: Admission,
  ) {}

  async receive(request: Omit<ImportRequest, 'id'>, file: AsyncIterable<Buffer>, key: string | undefined): Promise<Received> {
    try {
      const known = key === undefined ? null : await this.answered(key);
      const hash = createHash('sha256').update(JSON.stringify(request));
      if (known) return await this.sameAgain(known, file, hash);
      const received = await this.keep({ ...request, id: randomUUID() }, file, hash, key);
      failpoint('after-accept-commit');
      await this.giveJob(received.id).catch(() => undefined); // the file is safe; the next look at what waits gives it a job
      return received;
    } catch (error) {
      throw isTransient(error) ? unavailable() : error;
    }
  }

  /** The job's id is the import's: giving it twice is harmless. */
  async giveJob(id: string, again = ''): Promise<void> {
    await this.jobs.add(IMPORT_QUEUE, `${id}${again}`, { importId: id }, IMPORT_JOB);
  }

  private async keep(
    request: ImportRequest,
    file: AsyncIterable<Buffer>,
    hash: Hash,
    key: string | undefined,
  ): Promise<Received> {
    const { id } = request;
    this.admission.newImport(await this.store.countUnfinished());
    await this.store.open(request);
    let bytes: number;
    try {
      bytes = await this.keepPieces(id, file, hash);
    } catch (error) {
      if (isTransient(error) && !isCut(error)) throw error;
      await this.store.finish(id, 'refused', CUT);
      throw new ProblemError(400, 'upload-cut', CUT);
    }
    if (bytes === 0) {
      const empty = { vi: 'Tệp trống.', en: 'The file is empty.' };
      await this.store.finish(id, 'refused', empty);
      throw new ProblemError(422, 'file-empty', empty);
    }
    return this.queue(id, bytes, hash.digest('hex'), key);
  }

  private async keepPieces(id: string, file: AsyncIterable<Buffer>, hash: Hash): Promise<number> {
    let [seq, bytes] = [0, 0];
    for await (const piece of inPieces(file)) {
      hash.update(piece);
      bytes += piece.length;
      await this.store.addPiece(id, seq++, piece);
    }
    return bytes;
  }

  /** The file is whole. Of two requests with one key that raced, the first is the answer to both. */
  private async queue(id: string, bytes: number, bodyHash: string, key: string | undefined): Promise<Received> {
    const received: Received = { id, href: `/api/v1/imports/${id}` };
    const first = await this.store.database.transaction(async (tx) => {
      if (key !== undefined) {
        const claimed = await tx.query(
          `INSERT INTO intake.idempotency_key (key, route, body_hash, status, response) VALUES ($1, $2, $3, 202, $4)
               ON CONFLICT DO NOTHING RETURNING key`,
          [key, ROUTE, bodyHash, received],
        );
        if (claimed.length === 0) {
          await tx.query('DELETE FROM intake.import WHERE id = $1', [id]);
          return false;
        }
      }
      await tx.query(`UPDATE intake.import SET state = 'queued', bytes = $2 WHERE id = $1`, [id, bytes]);
      return true;
    });
    return first ? received : matching((await this.answered(key!))!, bodyHash);
  }

  private async answered(key: string): Promise<Answered | null> {
    const [row] = await this.store.database.query<Answered>(
      'SELECT body_hash, response FROM intake.idempotency_key WHERE route = $1 AND key = $2',
      [ROUTE, key],
    );
    return row ?? null;
  }

  private async sameAgain(known: Answered, file: AsyncIterable<Buffer>, hash: Hash): Promise<Received> {
    for await (const piece of file) hash.update(piece);
    return matching(known, hash.digest('hex'));
  }
}

interface Answered {
  body_hash: string;
  response: Received;
}

function matching(known: Answered, bodyHash: string): Received {
  if (known.body_hash === bodyHash) return known.response;
  throw new ProblemError(422, 'idempotency-key-reused', {
    vi: 'Idempotency-Key này đã dùng cho một tệp hoặc tham số khác.',
    en: 'This Idempotency-Key was used for another file or other parameters.',
  });
}

/** Network packets gathered to whole pieces. */
async function* inPieces(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const part of file) {
    parts.push(part);
    length += part.length;
    if (length < PIECE) continue;
    yield Buffer.concat(parts);
    [parts, length] = [[], 0];
  }
  if (length > 0) yield Buffer.concat(parts);
}

/** The sender's connection, not the database's. */
const isCut = (error: unknown): boolean =>
  ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes(String((error as { code?: unknown }).code)) &&
  /aborted|premature/i.test(String((error as Error).message));
