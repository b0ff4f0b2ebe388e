import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import type { NoteOnWire } from '@chitieu/contracts';
import { useNoteLine } from './note-line.js';
import './notes.css';

/** Something with notes: a mark in its corner, and what they say on hover and on focus. `children` takes the focus. */
export function Noted({ notes, children }: { notes: readonly NoteOnWire[]; children: ReactElement }) {
  const lineOf = useNoteLine();
  if (notes.length === 0) return children;
  return (
    <span className="noted" data-notes={notes.map(({ id }) => id).join(' ')}>
      <Tooltip
        label={notes.map((note) => (
          <span key={note.id} className="note-said">
            {lineOf(note)}
          </span>
        ))}
        events={{ hover: true, focus: true, touch: true }}
        multiline
        w={320}
        transitionProps={{ duration: 0 }}
      >
        {children}
      </Tooltip>
    </span>
  );
}
