import type { Journal, Outcome } from '../journal.js';
import type { Statement } from './statements.js';

const ANSWER_WITHIN_MS = 30_000;

export interface Answer {
  outcome: Outcome;
  status: number;
  /** `code` of a problem. */
  code: string;
  body: { outcome?: string; ver?: number };
}

/** How often each refusal came; and what no answer of this product may be. */
export interface Complaints {
  refusals: Map<string, number>;
  /** Unexpected answers, at most a few of each. */
  wrong: string[];
}

/** One call at a time, journalled before it leaves and when it is answered. */
export class Sender {
  readonly complaints: Complaints = { refusals: new Map(), wrong: [] };
  /** 503 with the time to wait. */
  unavailable = 0;

  constructor(
    private readonly url: () => string,
    private readonly journal: Journal,
  ) {}

  /** PUT or DELETE. Network trouble, 429 and 5xx are answers that do not tell: the outcome is unknown. */
  async send(statement: Statement): Promise<Answer> {
    const { key, ver, hash, content } = statement;
    const n = await this.journal.sent([{ key, ver, hash }]);
    const answer = await this.call(statement.path, {
      method: content === null ? 'DELETE' : 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(content === null ? { reason: 'sent by mistake', ver } : { ...content, ver }),
    });
    await this.journal.answered(n, answer.outcome, answer.status, answer.code);
    if (answer.outcome === 'refused') this.tally(`${answer.status} ${answer.code}`);
    return answer;
  }

  async call(path: string, init: RequestInit): Promise<Answer> {
    try {
      const response = await fetch(this.url() + path, { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      const { status } = response;
      if (status === 503 || status === 429) this.hearWait(response);
      const body = (await response.json().catch(() => ({}))) as Answer['body'] & { code?: string };
      return { outcome: outcomeOf(status), status, code: body.code ?? '', body };
    } catch {
      return { outcome: 'unknown', status: 0, code: 'no answer', body: {} };
    }
  }

  complain(what: string): void {
    if (this.complaints.wrong.length < 20) this.complaints.wrong.push(what);
  }

  private hearWait(response: Response): void {
    if (response.headers.has('retry-after')) this.unavailable += 1;
    else this.complain(`${response.status} without Retry-After from ${response.url}`);
  }

  private tally(code: string): void {
    this.complaints.refusals.set(code, (this.complaints.refusals.get(code) ?? 0) + 1);
  }
}

function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return 'acknowledged';
  return status === 429 || status >= 500 ? 'unknown' : 'refused';
}
