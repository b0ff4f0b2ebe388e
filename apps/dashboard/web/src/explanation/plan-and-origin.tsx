import type { ExplanationOnWire } from '@chitieu/contracts';
import { printLevel, printPercent, type IndicatorUnit } from '../number/format-number.js';
import { printInstant } from '../number/format-time.js';
import { useSay } from '../text/say.js';
import { StateMark } from '../unit/state-mark.js';
import { stateOf } from '../unit/unit-state.js';

/** The plan it is held against, and the version, time and law behind the figure. */
export function PlanAndOrigin({ explanation, unit }: { explanation: ExplanationOnWire; unit: IndicatorUnit }) {
  const { t, language, reason } = useSay();
  const { value, legalBasis } = explanation;
  const { target, expectedToDate, pace, achievementRate } = value;
  const rows: [string, React.ReactNode][] = [
    [t('explain.plan'), target?.level ? printLevel(target.level, unit, language) : reason('no_target')],
    [t('explain.planDocument'), target && (target.decision ?? target.planId)],
    [t('explain.expected'), expectedToDate && printLevel(expectedToDate, unit, language)],
    [t('explain.pace'), pace && printPercent(pace, language, 0)],
    [t('explain.achievement'), achievementRate && printPercent(achievementRate, language, 1)],
    [t('explain.status'), <StateMark key="state" state={stateOf(value)} about={reason(value.statusReason)} />],
    [t('explain.asOf'), `${printInstant(value.asOf)} · ${t(value.provisional ? 'header.provisional' : 'header.official')}`],
    [
      t('explain.formula'),
      `${t('explain.version', { version: value.definitionVersion })} · ${t('explain.revision', { revision: value.revision })}`,
    ],
    [t('explain.legal'), legalBasis],
  ];
  return (
    <dl className="origin">
      {rows
        .filter(([, content]) => content)
        .map(([word, content]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{content}</dd>
          </div>
        ))}
    </dl>
  );
}
