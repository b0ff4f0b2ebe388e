import type { IndicatorValue } from '@chitieu/contracts';
import { Noted } from '../notes/noted.js';
import { notesAt, placeOf, useNotes } from '../notes/notes-around.js';
import { Changed } from '../number/changed.js';
import { printReading, type IndicatorUnit } from '../number/format-number.js';
import { useSay } from '../text/say.js';
import { useChangeView, useView } from '../view.js';

/** A number that opens how it is computed; without a number, a dash and why. */
export function Figure({ value, unit }: { value: IndicatorValue | undefined; unit: IndicatorUnit }) {
  const { t, language, reason } = useSay();
  const change = useChangeView();
  const view = useView();
  const { notes } = useNotes();
  if (!value?.actual) {
    const why = reason(value?.reason ?? 'not_for_period');
    return (
      <span className="missing" title={why}>
        –<span className="unseen"> {why}</span>
      </span>
    );
  }
  const text = printReading(value.actual, unit, language);
  const { indicator, orgUnit, period, dimension } = value;
  const open = (): void =>
    change({
      explain: indicator,
      of: orgUnit.code === view.unit ? null : orgUnit.code,
      at: period === view.period ? null : period,
      dimension,
    });
  return (
    <Noted notes={notesAt(notes, placeOf(value))}>
      <button type="button" className="number-button" onClick={open} title={t('explain.title')}>
        <Changed of={text}>{text}</Changed>
      </button>
    </Noted>
  );
}
