import type { ReactNode } from 'react';
import type { IndicatorOnWire, IndicatorValue } from '@chitieu/contracts';
import { Figure } from '../first-screen/figure.js';
import { printCount, printLevel, printPercent, printPercentagePoints, printReading } from '../number/format-number.js';
import type { Quotient } from '../number/round-exact.js';
import { useSay } from '../text/say.js';
import { StateMark } from '../unit/state-mark.js';
import { stateOf } from '../unit/unit-state.js';
import { differenceFrom, differenceFromPlan, forecastAtEnd, shareOfPlan } from './compare.js';

interface PlanComparisonProps {
  indicator: IndicatorOnWire;
  value: IndicatorValue;
  lastYear: IndicatorValue | undefined;
}

/** A difference in the indicator's unit, a rate's in percentage points, with its sign. */
export function usePrintDifference(unit: IndicatorOnWire['unit']) {
  const { language } = useSay();
  return (of: Quotient): string => {
    const rate = unit === 'ratio' || unit === 'units';
    const text = rate ? printPercentagePoints(of, language) : printReading(of, unit, language);
    return /^[\u2212]|^0([.,]0+)?(\u00a0|$)/.test(text) ? text : `+${text}`;
  };
}

/** Where the figure stands: against the plan, at the end if it goes on, and a year ago. */
export function PlanComparison({ indicator, value, lastYear }: PlanComparisonProps) {
  const { t, language, reason } = useSay();
  const printDifference = usePrintDifference(indicator.unit);
  const { unit, direction, accumulation } = indicator;
  const none = (why: string): ReactNode => <span className="missing">– {why}</span>;
  const noPlan = reason(value.target ? (value.reason ?? 'no_data') : 'no_target');
  const gap = differenceFromPlan(value, unit);
  const share = shareOfPlan(value, direction);
  const forecast = forecastAtEnd(value, accumulation);
  const since = differenceFrom(value, lastYear);
  const facts: [key: string, content: ReactNode][] = [
    ['value', <Figure key="value" value={value} unit={unit} />],
    ['plan', value.target?.level ? printLevel(value.target.level, unit, language) : none(noPlan)],
    ['share', share ? printPercent(share, language, 1) : direction === 'ascending' ? none(noPlan) : null],
    ['difference', gap ? printDifference(gap.own) : none(noPlan)],
    ['differenceHouseholds', gap?.households && signed(printCount(gap.households, language))],
    [
      'forecast',
      forecast ? (
        <span title={t('indicators.forecastHow')}>{printReading(forecast, unit, language)}</span>
      ) : (
        none(t('indicators.forecastNone'))
      ),
    ],
    ['lastYear', <Figure key="lastYear" value={lastYear} unit={unit} />],
    ['sinceLastYear', since && printDifference(since)],
    ['state', <StateMark key="state" state={stateOf(value)} about={reason(value.statusReason)} />],
  ];
  return (
    <dl className="facts padded">
      {facts
        .filter(([, content]) => content)
        .map(([key, content]) => (
          <div key={key} data-fact={key}>
            <dt className="soft">{t(`indicators.${key}`)}</dt>
            <dd>{content}</dd>
          </div>
        ))}
    </dl>
  );
}

const signed = (text: string): string => (/^(\u2212|0$)/.test(text) ? text : `+${text}`);
