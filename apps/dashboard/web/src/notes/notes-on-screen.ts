import type { NoteOnWire } from '@chitieu/contracts';

/** Of these notes the ones whose number, point or words the page shows, in the order of the page. */
export function notesOnScreen(notes: readonly NoteOnWire[], within: ParentNode = document): NoteOnWire[] {
  const marked = [...within.querySelectorAll<HTMLElement>('main [data-notes], main [data-note]')];
  const shown = new Set(marked.flatMap(({ dataset }) => (dataset.notes ?? dataset.note ?? '').split(' ')));
  return [...shown].flatMap((id) => notes.find((note) => note.id === id) ?? []);
}
