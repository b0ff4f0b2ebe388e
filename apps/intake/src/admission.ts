import type { EventLog } from '@chitieu/messaging';
import { ProblemError } from '@chitieu/runtime';
import { refusedTotal } from './intake-metrics.js';

/** Why work is not taken on now. */
export type Busy = 'backlog' | 'calls' | 'imports' | 'documents';

const MAX_CALLS = 500;
const MAX_UNFINISHED_IMPORTS = 100;
/** Reading one takes up to 10 MiB of memory some times over, and the processor. */
const MAX_DOCUMENTS = 2;
const RETRY_AFTER_SECONDS = 5;
const ANSWER_WITHIN_MS = 1_000;
const LOOK_AGAIN_MS = 1_000;

/** Whether intake takes work on, or makes its sender wait: nothing here may pile up faster than it is worked off. */
export class Admission {
  /** Calls between their first line and their answer: each may bring a body. */
  private readonly calls = new Places(MAX_CALLS);
  /** Writes that are being worked on: one whose sender hung up is no call any more, and still holds the database. */
  private readonly writes = new Places(MAX_CALLS);
  private readonly documents = new Places(MAX_DOCUMENTS);
  private lastKnown = false;

  constructor(private readonly log: Pick<EventLog, 'pressure'>) {}

  /** Counts a call in, before its body is read. Returns how to count it out. */
  call(): () => void {
    return this.calls.take() ?? refuse('calls');
  }

  /** Does the work of a single write, unless too much waits already. */
  async write<T>(work: () => Promise<T>): Promise<T> {
    const leave = this.writes.take() ?? refuse('calls');
    try {
      if (await this.isBacklogged()) refuse('backlog');
      return await work();
    } finally {
      leave();
    }
  }

  /** Reads a document, unless others are being read. */
  async document<T>(work: () => Promise<T>): Promise<T> {
    const leave = this.documents.take() ?? refuse('documents');
    return work().finally(leave);
  }

  /** A new import beside those that are not finished. */
  newImport(unfinished: number): void {
    if (unfinished >= MAX_UNFINISHED_IMPORTS) refuse('imports');
  }

  /** Resolves once the consumers keep up; says so first, once, when there is something to wait for. */
  async untilFlowing(onWait: () => Promise<void>): Promise<void> {
    if (!(await this.isBacklogged())) return;
    await onWait();
    do await pause(LOOK_AGAIN_MS);
    while (await this.isBacklogged());
  }

  /** A bus that does not answer, or not soon, says nothing new: whether it can be written to, the write itself will find. */
  private async isBacklogged(): Promise<boolean> {
    const asked = this.log.pressure().then(
      ({ bounded }) => (this.lastKnown = bounded),
      () => this.lastKnown,
    );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(this.lastKnown), ANSWER_WITHIN_MS);
    });
    try {
      return await Promise.race([asked, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** So many at once. */
class Places {
  private taken = 0;

  constructor(private readonly limit: number) {}

  /** Takes a place; returns how to give it back, or undefined where none is free. */
  take(): (() => void) | undefined {
    if (this.taken >= this.limit) return undefined;
    this.taken++;
    let isBack = false;
    return () => {
      if (!isBack) this.taken--;
      isBack = true;
    };
  }
}

function refuse(why: Busy): never {
  refusedTotal.inc({ reason: why });
  throw new ProblemError(429, 'too-busy', DETAILS[why], { retryAfterSeconds: RETRY_AFTER_SECONDS });
}

const DETAILS: Record<Busy, { vi: string; en: string }> = {
  backlog: {
    vi: 'Dữ liệu đã nhận còn chờ tính quá nhiều; chưa có gì được ghi. Hãy gửi lại sau.',
    en: 'Too much that was taken in still waits to be counted; nothing was written. Send it again later.',
  },
  calls: {
    vi: 'Quá nhiều yêu cầu cùng lúc; chưa có gì được ghi. Hãy gửi lại sau.',
    en: 'Too many calls at once; nothing was written. Send it again later.',
  },
  documents: {
    vi: 'Đang đọc các văn bản khác. Hãy gửi lại sau.',
    en: 'Other documents are being read. Send it again later.',
  },
  imports: {
    vi: `Đã có ${MAX_UNFINISHED_IMPORTS} lần nhập chưa xong; tệp này chưa được nhận. Hãy gửi lại sau.`,
    en: `${MAX_UNFINISHED_IMPORTS} imports are not finished; this file was not taken. Send it again later.`,
  },
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
