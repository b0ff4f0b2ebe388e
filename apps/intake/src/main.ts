import { jobsFor } from '@chitieu/jobs';
import { eventLogFor } from '@chitieu/messaging';
import { Database, runAlone } from '@chitieu/persistence';
import { housekeeping, runProcess } from '@chitieu/runtime';
import { assembleIntake } from './assemble-intake.js';
import { countCalls } from './count-calls.js';
import { IntakeModule } from './intake.module.js';
import { intakeChores } from './keep-times.js';
import { rawBodies } from './raw-bodies.js';

await runProcess('intake', async ({ name, settings, logger, clock }) => {
  const { CHITIEU_BACKLOG_BOUND: backlogBound } = settings;
  const database = new Database(settings.CHITIEU_DATABASE_URL, name, 16);
  const log = await eventLogFor({ bus: settings.CHITIEU_BUS, database, logger, consumerName: name, backlogBound });
  const jobs = jobsFor({ jobs: settings.CHITIEU_JOBS, databaseUrl: settings.CHITIEU_DATABASE_URL, logger });
  const intake = assembleIntake({ database, log, jobs, clock, logger });
  const stopLooking = await intake.startImports();
  const house = housekeeping(name, intakeChores(database), (what, work) => runAlone(database, what, work), logger);
  return {
    module: IntakeModule.of(intake),
    checks: [
      { name: 'database', check: async () => void (await database.query('SELECT 1')) },
      { name: 'jobs', check: () => jobs.ping() },
    ],
    prepare: async (app) => {
      countCalls(app, intake.admission);
      await rawBodies(app);
    },
    close: async () => {
      stopLooking();
      await house.stop();
      await jobs.close();
      await log.close();
      await database.close();
    },
  };
});
