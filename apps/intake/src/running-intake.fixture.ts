import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { BusEvent, WrittenEvent } from '@chitieu/contracts';
import { FakeJobs } from '@chitieu/jobs';
import { EventLog, eventLogFor, type Lag, type Pressure, type Running } from '@chitieu/messaging';
import type { Tx } from '@chitieu/persistence';
import { createLogger, FixedClock, ProblemFilter } from '@chitieu/runtime';
import { testDatabase } from '@chitieu/testing';
import { assembleIntake } from './assemble-intake.js';
import { countCalls } from './count-calls.js';
import { IntakeModule } from './intake.module.js';
import { rawBodies } from './raw-bodies.js';

/** Keeps events where a rolled-back transaction takes its own with it. */
class WrittenLog extends EventLog {
  async appendWritten(tx: Tx, events: WrittenEvent[]): Promise<void> {
    await tx.query(
      `INSERT INTO bus.outbox (lane, type, subject, key, rev, data) SELECT 0, r.type, r.subject, r.key, r.rev, r.data
         FROM json_to_recordset($1::json) AS r(type text, subject text, key text, rev bigint, data json)`,
      [JSON.stringify(events.map((event) => ({ ...event, data: JSON.parse(event.data) as object })))],
    );
  }
  subscribe = (): Promise<Running> => Promise.reject(new Error('not here'));
  tail = (): Promise<Running> => Promise.reject(new Error('not here'));
  lag = async (): Promise<Lag[]> => [];
  pressure = async (): Promise<Pressure> => ({ events: 0, bounded: false });
  close = async (): Promise<void> => undefined;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** Parsed JSON; a test reads of it what it expects to be there. */
  body: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

export interface Call {
  type?: string;
  headers?: Record<string, string>;
}

export interface IntakeOptions {
  /** Runs on the bus itself, with this bound; else events are only written. */
  backlogBound?: number;
}

/** Intake over HTTP on a fresh database; today is 2024-12-20. */
export async function runningIntake({ backlogBound }: IntakeOptions = {}) {
  const { db, drop } = await testDatabase();
  const jobs = new FakeJobs();
  const logger = createLogger('intake', 'silent');
  const clock = new FixedClock(new Date('2024-12-20T05:00:00Z'));
  const bus = { bus: 'outbox', database: db, logger, consumerName: 'intake-test' };
  const log = backlogBound === undefined ? new WrittenLog() : eventLogFor({ ...bus, backlogBound });
  const intake = assembleIntake({ database: db, log, jobs, clock, logger });
  const stopLooking = await intake.startImports();
  const module = IntakeModule.of(intake);
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter({ bodyLimit: 1_048_576 }), {
    logger: false,
  });
  app.useGlobalFilters(new ProblemFilter(logger));
  countCalls(app, intake.admission);
  await rawBodies(app);
  await app.listen(0, '127.0.0.1');
  const origin = await app.getUrl();

  const call = async (
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    path: string,
    body?: unknown,
    { type, headers }: Call = {},
  ): Promise<Answer> => {
    const payload = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const contentType: Record<string, string> = payload === undefined ? {} : { 'content-type': type ?? 'application/json' };
    const reply = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: { ...contentType, ...headers },
      redirect: 'manual',
      ...(payload !== undefined && { body: payload as string }),
    });
    const text = await reply.text();
    const isJson = /application\/(problem\+)?json/.test(reply.headers.get('content-type') ?? '');
    return { status: reply.status, headers: Object.fromEntries(reply.headers), text, body: isJson ? JSON.parse(text) : null };
  };
  const events = async (): Promise<BusEvent[]> =>
    (
      await db.query<{ type: string; subject: string; key: string; rev: string; data: object }>(
        'SELECT type, subject, key, rev, data FROM bus.outbox ORDER BY pos',
      )
    ).map((event) => ({ ...event, rev: Number(event.rev) })) as unknown as BusEvent[];
  /** Sends a file, lets its job run, and returns how it ended. */
  const importFile = async (query: string, file: string | Buffer, type = 'application/x-ndjson'): Promise<Answer> => {
    const sent = await call('POST', `/imports?${query}`, file, { type });
    if (sent.status !== 202) return sent;
    await jobs.drain();
    return call('GET', `/imports/${sent.body.id}`);
  };
  const stop = async (): Promise<void> => {
    stopLooking();
    await app.close();
    await log.close();
    await drop();
  };
  return { origin, db, log, jobs, clock, call, importFile, events, stop };
}
export type RunningIntake = Awaited<ReturnType<typeof runningIntake>>;

/** Bắc Giang › Lục Ngạn › three communes, a village of the first; Nam Dương ends with 2024. */
export async function withUnits(intake: RunningIntake): Promise<void> {
  const from = '2004-07-08';
  const units = [
    { code: '24', validFrom: from, name: 'Tỉnh Bắc Giang', level: 'province' },
    { code: '219', validFrom: from, name: 'Huyện Lục Ngạn', level: 'district', parent: '24' },
    { code: '07606', validFrom: from, name: 'Xã Tân Mộc', level: 'commune', parent: '219' },
    { code: '07603', validFrom: from, validTo: '2024-12-31', name: 'Xã Nam Dương', level: 'commune', parent: '219' },
    { code: '07534', validFrom: from, name: 'Xã Phong Vân', level: 'commune', parent: '219' },
    { code: '07606-T1', validFrom: from, name: 'Thôn Đồng Quýt', level: 'village', parent: '07606' },
  ];
  for (const unit of units) {
    const { status, text } = await intake.call('PUT', `/org-units/${unit.code}/${unit.validFrom}`, unit);
    if (status !== 201) throw new Error(text);
  }
}

/** A valid review, as a sender would state it. */
export const review = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  reviewedOn: '2024-11-02',
  commune: '07606',
  area: 'rural',
  standard: 'ND07-2021',
  classification: 'poor',
  deprivations: ['cleanWater', 'sanitation', 'employment'],
  members: 4,
  ...more,
});
