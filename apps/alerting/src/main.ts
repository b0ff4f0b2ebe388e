import { jobsFor } from '@chitieu/jobs';
import { BatchTransport, busReadiness, eventLogFor } from '@chitieu/messaging';
import { Database, prismaClient, runAlone } from '@chitieu/persistence';
import { housekeeping, repeat, runProcess } from '@chitieu/runtime';
import { AlertingModule } from './alerting.module.js';
import { seedRules } from './judging/alert-rules.js';
import { OnClockTick } from './on-clock-tick.js';
import { Channels } from './telling/channels.js';
import { QUEUES } from './telling/deliver.js';
import { deliverByEmail } from './telling/deliver-by-email.js';
import { deliverByWebhook } from './telling/deliver-by-webhook.js';
import { HandOverDeliveries } from './telling/hand-over-deliveries.js';
import { alertingChores } from './telling/keep-times.js';

const TICK_MS = 1_000;

await runProcess('alerting', async ({ name, settings, logger, clock }) => {
  const { CHITIEU_BACKLOG_BOUND: backlogBound } = settings;
  const database = new Database(settings.CHITIEU_DATABASE_URL, name, 12);
  const tables = prismaClient(settings.CHITIEU_DATABASE_URL);
  const log = await eventLogFor({ bus: settings.CHITIEU_BUS, database, logger, consumerName: name, backlogBound });
  const jobs = jobsFor({ jobs: settings.CHITIEU_JOBS, databaseUrl: settings.CHITIEU_DATABASE_URL, logger });
  const channels = new Channels(settings);
  await seedRules(database);
  if (channels.webhook) await jobs.work(QUEUES.webhook, deliverByWebhook(tables, clock, channels.webhook));
  if (channels.mail) await jobs.work(QUEUES.email, deliverByEmail(tables, clock, channels.mail));
  const tick = new OnClockTick(database, log, clock, channels);
  const handOver = new HandOverDeliveries(tables, jobs, channels.open);
  const rounds = [
    repeat(TICK_MS, () => tick.run(), logger, 'clock tick'),
    repeat(TICK_MS, () => handOver.run(clock.now()), logger, 'deliveries'),
    housekeeping(name, alertingChores(database, clock), (what, work) => runAlone(database, what, work), logger),
  ];
  return {
    module: AlertingModule.of({ database, tables, log, clock }),
    transport: new BatchTransport(log, { group: name }),
    checks: [
      { name: 'database', check: async () => void (await database.query('SELECT 1')) },
      { name: 'jobs', check: () => jobs.ping() },
      busReadiness(log),
    ],
    close: async () => {
      await Promise.all(rounds.map((round) => round.stop()));
      await jobs.close();
      await log.close();
      await tables.$disconnect();
      await database.close();
    },
  };
});
