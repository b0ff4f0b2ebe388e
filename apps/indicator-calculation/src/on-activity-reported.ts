import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { yearOf } from '@chitieu/domain';
import type { BatchPayload, Settlement } from '@chitieu/messaging';
import { fromEvent, keyOf, saveActivities } from './projection/activity-projection.js';
import { distinctMarks, markDirty, type DirtyMark } from './projection/dirty-marks.js';
import { newestOfEach } from './projection/newest-states.js';

/** Activities: rare, so the newest state is simply kept; sums are taken at read. */
@Controller()
export class OnActivityReported {
  @EventPattern('activity.reported.v1')
  async on(@Payload() { events, tx }: BatchPayload<'activity.reported.v1'>): Promise<Settlement> {
    const saved = await saveActivities(tx, newestOfEach(events.map(fromEvent), keyOf));
    const marks = saved.flatMap(({ unit, month, unitBefore, monthBefore }) => [
      ...marksOf(unit, month),
      ...(unitBefore === null ? [] : marksOf(unitBefore, monthBefore!)),
    ]);
    await markDirty(tx, distinctMarks(marks));
    return { dropped: { stale: events.length - saved.length } };
  }
}

function marksOf(unit: string, month: string): DirtyMark[] {
  const quarter = `${yearOf(month)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
  return [yearOf(month), quarter, month].map((period) => ({ unit, period, group: 'reporting' }));
}
