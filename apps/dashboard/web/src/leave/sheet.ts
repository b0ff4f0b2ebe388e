/** A table as it leaves the screen. */
export interface Sheet {
  name: string;
  columns: string[];
  rows: string[][];
  /** How many rows there are, when not all of them are here. */
  cutFrom: number | null;
}

/** What is said above and below the tables of a file, line by line. */
export interface Surroundings {
  title: string;
  /** Unit, period, filters, cut-off. */
  lines: string[];
  /** Heads the notes below the tables. */
  notesTitle: string;
  source: string;
  /** Tells a cut: rows that are here, of all. */
  tellCut: (here: number, all: number) => string;
}

export interface Leaving {
  around: Surroundings;
  sheets: Sheet[];
  /** Of the shown figures, a line each. */
  notes: string[];
}
