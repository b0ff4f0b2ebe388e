import type { AlertOnWire } from '@chitieu/contracts';
import { useCatalogue } from '../api/queries.js';
import { printLevel, printPercentagePoints, printReading } from '../number/format-number.js';
import { useSay } from '../text/say.js';

/** Where it stands, where it should stand, what each month must bring. The unit and the indicator stand above it already. */
export function useAlertText(): (alert: AlertOnWire) => string {
  const { t, say, language } = useSay();
  const { data: catalogue } = useCatalogue();
  return (alert) => {
    const unit = catalogue?.get(alert.indicator)?.unit;
    const { actual, expectedToDate, neededPerMonth } = alert;
    if (!unit || !actual || expectedToDate === null) return say(alert.message);
    const parts = [
      printReading(actual, unit, language),
      t('alerts.toDate', { value: printLevel(expectedToDate, unit, language) }),
    ];
    if (neededPerMonth !== null) {
      const change = { num: neededPerMonth, den: '1' };
      const value = unit === 'ratio' ? printPercentagePoints(change, language) : printLevel(neededPerMonth, unit, language);
      parts.push(t('alerts.needed', { value }));
    }
    return parts.join(' · ');
  };
}
