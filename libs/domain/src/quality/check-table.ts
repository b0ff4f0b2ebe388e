import { misprintsOf, type Misprint } from './misprint.js';
import { readFigure, type PrintedFigure, type PrintedTable } from './printed-table.js';
import { asPrinted, lawsOf, strainOf, type Law, type ReadAs } from './table-laws.js';

/** A figure that mends everything that is wrong around it, and how it may have come to be printed so. */
export interface Suspect {
  figure: PrintedFigure;
  misprint: Misprint;
}

/** Laws that are broken together, and the figures of which a single common mistake explains them all: the likeliest first. */
export interface TableFinding {
  broken: Law[];
  suspects: Suspect[];
}

export interface TableCheck {
  findings: TableFinding[];
  /** Figures that nothing else in the table bears out: an error in them would not be seen. */
  unchecked: PrintedFigure[];
}

/** Sets the figures of a table beside each other. Nothing from outside is needed, and nothing is found in a table that agrees with itself. */
export function checkTable(table: PrintedTable): TableCheck {
  const laws = lawsOf(table);
  const broken = laws.filter(({ holds }) => !holds(asPrinted));
  const borneOut = new Set(laws.filter(isEvidence).flatMap(({ figures }) => figures));
  return {
    findings: together(broken).map((group) => ({ broken: group, suspects: suspectsOf(group, laws, table) })),
    unchecked: table.figures.flat().filter((figure): figure is PrintedFigure => figure !== null && !borneOut.has(figure)),
  };
}

/** A bound alone lets most errors pass. */
const isEvidence = ({ name }: Law): boolean => ['rows-add-up', 'columns-add-up', 'one-denominator'].includes(name);

/** Broken laws that share a figure, directly or over others. */
function together(broken: Law[]): Law[][] {
  const groups: Law[][] = [];
  for (const law of broken) {
    const touched = groups.filter((group) => group.some((other) => other.figures.some((figure) => law.figures.includes(figure))));
    for (const group of touched) groups.splice(groups.indexOf(group), 1);
    groups.push([...touched.flat(), law]);
  }
  return groups;
}

/** Every figure of which all the broken laws speak is tried with every common mistake. */
function suspectsOf(broken: Law[], laws: Law[], table: PrintedTable): Suspect[] {
  const inAll = broken[0]!.figures.filter((figure) => broken.every(({ figures }) => figures.includes(figure)));
  return inAll
    .flatMap((figure) =>
      misprintsOf(figure.text, figure.kind).flatMap((misprint) => {
        const as = mended(figure, misprint);
        const isMended = as && laws.every(({ figures, holds }) => !figures.includes(figure) || holds(as));
        return isMended ? [{ figure, misprint, strain: strainOf(table, as) }] : [];
      }),
    )
    .sort((a, b) => a.strain - b.strain)
    .map(({ figure, misprint }) => ({ figure, misprint }));
}

/** The table as it would read with one figure mended; null where that is no figure. */
function mended(figure: PrintedFigure, { text }: Misprint): ReadAs | null {
  const read = readFigure(text, figure);
  return 'outcome' in read ? null : (other) => (other === figure ? read : other);
}
