import { daysInclusive } from '../civil-day.js';
import { firstDay, lastDay, periodParts, type Period } from '../period.js';
import { divide, ratio, subtract, type Ratio } from '../ratio.js';

/** What each month gone has brought, the days of the running one counted: the change since the baseline. Null before the first day. */
export function changePerMonthSoFar(actual: Ratio, baseline: Ratio, period: Period, today: string): Ratio | null {
  const [first, last] = [firstDay(period), lastDay(period)];
  if (today < first) return null;
  const gone = daysInclusive(first, today < last ? today : last);
  const { firstMonth, lastMonth } = periodParts(period);
  const months = ratio(BigInt(gone * (lastMonth - firstMonth + 1)), BigInt(daysInclusive(first, last)));
  return divide(subtract(actual, baseline), months);
}
