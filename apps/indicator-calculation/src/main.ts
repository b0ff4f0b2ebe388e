import { BatchTransport, busReadiness, DeadLetterOperations, eventLogFor } from '@chitieu/messaging';
import { Database } from '@chitieu/persistence';
import { counter, gauge, repeat, runProcess } from '@chitieu/runtime';
import { CalculationModule } from './calculation.module.js';
import { adoptStarter } from './catalogue/publish-catalogue.js';
import { ServingCatalogue } from './catalogue/serving-catalogue.js';
import { notifyChanges } from './notify-changes.js';
import { recordRestatements } from './periods/record-restatements.js';
import { ContinuousProof } from './proof/continuous-proof.js';
import { UnitTree } from './reading/unit-tree.js';
import { ContinuousReconciliation } from './reconciliation/continuous-reconciliation.js';
import { forgetOldGeneration, inEveryGeneration } from './rebuild/generations.js';
import { Rebuilder } from './rebuild/rebuilder.js';

/** How often it is looked for changes; they are told at most every half second. */
const BEAT_MS = 100;
/** How often published figures are compared with what has changed. */
const RESTATEMENTS_MS = 1_000;
/** How often it is asked whether it is a province's turn. */
const PROOF_TICK_MS = 5_000;
const REBUILD_TICK_MS = 250;
const RECONCILIATION_TICK_MS = 5_000;

const told = counter('chitieu_indicator_changes_total', 'Messages indicator.changed that left');
const lagSeconds = gauge('chitieu_calculation_lag_seconds', 'Age of the oldest event not yet in the numbers');

await runProcess('indicator-calculation', async ({ name, settings, logger, clock }) => {
  const { CHITIEU_BACKLOG_BOUND: backlogBound } = settings;
  const database = new Database(settings.CHITIEU_DATABASE_URL, name, 10);
  const log = await eventLogFor({ bus: settings.CHITIEU_BUS, database, logger, consumerName: name, backlogBound });
  const trees = new UnitTree(database);
  const catalogue = new ServingCatalogue();
  const adopted = await adoptStarter(database);
  if (adopted)
    logger.info(
      { rebuild: adopted.id },
      'this release counts otherwise than the one before: counting anew beside the numbers that serve',
    );
  const notifier = repeat(
    BEAT_MS,
    async () => told.inc(await notifyChanges({ database, log, trees, catalogue, clock })),
    logger,
    'notifier',
  );
  const proof = new ContinuousProof({ database, log, catalogue, group: name, clock, logger });
  const restating = repeat(
    RESTATEMENTS_MS,
    () => recordRestatements({ database, trees, catalogue, clock }),
    logger,
    'restatements',
  );
  const prover = repeat(PROOF_TICK_MS, () => proof.round(), logger, 'proof');
  const rebuilder = new Rebuilder({ database, log, group: name, logger });
  const rebuilding = repeat(REBUILD_TICK_MS, () => rebuilder.round(), logger, 'rebuild');
  const reconciliation = new ContinuousReconciliation(database, trees, clock);
  const reconciling = repeat(RECONCILIATION_TICK_MS, () => reconciliation.round(), logger, 'reconciliation');
  const tidying = repeat(600_000, () => database.transaction(forgetOldGeneration), logger, 'old generation');
  const watch = repeat(
    5_000,
    async () => lagSeconds.set(Math.max(0, ...(await log.lag()).filter((lag) => lag.group === name).map((lag) => lag.seconds))),
    logger,
    'lag',
  );
  return {
    module: CalculationModule.of({ database, trees, catalogue, clock, letters: new DeadLetterOperations(database, logger) }),
    transport: new BatchTransport(log, { group: name, around: inEveryGeneration }),
    checks: [{ name: 'database', check: async () => void (await database.query('SELECT 1')) }, busReadiness(log)],
    close: async () => {
      proof.stop();
      rebuilder.stop();
      await Promise.all([notifier, restating, watch, prover, rebuilding, reconciling, tidying].map((round) => round.stop()));
      await log.close();
      await database.close();
    },
  };
});
