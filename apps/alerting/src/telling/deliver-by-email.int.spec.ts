import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { jobsFor, type Jobs } from '@chitieu/jobs';
import { prismaClient, type PrismaClient } from '@chitieu/persistence';
import { createLogger, FixedClock } from '@chitieu/runtime';
import { eventually, testDatabase, type TestDatabase } from '@chitieu/testing';
import { QUEUES } from './deliver.js';
import { deliverByEmail, type EmailBody } from './deliver-by-email.js';
import { HandOverDeliveries } from './hand-over-deliveries.js';
import { writtenMessage } from './written-message.js';

const HOSTILE = 'Xã <b>"A"</b>\r\nBcc: spy@example.vn';
const GROUP = '00000000-0000-4000-8000-000000000001';

describe('telling by e-mail, with a real queue and a real mail server', () => {
  let database: TestDatabase;
  let jobs: Jobs;
  let tables: PrismaClient;
  let server: SMTPServer;
  let refusals: number[];
  let received: { to: string[]; raw: string }[];
  const clock = new FixedClock(new Date('2024-10-07T00:30:00.000Z'));

  beforeAll(async () => {
    database = await testDatabase();
    tables = prismaClient(database.url);
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, session, done) {
        let raw = '';
        stream.on('data', (chunk: Buffer) => (raw += chunk.toString('utf8')));
        stream.on('end', () => {
          const responseCode = refusals.shift();
          if (responseCode) return done(Object.assign(new Error('refused'), { responseCode }));
          received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    jobs = jobsFor({ jobs: 'postgres', databaseUrl: database.url, logger: createLogger('test', 'silent') });
    const { port } = server.server.address() as AddressInfo;
    const mail = { url: `smtp://127.0.0.1:${port}`, from: 'Chỉ Tiêu <chitieu@example.vn>' };
    await jobs.work(QUEUES.email, deliverByEmail(tables, clock, mail));
    await database.db.query(
      `INSERT INTO alerting.message_group (id, rule, indicator, dimension, parent, level, period) VALUES ($1, 'r', 'i', '', '219', 'commune', '2024')`,
      [GROUP],
    );
  });
  afterAll(async () => {
    await jobs.close();
    await new Promise<void>((resolve) => server.close(resolve));
    await tables.$disconnect();
    await database.drop();
  });
  beforeEach(() => {
    refusals = [];
    received = [];
  });
  afterEach(() => database.db.query('TRUNCATE alerting.delivery'));

  async function send(name = 'Nguyễn Thị Ánh'): Promise<void> {
    const line = { vi: `${HOSTILE}: chậm`, en: `${HOSTILE}: behind` };
    const body: EmailBody = {
      to: { name, address: 'anh@example.vn' },
      ...writtenMessage({ subject: line, lines: [line] }, 'vi'),
    };
    await tables.delivery.create({
      data: {
        id: crypto.randomUUID(),
        groupId: GROUP,
        channel: 'email',
        recipient: 'anh',
        contentHash: 'x',
        body: { ...body },
        state: 'queued',
      },
    });
    expect(await new HandOverDeliveries(tables, jobs, ['email'], 20).run(clock.now())).toBe(1);
  }
  const row = () => tables.delivery.findFirst();

  it('arrives once, in Vietnamese, as text and as markup that a name is no part of', async () => {
    await send();
    await eventually(async () => expect(await row()).toMatchObject({ state: 'sent', attempts: 1 }));
    expect(received).toHaveLength(1);
    const [{ to, raw }] = received as [{ to: string[]; raw: string }];
    const [headers] = raw.split('\r\n\r\n', 1);
    expect(to).toEqual(['anh@example.vn']);
    expect(headers).toMatch(new RegExp(`^Message-ID: <${(await row())!.id}@chitieu>`, 'im'));
    expect(headers).not.toMatch(/^bcc:/im);
    expect(raw).toContain('Content-Type: text/plain; charset=utf-8');
    expect(raw).toContain('Content-Type: text/html; charset=utf-8');
    expect(raw.split('Content-Type: text/html')[1]).not.toContain('<b>"A"');
  });

  it('holds a hostile name of a recipient in its header', async () => {
    await send('A\r\nBcc: spy@example.vn');
    await eventually(async () => expect(await row()).toMatchObject({ state: 'sent' }));
    expect(received[0]!.to).toEqual(['anh@example.vn']);
    expect(received[0]!.raw.split('\r\n\r\n', 1)[0]).not.toMatch(/^bcc:/im);
  });

  it('comes again where the server asks for it, with the same id', async () => {
    refusals = [451, 421];
    await send();
    await eventually(async () => expect(await row()).toMatchObject({ state: 'sent', attempts: 3 }));
    expect(received).toHaveLength(1);
  });

  it('is failed at once, and visibly, where the server refuses for good', async () => {
    refusals = [550];
    await send();
    await eventually(async () =>
      expect(await row()).toMatchObject({ state: 'failed', attempts: 1, lastError: 'the mail server answered 550' }),
    );
  });
});
