import { Module, type DynamicModule } from '@nestjs/common';
import { EventLog } from '@chitieu/messaging';
import { Database, type AlertingTables } from '@chitieu/persistence';
import { Clock } from '@chitieu/runtime';
import { AlertsController } from './alerts.controller.js';
import { AlertCasesController } from './answering/alert-cases.controller.js';
import { OnIndicatorChanged } from './on-indicator-changed.js';
import { OnIntegrityChecked } from './on-integrity-checked.js';
import { AlertReader } from './read-alerts.js';
import { AlertRoutingController } from './routing/alert-routing.controller.js';
import { AlertRulesController } from './rules/alert-rules.controller.js';
import { SilencesController } from './silencing/silences.controller.js';
import { DeliveriesController } from './telling/deliveries.controller.js';
import { MessagePreviewController } from './telling/message-preview.controller.js';

export interface AlertingParts {
  database: Database;
  tables: AlertingTables;
  log: EventLog;
  clock: Clock;
}

@Module({})
export class AlertingModule {
  static of({ database, tables, log, clock }: AlertingParts): DynamicModule {
    return {
      module: AlertingModule,
      controllers: [
        OnIndicatorChanged,
        OnIntegrityChecked,
        AlertsController,
        AlertCasesController,
        SilencesController,
        DeliveriesController,
        AlertRulesController,
        AlertRoutingController,
        MessagePreviewController,
      ],
      providers: [
        { provide: Database, useValue: database },
        { provide: AlertReader, useValue: new AlertReader(tables) },
        { provide: EventLog, useValue: log },
        { provide: Clock, useValue: clock },
      ],
    };
  }
}
