import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { NoteOnWire } from '@chitieu/contracts';
import { useSay } from '../text/say.js';
import { useNoteLine } from './note-line.js';
import { useNotes } from './notes-around.js';
import { notesOnScreen } from './notes-on-screen.js';

/** On paper there is no hover: what the marks on the page say stands below the figures. */
export function NotesOnPaper() {
  const { t } = useSay();
  const { notes } = useNotes();
  const lineOf = useNoteLine();
  const [shown, setShown] = useState<NoteOnWire[]>([]);
  useEffect(() => {
    const gather = (): void => flushSync(() => setShown(notesOnScreen(notes)));
    window.addEventListener('beforeprint', gather);
    return () => window.removeEventListener('beforeprint', gather);
  }, [notes]);
  if (shown.length === 0) return null;
  return (
    <section className="notes-on-paper" aria-hidden="true">
      <h2>{t('notes.title')}</h2>
      <ul>
        {shown.map((note) => (
          <li key={note.id}>{lineOf(note)}</li>
        ))}
      </ul>
    </section>
  );
}
