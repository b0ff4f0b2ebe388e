import { createHash } from 'node:crypto';
import { open, readFile, type FileHandle } from 'node:fs/promises';

/** What one request, or one row of an import, says of one entity. */
export interface Stated {
  /** `household-reviews H-1/2024` */
  key: string;
  ver: number;
  /** Of the content; null: a retraction. */
  hash: string | null;
}

/** `unknown`: nobody answered, or what answered cannot know. It may have come in, now or a little later. */
export type Outcome = 'acknowledged' | 'refused' | 'unknown';

interface Sent {
  n: number;
  sent: Stated[];
}
interface Answered {
  n: number;
  outcome: Outcome;
  status: number;
  code?: string;
}
type Line = Sent | Answered;

/**
 * What the client knows, on disk before it acts on it: a line before each request leaves and one for its answer, both
 * flushed. Many lines share a flush.
 */
export class Journal {
  private last = 0;
  private waiting: { text: string; done: () => void; failed: (error: unknown) => void }[] = [];
  private flushing = false;

  private constructor(
    readonly path: string,
    private readonly file: FileHandle,
  ) {}

  static async open(path: string): Promise<Journal> {
    return new Journal(path, await open(path, 'a'));
  }

  async sent(stated: Stated[]): Promise<number> {
    const n = ++this.last;
    await this.write({ n, sent: stated });
    return n;
  }

  async answered(n: number, outcome: Outcome, status: number, code?: string): Promise<void> {
    await this.write({ n, outcome, status, ...(code && { code }) });
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  private write(line: Line): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ text: `${JSON.stringify(line)}\n`, done, failed });
      if (!this.flushing) void this.flush();
    });
  }

  private async flush(): Promise<void> {
    this.flushing = true;
    while (this.waiting.length > 0) {
      const lines = this.waiting.splice(0);
      try {
        await this.file.appendFile(lines.map(({ text }) => text).join(''));
        await this.file.datasync();
        for (const { done } of lines) done();
      } catch (error) {
        for (const { failed } of lines) failed(error);
      }
    }
    this.flushing = false;
  }
}

export interface Entry extends Stated {
  outcome: Outcome;
}

/** Every statement of a journal with how it ended; what was never answered is unknown. */
export async function readJournal(path: string): Promise<Entry[]> {
  const sent = new Map<number, Stated[]>();
  const outcomes = new Map<number, Outcome>();
  for (const text of (await readFile(path, 'utf8')).split('\n')) {
    if (text === '') continue;
    const line = JSON.parse(text) as Line;
    if ('sent' in line) sent.set(line.n, line.sent);
    else outcomes.set(line.n, line.outcome);
  }
  return [...sent].flatMap(([n, stated]) => stated.map((one) => ({ ...one, outcome: outcomes.get(n) ?? 'unknown' })));
}

/** The same for the same content, in whatever order its fields stand. */
export const hashOf = (content: object): string =>
  createHash('sha256')
    .update(JSON.stringify(inOrder(content)))
    .digest('base64url')
    .slice(0, 16);

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, inner]) => [name, inOrder(inner)]));
}
