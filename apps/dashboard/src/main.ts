import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventLogFor } from '@chitieu/messaging';
import { Database } from '@chitieu/persistence';
import { runProcess } from '@chitieu/runtime';
import { DashboardModule } from './dashboard.module.js';
import { gateway } from './gateway.js';
import { viewerOfInstallation } from './viewer-of.js';

const PAGES = join(dirname(fileURLToPath(import.meta.url)), 'web');
/** The gateway reads only the tail of the log. */
const CONNECTIONS = 4;

await runProcess('dashboard', async ({ name, settings, logger, clock }) => {
  const database = new Database(settings.CHITIEU_DATABASE_URL, name, CONNECTIONS);
  const eventLog = await eventLogFor({ bus: settings.CHITIEU_BUS, database, logger, consumerName: name });
  const upstreams = {
    intake: settings.CHITIEU_INTAKE_URL,
    calculation: settings.CHITIEU_CALCULATION_URL,
    alerting: settings.CHITIEU_ALERTING_URL,
  };
  const { prepare, close, checks } = gateway({
    ...{ eventLog, clock, upstreams, pages: PAGES },
    viewerOf: viewerOfInstallation(settings),
  });
  return {
    module: DashboardModule,
    prepare,
    checks: [{ name: 'database', check: async () => void (await database.query('SELECT 1')) }, ...checks],
    close: async () => {
      await close();
      await eventLog.close();
      await database.close();
    },
  };
});
