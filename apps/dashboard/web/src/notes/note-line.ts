import type { NoteOnWire } from '@chitieu/contracts';
import { printDate } from '../number/format-time.js';
import { useIndicatorName } from '../text/indicator-name.js';
import { useSay } from '../text/say.js';
import { useView } from '../view.js';
import { useNotes } from './notes-around.js';

/** A note's words in the reader's language; where it has none there, in the one it was written in. */
export function useNoteText(): (text: NoteOnWire['text']) => string {
  const { language } = useSay();
  return (text) => text[language] ?? text.vi ?? text.en ?? '';
}

/** Which period, which unit where it is another than the page's, and which number a note is of. */
export function useNotePlace(): (note: NoteOnWire) => string {
  const { t } = useSay();
  const nameOf = useIndicatorName();
  const { names } = useNotes();
  const { unit } = useView();
  return ({ orgUnit, period, indicator, dimension }) => {
    const what = indicator === null ? t('notes.ofWholePeriod') : nameOf(indicator, dimension);
    return [period, orgUnit === unit ? null : (names.get(orgUnit) ?? orgUnit), what].filter(Boolean).join(' · ');
  };
}

/** A note on one line: where, what, who and when. */
export function useNoteLine(): (note: NoteOnWire) => string {
  const { t } = useSay();
  const [textOf, placeOf] = [useNoteText(), useNotePlace()];
  return (note) =>
    t('notes.line', { where: placeOf(note), text: textOf(note.text), by: note.by, date: printDate(note.writtenAt) });
}
