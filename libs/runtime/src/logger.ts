import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

export type { Logger };

/** One JSON line per thing that happened, on standard output. */
export function createLogger(name: string, level: string): Logger {
  return pino({ name, level, base: { process: name }, timestamp: pino.stdTimeFunctions.isoTime });
}

/** Nest's own messages: kept at debug, its warnings and errors as they are. */
export function nestLogger(logger: Logger): LoggerService {
  const text = (message: unknown) => (message instanceof Error ? message.message : String(message));
  return {
    log: (message) => logger.debug(text(message)),
    debug: (message) => logger.debug(text(message)),
    verbose: () => undefined,
    warn: (message) => logger.warn(text(message)),
    error: (message, stack) => logger.error({ stack }, text(message)),
    fatal: (message) => logger.fatal(text(message)),
  };
}
