import { onOneLine } from './printable.js';

const GAP = '  ';

/** Aligned columns under their names; the last one takes what is left of the width and is cut there. */
export function table(names: string[], rows: string[][], width = Infinity): string {
  const lines = [names.map((name) => name.toUpperCase()), ...rows.map((row) => row.map(onOneLine))];
  const widths = names.map((_, column) => Math.max(...lines.map((line) => lengthOf(line[column] ?? ''))));
  return lines.map((line) => fitted(line, widths, width)).join('\n');
}

/** Names and what they stand for, one a line. */
export const facts = (pairs: [string, string][]): string => {
  const width = Math.max(...pairs.map(([name]) => lengthOf(name)));
  return pairs.map(([name, value]) => `${padded(name, width)}${GAP}${onOneLine(value)}`).join('\n');
};

function fitted(line: string[], widths: number[], width: number): string {
  const last = line.length - 1;
  const text = line.map((cell, column) => (column === last ? cell : padded(cell, widths[column]!))).join(GAP);
  return lengthOf(text) <= width ? text : `${[...text].slice(0, width - 1).join('')}…`;
}

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - lengthOf(text)));
const lengthOf = (text: string): number => [...text.normalize('NFC')].length;
