import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Catch, Controller, Module, type ExceptionFilter, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { createLogger } from '@chitieu/runtime';
import { eventually, testDatabase, type TestDatabase } from '@chitieu/testing';
import { BatchTransport, type BatchPayload } from './batch-transport.js';
import { OutboxLog } from './event-log.outbox.js';
import type { Settlement } from './event-log.js';

const seen: string[] = [];
let failWith: unknown[] = [];

@Controller()
class Activities {
  @EventPattern('activity.reported.v1')
  async on(@Payload() { events, tx }: BatchPayload<'activity.reported.v1'>): Promise<Settlement | void> {
    const [row] = await tx.query<{ xid: string }>('SELECT pg_current_xact_id()::text AS xid');
    const failure = failWith.shift();
    if (failure) throw failure;
    for (const event of events) {
      if (event.rev === 13) throw new Error('thirteen');
      seen.push(`${event.data.activityId} ${row!.xid !== ''}`);
    }
    return { dropped: { stale: events.filter(({ rev }) => rev === 1).length } };
  }
}

@Module({ controllers: [Activities] })
class App {}

@Catch()
class Rethrow implements ExceptionFilter {
  catch(error: unknown): never {
    throw error;
  }
}

describe('a Nest handler on the bus', () => {
  let test: TestDatabase;
  let log: OutboxLog;
  let app: INestMicroservice;

  beforeEach(async () => {
    test = await testDatabase();
    log = new OutboxLog({ database: test.db, logger: createLogger('test', 'silent'), consumerName: 'test' });
    seen.length = 0;
    failWith = [];
  });
  afterEach(async () => {
    await app.close();
    await log.close();
    await test.drop();
  });

  const start = async (...filters: ExceptionFilter[]): Promise<void> => {
    const strategy = new BatchTransport(log, { group: 'activities' });
    app = await NestFactory.createMicroservice(App, { strategy, logger: false });
    app.useGlobalFilters(...filters);
    await app.listen();
  };
  const append = (...revs: number[]) =>
    test.db.transaction((tx) =>
      log.append(
        tx,
        revs.map((rev) => ({
          type: 'activity.reported.v1' as const,
          subject: `activity:A-${rev}`,
          key: '07606',
          rev,
          data: {
            activityId: `A-${rev}`,
            ver: 1,
            orgUnit: '07606',
            heldOn: '2024-03-01',
            kind: 'meeting',
            count: 1,
            qualifier: 'exact' as const,
          },
        })),
      ),
    );
  const dead = () => test.db.query<{ detail: string }>('SELECT detail FROM bus.dead_letter');

  it('gets batches in the transaction, and what it throws reaches the bus as it is', async () => {
    await start(new Rethrow());
    await append(1, 2, 13, 3);
    await eventually(() => expect(seen).toEqual(expect.arrayContaining(['A-1 true', 'A-2 true', 'A-3 true'])));
    await eventually(async () => expect(await dead()).toEqual([{ detail: 'thirteen' }]));
  });

  it('has a fault that passes repeated, not set aside', async () => {
    failWith = [
      Object.assign(new Error('deadlock detected'), { code: '40P01' }),
      Object.assign(new Error('cut'), { code: 'ECONNRESET' }),
    ];
    await start(new Rethrow());
    await append(1);
    await eventually(() => expect(seen).toEqual(['A-1 true']));
    expect(await dead()).toEqual([]);
  });

  it('sets nothing aside while a filter hides what was thrown', async () => {
    failWith = [new Error('hidden by the default filter')];
    await start();
    await append(1);
    await eventually(() => expect(seen).toEqual(['A-1 true']));
    expect(await dead()).toEqual([]);
  });

  it('refuses a pattern that is no event', async () => {
    @Controller()
    class Misspelt {
      @EventPattern('activity.reportet.v1')
      on(@Payload() _batch: BatchPayload): void {}
    }
    const strategy = new BatchTransport(log, { group: 'misspelt' });
    app = await NestFactory.createMicroservice({ module: class {}, controllers: [Misspelt] }, { strategy, logger: false });
    await expect(app.listen()).rejects.toThrow("@EventPattern('activity.reportet.v1'): no such event");
  });
});
