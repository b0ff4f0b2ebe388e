import type { EventLog } from '@chitieu/messaging';
import type { Jobs } from '@chitieu/jobs';
import type { Database } from '@chitieu/persistence';
import type { Clock, Logger } from '@chitieu/runtime';
import { AcceptSubmissions } from './accept-submissions.js';
import { Admission } from './admission.js';
import { Entities } from './entities.js';
import { PostgresFacts } from './facts/fact-store.js';
import { KnownIndicators } from './facts/known-indicators.js';
import { SettledPeriods } from './facts/settled-periods.js';
import { UnitRegister } from './facts/unit-register.js';
import { ImportStore } from './imports/import-store.js';
import { PreviewFacts } from './imports/preview-store.js';
import { IMPORT_QUEUE, ReceiveImport } from './imports/receive-import.js';
import { RunImport } from './imports/run-import.js';
import { UndoImport } from './imports/undo-import.js';
import { UndoStore } from './imports/undo-store.js';
import { ViewerScope } from './viewer-scope.js';

const LOOK_MS = 30_000;

export interface IntakeParts {
  database: Database;
  log: EventLog;
  jobs: Jobs;
  clock: Clock;
  logger: Logger;
}

export interface Intake {
  admission: Admission;
  entities: Entities;
  imports: ImportStore;
  receiver: ReceiveImport;
  undos: UndoStore;
  database: Database;
  clock: Clock;
  scopes: ViewerScope;
  /** Begins to work on imports, and takes up those that an earlier process left. Returns how to stop looking for more. */
  startImports: () => Promise<() => void>;
}

export function assembleIntake({ database, log, jobs, clock, logger }: IntakeParts): Intake {
  const admission = new Admission(log);
  const facts = new PostgresFacts();
  const register = new UnitRegister();
  const scopes = new ViewerScope(register, clock);
  const submissions = new AcceptSubmissions(register, new KnownIndicators(), log, clock);
  const imports = new ImportStore(database);
  const undos = new UndoStore(database);
  const undo = new UndoImport(imports, undos, submissions, facts, admission);
  const runner = new RunImport(imports, submissions, { facts, preview: new PreviewFacts(facts) }, admission, undo, logger);
  const receiver = new ReceiveImport(imports, jobs, admission);
  const startImports = async (): Promise<() => void> => {
    await jobs.work<{ importId: string }>(IMPORT_QUEUE, {
      concurrency: 2,
      run: ({ importId }, attempt) => runner.run(importId, attempt),
    });
    // A job's id is remembered after its end: without another id, an import that lost its job would never get one again.
    const again = `-again-${clock.now().getTime()}`;
    for (const id of await imports.unfinished()) await receiver.giveJob(id, again);
    const timer = setInterval(() => {
      imports
        .waiting()
        .then((ids) => Promise.all(ids.map((id) => receiver.giveJob(id))))
        .catch((error: Error) => logger.warn({ error: error.message }, 'imports without a job'));
    }, LOOK_MS);
    return () => clearInterval(timer);
  };
  return {
    admission,
    entities: new Entities(database, facts, submissions, new SettledPeriods(register), scopes),
    imports,
    receiver,
    undos,
    database,
    clock,
    scopes,
    startImports,
  };
}
