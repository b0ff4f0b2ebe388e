import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { HOUSEHOLD_COUNTERS, type HouseholdCounter } from '@chitieu/domain';
import type { BatchPayload, Settlement } from '@chitieu/messaging';
import { failpoint } from '@chitieu/runtime';
import { markDirty, type DirtyMark } from './projection/dirty-marks.js';
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
      await markDirty(tx, marksOf(deltas));
    }
    return { dropped: { stale: events.length - changes.length } };
  }
}

/** A year's numbers; its reports, where one came or went; and the next year's, which are compared with its stocks. */
function marksOf(deltas: CountDelta[]): DirtyMark[] {
  const marks: DirtyMark[] = [];
  for (const [i, { commune: unit, period, add }] of deltas.entries()) {
    const before = deltas[i - 1]; // a commune's villages stand behind it
    if (before?.commune !== unit || before.period !== period) marks.push({ unit, period, group: 'households' });
    if (REPORTS.some((counter) => add[counter] !== 0)) marks.push({ unit, period, group: 'reporting' });
    if (STOCKS.some((counter) => add[counter] !== 0)) marks.push({ unit, period: nextYear(period), group: 'households' });
  }
  return marks;
}

const places = (...counters: HouseholdCounter[]): number[] => counters.map((name) => HOUSEHOLD_COUNTERS.indexOf(name));
const REPORTS = places('reviews', 'reviewsOnTime');
const STOCKS = places('reviews', 'households', 'poor', 'nearPoor');

const nextYear = (period: string): string => String(Number(period) + 1);
