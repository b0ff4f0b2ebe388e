import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { BatchPayload, Settlement } from '@chitieu/messaging';
import { failpoint } from '@chitieu/runtime';
import { markDirty } from './projection/dirty-marks.js';
import { addCounts, deltasOf, fromEvent, keyOf, saveNewer, type CountDelta } from './projection/household-projection.js';
import { newestOfEach } from './projection/newest-states.js';

/**
 * The calculator, from message to upsert: of each household keep the newest state, store those newer than what is stored,
 * add new − old to the commune and its village, say what changed. All in the transaction that moves the consumer's offset.
 */
@Controller()
export class OnHouseholdReviewed {
  @EventPattern('household.reviewed.v1')
  async on(@Payload() { events, tx }: BatchPayload<'household.reviewed.v1'>): Promise<Settlement> {
    const states = newestOfEach(events.map(fromEvent), keyOf);
    const changes = await saveNewer(tx, states);
    failpoint('between-state-and-rollup');
    const deltas = deltasOf(changes);
    if (deltas.length > 0) {
      await addCounts(tx, deltas);
      await markDirty(tx, deltas.flatMap(marksOf));
    }
    return { dropped: { stale: events.length - changes.length } };
  }
}

/** A changed period also changes the next one, which is compared with it. */
const marksOf = ({ commune, period }: CountDelta) =>
  [period, nextYear(period)].flatMap((p) =>
    (['households', 'reporting'] as const).map((group) => ({ unit: commune, period: p, group })),
  );

const nextYear = (period: string): string => String(Number(period) + 1);
