import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { BatchPayload, Settlement } from '@chitieu/messaging';
import { markDirty, type DirtyMark } from './projection/dirty-marks.js';
import { newestStates } from './projection/newest-states.js';
import {
  declarationFromEvent,
  keyOf,
  planFromEvent,
  saveDeclarations,
  savePlans,
  type StoredDocument,
} from './projection/plan-projection.js';

/** Plans and declared figures: rare, so the newest state is simply kept; targets and totals are read from it. */
@Controller()
export class OnPlanRevised {
  @EventPattern('plan.revised.v1')
  async onPlan(@Payload() { events, tx }: BatchPayload<'plan.revised.v1'>): Promise<Settlement> {
    const plans = newestOf(events.map(planFromEvent));
    const saved = await savePlans(tx, plans);
    await markDirty(tx, plans.flatMap(marksOf));
    return { dropped: { stale: events.length - saved } };
  }

  @EventPattern('figures.declared.v1')
  async onDeclaration(@Payload() { events, tx }: BatchPayload<'figures.declared.v1'>): Promise<Settlement> {
    const declarations = newestOf(events.map(declarationFromEvent));
    const saved = await saveDeclarations(tx, declarations);
    await markDirty(tx, declarations.flatMap(marksOf));
    return { dropped: { stale: events.length - saved } };
  }
}

const newestOf = (documents: StoredDocument[]): StoredDocument[] =>
  newestStates(documents, keyOf, new Map()).changes.map((change) => change.after);

const marksOf = ({ unit, period }: StoredDocument): DirtyMark[] =>
  (['households', 'money', 'reporting'] as const).map((group) => ({ unit, period, group }));
