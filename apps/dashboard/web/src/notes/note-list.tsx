import { useState } from 'react';
import type { NoteOnWire } from '@chitieu/contracts';
import { printDate, printInstant } from '../number/format-time.js';
import { useSay } from '../text/say.js';
import { useNotePlace, useNoteText } from './note-line.js';
import { CorrectNote, WithdrawNote } from './change-note.js';
import './notes.css';

/** Notes in words, with who wrote them when; each can be said in other words or withdrawn. */
export function NoteList({ notes }: { notes: readonly NoteOnWire[] }) {
  const { t } = useSay();
  if (notes.length === 0) return <p className="soft">{t('notes.none')}</p>;
  return (
    <ul className="notes" aria-label={t('notes.title')}>
      {notes.map((note) => (
        <Note key={note.id} note={note} />
      ))}
    </ul>
  );
}

function Note({ note }: { note: NoteOnWire }) {
  const { t } = useSay();
  const [doing, setDoing] = useState<'correct' | 'withdraw' | null>(null);
  const [textOf, placeOf] = [useNoteText(), useNotePlace()];
  const end = (): void => setDoing(null);
  return (
    <li id={`note-${note.id}`} data-note={note.id}>
      <p>{textOf(note.text)}</p>
      <p className="soft">
        {placeOf(note)} · {note.by}, {printDate(note.writtenAt)}{' '}
        {doing === null && (
          <span className="note-actions">
            <button type="button" className="quiet" onClick={() => setDoing('correct')}>
              {t('notes.correct')}
            </button>{' '}
            <button type="button" className="quiet" onClick={() => setDoing('withdraw')}>
              {t('notes.withdraw')}
            </button>
          </span>
        )}
      </p>
      {doing === 'correct' && <CorrectNote note={note} onEnd={end} />}
      {doing === 'withdraw' && <WithdrawNote note={note} onEnd={end} />}
      {note.entries.length > 1 && <Entries of={note} />}
    </li>
  );
}

function Entries({ of: { entries } }: { of: NoteOnWire }) {
  const { t } = useSay();
  const textOf = useNoteText();
  return (
    <details>
      <summary>
        {t('notes.entries')} ({entries.length})
      </summary>
      <ol>
        {entries.map(({ step, by, at, reason, text }) => (
          <li key={at + step}>
            {[printInstant(at), t(`notes.step.${step}`), by, reason, text && `“${textOf(text)}”`].filter(Boolean).join(' · ')}
          </li>
        ))}
      </ol>
    </details>
  );
}
