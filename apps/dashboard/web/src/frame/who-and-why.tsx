import { Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';

interface Words {
  by: string;
  why: string;
}

interface WhoAndWhy extends Words {
  /** Both are said. */
  isSaid: boolean;
  fields: ReactNode;
}

const LONGEST_NAME = 100;
/** What may be longer is written on several lines. */
const LONGEST_LINE = 500;

/** The two fields of whatever is done in somebody's name. `name`: of whom it most likely is. */
export function useWhoAndWhy(labels: Words, longestWhy: number, name = ''): WhoAndWhy {
  const [by, setBy] = useState(name);
  const [why, setWhy] = useState('');
  const said = { by: by.trim(), why: why.trim() };
  return {
    ...said,
    isSaid: said.by !== '' && said.why !== '',
    fields: (
      <>
        <Field label={labels.by} value={by} onChange={setBy} maxLength={LONGEST_NAME} />
        <Field label={labels.why} value={why} onChange={setWhy} maxLength={longestWhy} />
      </>
    ),
  };
}

interface FieldProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  maxLength: number;
}

function Field({ onChange, ...rest }: FieldProps) {
  const Input = rest.maxLength > LONGEST_LINE ? Textarea : TextInput;
  return <Input size="xs" required onChange={({ currentTarget }) => onChange(currentTarget.value)} {...rest} />;
}
