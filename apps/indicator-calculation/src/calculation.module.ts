import { Module, type DynamicModule } from '@nestjs/common';
import { DeadLetterOperations } from '@chitieu/messaging';
import { Database } from '@chitieu/persistence';
import { Clock } from '@chitieu/runtime';
import { CatalogueController } from './catalogue.controller.js';
import { ServingCatalogue } from './catalogue/serving-catalogue.js';
import { DataQualityController } from './data-quality.controller.js';
import { DeadLettersController } from './dead-letters.controller.js';
import { NotesController } from './notes/notes.controller.js';
import { OnActivityReported } from './on-activity-reported.js';
import { OnDisbursementRecorded } from './on-disbursement-recorded.js';
import { OnHouseholdReviewed } from './on-household-reviewed.js';
import { OnOrgUnitChanged } from './on-org-unit-changed.js';
import { OnPlanRevised } from './on-plan-revised.js';
import { OrgUnitsController } from './org-units.controller.js';
import { ReconciliationsController } from './reconciliation/reconciliations.controller.js';
import { PeriodsController } from './periods.controller.js';
import { PreviewsController } from './previews.controller.js';
import { RebuildsController } from './rebuilds.controller.js';
import { ReportingController } from './reporting/reporting.controller.js';
import { SavedViewsController } from './saved-views/saved-views.controller.js';
import { UnitTree } from './reading/unit-tree.js';
import { ValuesController } from './values.controller.js';

export interface CalculationParts {
  database: Database;
  trees: UnitTree;
  catalogue: ServingCatalogue;
  clock: Clock;
  letters: DeadLetterOperations;
}

@Module({})
export class CalculationModule {
  static of({ database, trees, catalogue, clock, letters }: CalculationParts): DynamicModule {
    return {
      module: CalculationModule,
      controllers: [
        OnHouseholdReviewed,
        OnDisbursementRecorded,
        OnActivityReported,
        OnPlanRevised,
        OnOrgUnitChanged,
        ValuesController,
        DataQualityController,
        PeriodsController,
        PreviewsController,
        NotesController,
        SavedViewsController,
        OrgUnitsController,
        DeadLettersController,
        RebuildsController,
        CatalogueController,
        ReconciliationsController,
        ReportingController,
      ],
      providers: [
        { provide: Database, useValue: database },
        { provide: UnitTree, useValue: trees },
        { provide: ServingCatalogue, useValue: catalogue },
        { provide: Clock, useValue: clock },
        { provide: DeadLetterOperations, useValue: letters },
      ],
    };
  }
}
