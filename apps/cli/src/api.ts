import type { Problem } from '@chitieu/contracts';
import { CommandFailure, EXIT } from './exit-codes.js';

const ANSWER_WITHIN_MS = 60_000;

/** The product over HTTP, as everybody else sees it. */
export class Api {
  constructor(readonly url: string) {}

  /** Parameters without a value are left out. */
  async get<T>(path: string, query: Record<string, string | number | undefined> = {}): Promise<T> {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
    return this.call<T>('GET', search.size > 0 ? `${path}?${search.toString()}` : path);
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>('POST', path, body);
  }

  async put<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>('PUT', path, body);
  }

  /** A file as it is. */
  async upload<T>(path: string, type: string, body: Uint8Array<ArrayBuffer>): Promise<T> {
    return this.answerOf<T>(await this.request('POST', path, { type, body }));
  }

  /** An answer that is not one JSON value. */
  async text(path: string): Promise<string> {
    const response = await this.request('GET', path);
    return response.ok ? response.text() : this.answerOf(response);
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const sent = body === undefined ? undefined : { type: 'application/json', body: JSON.stringify(body) };
    return this.answerOf<T>(await this.request(method, path, sent));
  }

  private request(
    method: string,
    path: string,
    sent?: { type: string; body: string | Uint8Array<ArrayBuffer> },
  ): Promise<Response> {
    return this.fetch(`${this.url}/api/v1/${path}`, {
      method,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      ...(sent && { headers: { 'content-type': sent.type }, body: sent.body }),
    });
  }

  private async answerOf<T>(response: Response): Promise<T> {
    const answer = await response.json().catch(() => null);
    if (response.ok && answer !== null) return answer as T;
    if (isProblem(answer))
      throw new CommandFailure(problemText(answer), isAway(response.status) ? EXIT.unreachable : EXIT.failed);
    throw new CommandFailure(
      `${this.url} answered ${response.status}, but not as Chỉ Tiêu does: is it the right address?`,
      EXIT.unreachable,
    );
  }

  private async fetch(url: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(url, init);
    } catch (error) {
      throw new CommandFailure(
        `${this.url} does not answer (${whyOf(error)}). Is the product running (npm start)? Another address: --url`,
        EXIT.unreachable,
      );
    }
  }
}

const isAway = (status: number): boolean => status >= 502 && status <= 504;

const isProblem = (answer: unknown): answer is Problem =>
  typeof (answer as Problem | null)?.code === 'string' && typeof (answer as Problem).detail?.vi === 'string';

/** In both languages of the product: the reader of a terminal may know one of them. */
function problemText({ code, detail, errors = [] }: Problem): string {
  const findings = errors.map(({ pointer, message }) => `  ${pointer}: ${message.vi}\n  ${pointer}: ${message.en}`);
  return [`${code}: ${detail.vi}`, `${code}: ${detail.en}`, ...findings].join('\n');
}

function whyOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return `no answer within ${ANSWER_WITHIN_MS / 1_000} s`;
  return cause?.code ?? cause?.message ?? message;
}
