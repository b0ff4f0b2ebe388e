import { Module, type DynamicModule } from '@nestjs/common';
import { Admission } from './admission.js';
import type { Intake } from './assemble-intake.js';
import { Entities } from './entities.js';
import { EntitiesController } from './entities.controller.js';
import { UndoStore } from './imports/undo-store.js';
import { UndoController } from './undo.controller.js';
import { ImportsController } from './imports.controller.js';
import { ImportStore } from './imports/import-store.js';
import { PlanDocumentsController } from './plan-documents.controller.js';
import { ReceiveImport } from './imports/receive-import.js';
import { PlanLedgerController } from './plan-ledger/plan-ledger.controller.js';
import { Database } from '@chitieu/persistence';
import { Clock } from '@chitieu/runtime';
import { ViewerScope } from './viewer-scope.js';

@Module({})
export class IntakeModule {
  static of({ admission, entities, imports, receiver, undos, database, clock, scopes }: Intake): DynamicModule {
    return {
      module: IntakeModule,
      controllers: [EntitiesController, ImportsController, UndoController, PlanLedgerController, PlanDocumentsController],
      providers: [
        { provide: Admission, useValue: admission },
        { provide: Entities, useValue: entities },
        { provide: ImportStore, useValue: imports },
        { provide: ReceiveImport, useValue: receiver },
        { provide: UndoStore, useValue: undos },
        { provide: Database, useValue: database },
        { provide: Clock, useValue: clock },
        { provide: ViewerScope, useValue: scopes },
      ],
    };
  }
}
