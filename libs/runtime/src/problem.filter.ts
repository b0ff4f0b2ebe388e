import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from './logger.js';
import { ProblemError } from './problem.js';

const GENERIC: Record<number, { code: string; vi: string; en: string }> = {
  400: { code: 'bad-request', vi: 'Yêu cầu không đọc được.', en: 'The request cannot be read.' },
  404: { code: 'not-found', vi: 'Không có địa chỉ này.', en: 'There is nothing at this address.' },
  413: {
    code: 'too-large',
    vi: 'Nội dung quá lớn; tệp lớn hãy gửi qua /api/v1/imports.',
    en: 'The body is too large; send large files to /api/v1/imports.',
  },
  415: { code: 'media-type', vi: 'Kiểu nội dung không được hỗ trợ.', en: 'This content type is not supported.' },
  500: { code: 'internal', vi: 'Lỗi của máy chủ; đã ghi nhật ký.', en: 'A fault of the server; it is in the log.' },
};

/** Turns whatever was thrown into `application/problem+json`, one shape for every error of every process. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType() !== 'http') throw error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = error instanceof ProblemError ? error : this.generic(error);
    if (problem.extra.retryAfterSeconds !== undefined) void reply.header('retry-after', problem.extra.retryAfterSeconds);
    return reply
      .code(problem.getStatus())
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(problem.getResponse());
  }

  private generic(error: unknown): ProblemError {
    const status = error instanceof HttpException ? error.getStatus() : ((error as { statusCode?: number })?.statusCode ?? 500);
    const known = GENERIC[status] ?? GENERIC[status >= 500 ? 500 : 400]!;
    if (status >= 500) this.logger.error({ error: (error as Error)?.message, stack: (error as Error)?.stack }, 'request failed');
    return new ProblemError(status, known.code, { vi: known.vi, en: known.en });
  }
}
