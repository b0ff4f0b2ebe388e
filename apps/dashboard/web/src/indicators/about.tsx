import type { IndicatorOnWire, IndicatorValue } from '@chitieu/contracts';
import { printDecimal, printReading } from '../number/format-number.js';
import { printPeriod } from '../number/format-time.js';
import { useSay } from '../text/say.js';

/** "?": what the indicator means, what law it rests on, and how it comes out in the reader's own unit. */
export function About({ indicator, value }: { indicator: IndicatorOnWire; value: IndicatorValue | undefined }) {
  const { t, say } = useSay();
  return (
    <details className="about" data-about={indicator.code}>
      <summary title={t('indicators.about')}>
        <span aria-hidden="true">?</span>
        <span className="unseen">
          {t('indicators.about')} {say(indicator.name)}
        </span>
      </summary>
      <dl>
        <dt>{t('indicators.meaning')}</dt>
        <dd>
          {say(indicator.formula)} · {t(`indicators.better.${indicator.direction}`)}
        </dd>
        <dt>{t('indicators.legal')}</dt>
        <dd>{indicator.legalBasis}</dd>
        {value && <Example indicator={indicator} value={value} />}
      </dl>
    </details>
  );
}

function Example({ indicator: { unit }, value }: { indicator: IndicatorOnWire; value: IndicatorValue }) {
  const { t, language, reason } = useSay();
  const { actual } = value;
  const period = printPeriod(value.period, language);
  const told = (): string => {
    if (!actual) return `– ${reason(value.reason ?? 'no_data')}`;
    const printed = printReading(actual, unit, language);
    if (unit !== 'ratio') return t('indicators.exampleCount', { value: printed, period });
    const [num, den] = [printDecimal(actual.num, language), printDecimal(actual.den, language)];
    return t('indicators.exampleOf', { num, den, value: printed, period });
  };
  return (
    <>
      <dt>{t('indicators.example', { unit: value.orgUnit.name })}</dt>
      <dd>{told()}</dd>
    </>
  );
}
