import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { Server } from '@nestjs/microservices';
import { SystemClock, type Clock } from './clock.js';
import { FAILPOINT_VARIABLE } from './failpoint.js';
import { readiness, type ReadinessCheck } from './health.js';
import { refuseForeign } from './foreign-requests.js';
import { createLogger, nestLogger, type Logger } from './logger.js';
import { metrics } from './metrics.js';
import { ProblemFilter } from './problem.filter.js';
import { ViewerGuard } from './viewer.guard.js';
import { readSettings, SettingsError, type Settings } from './settings.js';

/** What every process hands its module. */
export interface ProcessContext {
  name: string;
  settings: Settings;
  logger: Logger;
  clock: Clock;
}

/** What a process is made of. */
export interface ProcessParts {
  module: Parameters<typeof NestFactory.create>[0];
  /** Asked by `/readyz`. */
  checks: ReadinessCheck[];
  /** The bus, where the process consumes it. */
  transport?: Server & CustomTransportStrategy;
  /** Called before listening, for routes that are not Nest's. */
  prepare?: (app: NestFastifyApplication) => Promise<void>;
  /** Called once HTTP and consumption have stopped. */
  close: () => Promise<void>;
}

/**
 * One process from environment to graceful stop. `--check-config` reads the settings, says so and exits.
 * Stops on SIGTERM, SIGINT, the message `stop` from its parent, and when its parent is gone.
 */
export async function runProcess(name: string, build: (context: ProcessContext) => Promise<ProcessParts>): Promise<void> {
  const settings = settingsOrExit(name);
  const logger = createLogger(name, settings.CHITIEU_LOG_LEVEL);
  const failpoints = process.env[FAILPOINT_VARIABLE];
  if (failpoints) logger.warn({ failpoints }, 'a test has this process end itself');
  const clock = new SystemClock(settings.CHITIEU_NOW);
  const parts = await build({ name, settings, logger, clock });
  const app = await NestFactory.create<NestFastifyApplication>(
    parts.module,
    new FastifyAdapter({ bodyLimit: 1_048_576, forceCloseConnections: true }),
    {
      logger: nestLogger(logger),
      abortOnError: false,
    },
  );
  app.useGlobalFilters(new ProblemFilter(logger));
  app.useGlobalGuards(new ViewerGuard());
  operations(app, settings, parts.checks);
  await parts.prepare?.(app);
  if (parts.transport) app.connectMicroservice({ strategy: parts.transport }, { inheritAppConfig: true });
  stopOnce(app, parts, logger);
  await app.listen(settings.CHITIEU_PORT, settings.CHITIEU_HOST);
  await app.startAllMicroservices();
  logger.info({ address: await app.getUrl() }, 'listening');
}

function settingsOrExit(name: string): Settings {
  try {
    const settings = readSettings();
    if (process.argv.includes('--check-config')) {
      console.log(`${name}: settings are in order`);
      process.exit(0);
    }
    return settings;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    console.error(`${name}: ${error.message}`);
    process.exit(2);
  }
}

function operations(app: NestFastifyApplication, settings: Settings, checks: ReadinessCheck[]): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', refuseForeign(settings));
  fastify.get('/healthz', () => ({ alive: true }));
  fastify.get('/readyz', async (_request, reply) => {
    const state = await readiness(checks);
    return reply.code(state.ready ? 200 : 503).send(state);
  });
  fastify.get('/metrics', async (_request, reply) =>
    reply.header('content-type', metrics.contentType).send(await metrics.metrics()),
  );
}

function stopOnce(app: NestFastifyApplication, parts: ProcessParts, logger: Logger): void {
  let stopping = false;
  const stop = async (why: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    logger.info({ why }, 'stopping');
    setTimeout(() => process.exit(1), 15_000).unref(); // a stop that hangs is ended, not waited for
    try {
      await app.close();
      await parts.close();
      process.exit(0);
    } catch (error) {
      logger.error({ error: (error as Error).message }, 'stop failed');
      process.exit(1);
    }
  };
  process.once('SIGTERM', () => void stop('SIGTERM'));
  process.once('SIGINT', () => void stop('SIGINT'));
  process.on('message', (message) => message === 'stop' && void stop('asked by the launcher'));
  process.once('disconnect', () => void stop('the launcher is gone'));
}
