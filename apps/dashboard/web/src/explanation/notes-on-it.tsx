import type { IndicatorValue } from '@chitieu/contracts';
import { NoteList } from '../notes/note-list.js';
import { notesOn, placeOf } from '../notes/notes-around.js';
import { useNotesOf } from '../notes/queries.js';
import { WriteNote } from '../notes/write-note.js';
import { useSay } from '../text/say.js';

/** What people wrote beside the number, and room for more; its unit may stand far below that of the page. */
export default function NotesOnIt({ value }: { value: IndicatorValue }) {
  const { t } = useSay();
  const place = placeOf(value);
  const { data: notes = [] } = useNotesOf(place.unit, place.period);
  return (
    <section data-part="notes">
      <h3>{t('notes.title')}</h3>
      <NoteList notes={notesOn(notes, place)} />
      <WriteNote place={place} periods={[place.period]} />
    </section>
  );
}
