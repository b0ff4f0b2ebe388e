import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Refusal } from '../frame/refusal.js';
import { useSay } from '../text/say.js';
import { End, LONGEST_TEXT } from './change-note.js';
import type { NotedPlace } from './notes-around.js';
import { useNoteStep } from './queries.js';

const LONGEST_NAME = 100;

interface WriteNoteProps {
  /** The number it is of, in the newest of the periods. */
  place: NotedPlace;
  /** Those it can be of, oldest first. */
  periods: readonly string[];
}

/** A button, and behind it the form of a new note. */
export function WriteNote(props: WriteNoteProps) {
  const { t } = useSay();
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <Form {...props} onEnd={() => setOpen(false)} />;
  return (
    <button type="button" className="quiet" onClick={() => setOpen(true)}>
      {t('notes.add')}
    </button>
  );
}

function Form({ place: { unit, indicator, dimension, ...place }, periods, onEnd }: WriteNoteProps & { onEnd: () => void }) {
  const { t, language } = useSay();
  const [period, setPeriod] = useState(place.period);
  const [isWhole, setWhole] = useState(indicator === null);
  const [text, setText] = useState('');
  const [by, setBy] = useState('');
  const step = useNoteStep(onEnd);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const number = isWhole || indicator === null ? {} : { indicator, ...(dimension !== null && { dimension }) };
    const body = { orgUnit: unit, period, ...number, text: { [language]: text.trim() }, by: by.trim() };
    step.mutate({ path: 'notes', body });
  };
  return (
    <form className="note-form" onSubmit={submit} aria-label={t('notes.add')}>
      <Where
        periods={periods}
        period={period}
        onPeriod={setPeriod}
        isWhole={indicator === null ? null : isWhole}
        onWhole={setWhole}
      />
      <Textarea
        className="wide"
        size="xs"
        label={t('notes.text')}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        maxLength={LONGEST_TEXT}
        required
      />
      <TextInput
        size="xs"
        label={t('notes.by')}
        value={by}
        onChange={({ currentTarget }) => setBy(currentTarget.value)}
        maxLength={LONGEST_NAME}
        required
      />
      <End isSaid={text.trim() !== '' && by.trim() !== ''} isPending={step.isPending} word={t('notes.save')} onEnd={onEnd} />
      <Refusal of={step.error} />
    </form>
  );
}

interface WhereProps {
  periods: readonly string[];
  period: string;
  onPeriod: (period: string) => void;
  /** Null: there is no number to choose. */
  isWhole: boolean | null;
  onWhole: (isWhole: boolean) => void;
}

function Where({ periods, period, onPeriod, isWhole, onWhole }: WhereProps) {
  const { t } = useSay();
  return (
    <>
      {periods.length > 1 && (
        <NativeSelect
          size="xs"
          label={t('notes.period')}
          data={[...periods].reverse()}
          value={period}
          onChange={({ currentTarget }) => onPeriod(currentTarget.value)}
        />
      )}
      {isWhole !== null && (
        <NativeSelect
          size="xs"
          label={t('notes.about')}
          data={[
            { value: 'number', label: t('notes.thisNumber') },
            { value: 'period', label: t('notes.wholePeriod') },
          ]}
          value={isWhole ? 'period' : 'number'}
          onChange={({ currentTarget }) => onWhole(currentTarget.value === 'period')}
        />
      )}
    </>
  );
}
