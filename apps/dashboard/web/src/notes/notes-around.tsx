import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { IndicatorValue, NoteOnWire } from '@chitieu/contracts';
import { useNotesOf } from './queries.js';

interface Around {
  notes: readonly NoteOnWire[];
  /** Of the units that the page shows. */
  names: ReadonlyMap<string, string>;
}

const NotesContext = createContext<Around>({ notes: [], names: new Map() });
export const useNotes = (): Around => useContext(NotesContext);

interface NotesAroundProps {
  unit: string;
  period: string;
  values: readonly IndicatorValue[];
  children: ReactNode;
}

/** The notes of the page's unit and of those below, for every number that is shown in it: one call for all. */
export function NotesAround({ unit, period, values, children }: NotesAroundProps) {
  const { data } = useNotesOf(unit, period);
  const around = useMemo(
    () => ({ notes: data ?? [], names: new Map(values.map(({ orgUnit }) => [orgUnit.code, orgUnit.name])) }),
    [data, values],
  );
  return <NotesContext value={around}>{children}</NotesContext>;
}

/** Where a note stands; without an indicator: the whole period. */
export interface NotedPlace {
  unit: string;
  period: string;
  indicator: string | null;
  dimension: string | null;
}

/** Notes that stand at the very place. */
export const notesAt = (notes: readonly NoteOnWire[], { unit, period, indicator, dimension }: NotedPlace): NoteOnWire[] =>
  notes.filter(
    (note) => note.orgUnit === unit && note.period === period && note.indicator === indicator && note.dimension === dimension,
  );

/** Those, and the ones of the whole period, which concern the number too. */
export const notesOn = (notes: readonly NoteOnWire[], place: NotedPlace): NoteOnWire[] => [
  ...notesAt(notes, place),
  ...(place.indicator === null ? [] : notesAt(notes, { ...place, indicator: null, dimension: null })),
];

export const placeOf = ({ orgUnit, period, indicator, dimension }: IndicatorValue): NotedPlace => ({
  ...{ unit: orgUnit.code, period, indicator, dimension: dimension ?? null },
});
