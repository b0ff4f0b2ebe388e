import { Module, type DynamicModule } from '@nestjs/common';
import { DeadLetterOperations } from '@chitieu/messaging';
import { Database } from '@chitieu/persistence';
import { Clock } from '@chitieu/runtime';
import { DeadLettersController } from './dead-letters.controller.js';
import { OnDisbursementRecorded } from './on-disbursement-recorded.js';
import { OnHouseholdReviewed } from './on-household-reviewed.js';
import { OnOrgUnitChanged } from './on-org-unit-changed.js';
import { OnPlanRevised } from './on-plan-revised.js';
import { OrgUnitsController } from './org-units.controller.js';
import { PeriodsController } from './periods.controller.js';
import { PreviewsController } from './previews.controller.js';
import { RebuildsController } from './rebuilds.controller.js';
import { UnitTree } from './reading/unit-tree.js';
import { ValuesController } from './values.controller.js';

export interface CalculationParts {
  database: Database;
  trees: UnitTree;
  clock: Clock;
  letters: DeadLetterOperations;
}

@Module({})
export class CalculationModule {
  static of({ database, trees, clock, letters }: CalculationParts): DynamicModule {
    return {
      module: CalculationModule,
      controllers: [
        OnHouseholdReviewed,
        OnDisbursementRecorded,
        OnPlanRevised,
        OnOrgUnitChanged,
        ValuesController,
        PeriodsController,
        PreviewsController,
        OrgUnitsController,
        DeadLettersController,
        RebuildsController,
      ],
      providers: [
        { provide: Database, useValue: database },
        { provide: UnitTree, useValue: trees },
        { provide: Clock, useValue: clock },
        { provide: DeadLetterOperations, useValue: letters },
      ],
    };
  }
}
