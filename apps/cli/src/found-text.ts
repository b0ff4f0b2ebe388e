import { LAW_TEXTS, MISPRINT_TEXTS, type PrintedTable, type TableCheck } from '@chitieu/domain';
import { onOneLine } from './printable.js';

/** Findings for people, in both languages: what contradicts, the arithmetic, and what would mend it. */
export function foundText(table: PrintedTable, { findings, unchecked }: TableCheck): string {
  const place = placeIn(table);
  const found = findings.map(({ broken, suspects }, i) =>
    [
      ...broken.map((law) => {
        const [first] = law.figures;
        const { vi, en } = LAW_TEXTS[law.name];
        return `${i + 1}. ${place(first!)}: ${vi} · ${en}\n     ${onOneLine(law.arithmetic)}`;
      }),
      ...suspects.map(({ figure, misprint }) => {
        const { vi, en } = MISPRINT_TEXTS[misprint.how];
        return `   ${place(figure)}: ${onOneLine(figure.text)} → ${misprint.text}? (${vi} · ${en})`;
      }),
      ...(suspects.length === 0 ? ['   không sửa một số nào mà khớp được · no single figure mends it'] : []),
    ].join('\n'),
  );
  const alone = unchecked.map((figure) => `${place(figure)} ${onOneLine(figure.text)}`).join('; ');
  return [...found, ...(alone ? [`không có số nào để đối chiếu · nothing to compare with: ${alone}`] : [])].join('\n\n');
}

export const unreadableText = (table: PrintedTable): string[] =>
  table.unreadable.map((cell) => {
    const why =
      cell.read.outcome === 'refused' && cell.read.reason === 'ambiguous'
        ? `${cell.read.readings.join(' hay · or ')}?`
        : 'không phải một số · no figure';
    return `${placeIn(table)(cell)}: "${onOneLine(cell.text)}": ${why}`;
  });

const placeIn =
  ({ rows, columns }: PrintedTable) =>
  ({ row, column }: { row: number; column: number }): string =>
    `${onOneLine(rows[row] || `#${row + 1}`)} / ${onOneLine(columns[column]!.name)}`;
