import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { MeasureSet } from '@chitieu/domain';
import type { BatchPayload, Settlement } from '@chitieu/messaging';
import { failpoint } from '@chitieu/runtime';
import { measuresIn } from './catalogue/measures-in.js';
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
    const measures = measuresIn(tx);
    const states = newestOfEach(
      events.map((event) => fromEvent(event, measures)),
      keyOf,
    );
    const changes = await saveNewer(tx, states);
    failpoint('between-state-and-rollup');
    const deltas = deltasOf(changes, measures);
    if (deltas.length > 0) {
      await addCounts(tx, deltas, measures);
      await markDirty(tx, marksOf(deltas, measures));
    }
    return { dropped: { stale: events.length - changes.length } };
  }
}

/** A year's numbers; its reports, where one came or went; and the next year's, which are compared with its stocks. */
function marksOf(deltas: CountDelta[], measures: MeasureSet): DirtyMark[] {
  const reports = REPORTS.map((code) => measures.placeOf(code));
  const compared = measures.codes.filter((code) => !OF_ONE_YEAR.has(code)).map((code) => measures.placeOf(code));
  const marks: DirtyMark[] = [];
  for (const [i, { commune: unit, period, add }] of deltas.entries()) {
    const before = deltas[i - 1]; // a commune's villages stand behind it
    if (before?.commune !== unit || before.period !== period) marks.push({ unit, period, group: 'households' });
    if (reports.some((place) => add[place] !== 0)) marks.push({ unit, period, group: 'reporting' });
    if (compared.some((place) => add[place] !== 0)) marks.push({ unit, period: nextYear(period), group: 'households' });
  }
  return marks;
}

const REPORTS = ['reviews', 'reviewsOnTime'];
/** What no number of the next year is compared with. */
const OF_ONE_YEAR: ReadonlySet<string> = new Set(['reviewsOnTime', 'official', 'sample']);

const nextYear = (period: string): string => String(Number(period) + 1);
