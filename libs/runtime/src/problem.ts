import { HttpException } from '@nestjs/common';

interface Bilingual {
  vi: string;
  en: string;
}

/** What a client did wrong, or what the server cannot do now: becomes `application/problem+json` (RFC 9457). */
export class ProblemError extends HttpException {
  constructor(
    status: number,
    /** Stable; clients decide by it. */
    readonly code: string,
    readonly detail: Bilingual,
    readonly extra: { errors?: unknown[]; stored?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super({ type: `urn:chitieu:problem:${code}`, title: detail.en, status, code, detail, ...withoutRetry(extra) }, status);
  }
}

const withoutRetry = ({ errors, stored }: { errors?: unknown[]; stored?: unknown }) => ({
  ...(errors && { errors }),
  ...(stored !== undefined && { stored }),
});

export const notFound = (what: Bilingual): ProblemError => new ProblemError(404, 'not-found', what);

/** A parameter of a query that cannot be read, named so that it can be mended. */
export const invalidParameter = (name: string, vi: string, en: string): ProblemError =>
  new ProblemError(
    422,
    'invalid-parameter',
    { vi, en },
    { errors: [{ pointer: `/${name}`, code: 'invalid-parameter', message: { vi, en } }] },
  );

export const unavailable = (): ProblemError =>
  new ProblemError(
    503,
    'unavailable',
    {
      vi: 'Máy chủ dữ liệu chưa trả lời; chưa có gì được ghi. Hãy gửi lại sau.',
      en: 'The database does not answer; nothing was written. Send it again later.',
    },
    { retryAfterSeconds: 5 },
  );
