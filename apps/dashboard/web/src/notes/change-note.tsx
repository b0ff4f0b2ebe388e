import { Button, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { NoteOnWire } from '@chitieu/contracts';
import { Refusal } from '../frame/refusal.js';
import { useWhoAndWhy } from '../frame/who-and-why.js';
import { useSay } from '../text/say.js';
import { useNoteText } from './note-line.js';
import { useNoteStep } from './queries.js';

const LONGEST_REASON = 500;
export const LONGEST_TEXT = 1_000;

interface ChangeProps {
  note: NoteOnWire;
  onEnd: () => void;
}

/** In other words, in the reader's language: a text in the other one would no longer say the same. */
export function CorrectNote({ note, onEnd }: ChangeProps) {
  const { t, language } = useSay();
  const textOf = useNoteText();
  const [text, setText] = useState(textOf(note.text));
  const { by, why, isSaid, fields } = useWhoAndWhy({ by: t('notes.by'), why: t('notes.reason') }, LONGEST_REASON);
  const step = useNoteStep(onEnd);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    step.mutate({ path: `notes/${note.id}/correct`, body: { by, reason: why, text: { [language]: text.trim() } } });
  };
  return (
    <form className="note-form" onSubmit={submit}>
      <Textarea
        className="wide"
        size="xs"
        label={t('notes.text')}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        maxLength={LONGEST_TEXT}
        required
      />
      {fields}
      <End isSaid={isSaid && text.trim() !== ''} isPending={step.isPending} word={t('notes.correct')} onEnd={onEnd} />
      <Refusal of={step.error} />
    </form>
  );
}

export function WithdrawNote({ note, onEnd }: ChangeProps) {
  const { t } = useSay();
  const { by, why, isSaid, fields } = useWhoAndWhy({ by: t('notes.by'), why: t('notes.reason') }, LONGEST_REASON);
  const step = useNoteStep(onEnd);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    step.mutate({ path: `notes/${note.id}/withdraw`, body: { by, reason: why } });
  };
  return (
    <form className="note-form" onSubmit={submit}>
      {fields}
      <End isSaid={isSaid} isPending={step.isPending} word={t('notes.withdraw')} onEnd={onEnd} />
      <Refusal of={step.error} />
    </form>
  );
}

interface EndProps {
  isSaid: boolean;
  isPending: boolean;
  word: string;
  onEnd: () => void;
}

/** The two ways out of a form. */
export function End({ isSaid, isPending, word, onEnd }: EndProps) {
  const { t } = useSay();
  return (
    <span>
      <Button size="xs" type="submit" loading={isPending} disabled={!isSaid}>
        {word}
      </Button>{' '}
      <button type="button" className="quiet" onClick={onEnd}>
        {t('notes.cancel')}
      </button>
    </span>
  );
}
