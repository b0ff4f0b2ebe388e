import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { BatchPayload, Settlement } from '@chitieu/messaging';
import { fromEvent, keyOf, saveActivities } from './projection/activity-projection.js';
import { distinctMarks, markDirty, marksOfMonth } from './projection/dirty-marks.js';
import { newestOfEach } from './projection/newest-states.js';

/** Activities: rare, so the newest state is simply kept; sums are taken at read. */
@Controller()
export class OnActivityReported {
  @EventPattern('activity.reported.v1')
  async on(@Payload() { events, tx }: BatchPayload<'activity.reported.v1'>): Promise<Settlement> {
    const saved = await saveActivities(tx, newestOfEach(events.map(fromEvent), keyOf));
    const marks = saved.flatMap(({ unit, month, unitBefore, monthBefore }) => [
      ...marksOfMonth(unit, month, 'reporting'),
      ...(unitBefore === null ? [] : marksOfMonth(unitBefore, monthBefore!, 'reporting')),
    ]);
    await markDirty(tx, distinctMarks(marks));
    return { dropped: { stale: events.length - saved.length } };
  }
}
