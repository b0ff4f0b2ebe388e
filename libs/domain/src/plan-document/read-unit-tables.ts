import type { DocumentYears } from './front-matter.js';
import { foldLetters } from './paragraphs.js';
import type { FigureOf, ReadFigure } from './plan-draft.js';
import { cellPlace, type DocumentTable } from './read-tables.js';
import { parseFigure, type FigureKind } from './written-figures.js';
import { yearIn, type Passage } from './sections.js';

type Measure = 'stock' | 'rate' | 'reduction' | 'change';
interface CellMeaning {
  indicator: string;
  kind: FigureKind;
  measure: Measure | 'total';
  of: FigureOf;
  period: string | null;
}

const WHOLE = /^(?:tong|cong|toan )/;
const IS_UNIT = /^(?:thon|ban|ap|to dan pho|tdp|khu|xa|phuong|thi tran|huyen|thi xa|thanh pho)\b/;
const UNIT_COLUMN =
  /^(?:ten )?(?:thon|ban|xa|to dan pho|don vi(?! (?:tinh|chu tri|thuc hien|phu trach|quan ly|chu quan))|dia ban|huyen|phuong)/;
const ROW_COLUMN = /chi tieu|muc tieu|noi dung|danh muc/;
const PLANNED = /ke hoach|\bkh\b|chi tieu|\bgiao\b|phan dau|muc tieu/;
const NAMES: Record<'poor' | 'nearPoor' | 'multiPoor', Record<Measure, string>> = {
  poor: { stock: 'poor-households', rate: 'poor-rate', reduction: 'poor-reduction', change: 'poor-rate-change' },
  nearPoor: {
    stock: 'near-poor-households',
    rate: 'near-poor-rate',
    reduction: 'near-poor-reduction',
    change: 'near-poor-rate-change',
  },
  multiPoor: {
    stock: 'multi-poor-households',
    rate: 'multi-poor-rate',
    reduction: 'multi-poor-reduction',
    change: 'multi-poor-rate-change',
  },
};

/** Tables with a unit in each row, and tables with an indicator in each row. */
export function readFigureTable(table: DocumentTable, years: DocumentYears): Omit<ReadFigure, 'id'>[] {
  const unitColumn = unitColumnOf(table);
  if (unitColumn >= 0) {
    return table.rows.flatMap((row) => {
      const name = row.cells![unitColumn] || (row.cells!.find((cell) => /\p{L}/u.test(cell)) ?? '');
      return cellsOf(
        row,
        table.head,
        unitColumn,
        (head) => meaningIn(head, head, table.passage, years),
        WHOLE.test(foldLetters(name)) ? null : name,
      );
    });
  }
  const rowColumn = table.head.findIndex((name) => ROW_COLUMN.test(name) && !PLANNED_COLUMN.test(name));
  if (rowColumn < 0) return [];
  const unitOfMeasure = table.head.findIndex((name) => /don vi tinh|dvt|^don vi$/.test(name));
  return table.rows.flatMap((row) => {
    const words = foldLetters(`${row.cells![rowColumn] ?? ''} ${row.cells![unitOfMeasure] ?? ''}`);
    return cellsOf(
      row,
      table.head,
      rowColumn,
      (head) => (isValueColumn(head) ? meaningIn(words, head, table.passage, years) : null),
      null,
    );
  });
}

/** A rate of the column to its left. */
const isBareRate = (head: string): boolean => /^\(?(?:ty le|%)/.test(head) && subjectOf(head) === null;

const PLANNED_COLUMN = /ke hoach|chi tieu (?:nam|giao)/;
const isValueColumn = (head: string): boolean => /nam|thuc hien|ke hoach|chi tieu|muc tieu|dau ky|cuoi ky|ket qua/.test(head);

export function unitColumnOf({ head, rows }: DocumentTable): number {
  const named = head.findIndex((name) => UNIT_COLUMN.test(name));
  if (named >= 0) return rows.some(({ cells }) => subjectOf(foldLetters(cells![named] ?? '')) !== null) ? -1 : named;
  return head.findIndex(
    (_, column) => rows.filter(({ cells }) => IS_UNIT.test(foldLetters(cells![column] ?? ''))).length * 2 > rows.length,
  );
}

function cellsOf(
  row: Passage,
  head: string[],
  naming: number,
  meaningOf: (head: string) => CellMeaning | null,
  unitName: string | null,
): Omit<ReadFigure, 'id'>[] {
  return head.flatMap((name, column) => {
    const text = row.cells![column] ?? '';
    const number = /^[\d.,]*\d/.exec(text)?.[0];
    const words = isBareRate(name) ? `${head[column - 1] ?? ''} ty le` : name;
    const meaning = column === naming || number === undefined ? null : meaningOf(words);
    if (!meaning || number === undefined) return [];
    const unit = meaning.kind === 'percent' ? '%' : '';
    const read = parseFigure(number, unit, meaning.kind);
    const { measure, kind: _kind, ...said } = meaning;
    const value = measure === 'change' && read.value !== null ? `-${read.value}`.replace(/^--/, '') : read.value;
    const kind =
      said.of === 'target' ? (({ change: 'change', reduction: 'countReduced' } as const)[measure as 'change'] ?? 'level') : null;
    const reason = read.reason ?? (said.period === null ? 'period-not-said' : null);
    return [
      {
        ...said,
        ...read,
        value,
        reason,
        kind,
        unitName,
        base: null,
        text,
        place: cellPlace(row),
        confidence: 'medium' as const,
        confirmed: false,
      },
    ];
  });
}

const subjectOf = (words: string): keyof typeof NAMES | null =>
  /da chieu|ho ngheo,? (?:va )?(?:ho )?can/.test(words)
    ? 'multiPoor'
    : /can ngheo/.test(words)
      ? 'nearPoor'
      : /ngheo/.test(words)
        ? 'poor'
        : null;

/** @param words of the row or the head, @param head of the column, which says of when and of what it is */
function meaningIn(words: string, head: string, { phase, headingYear }: Passage, years: DocumentYears): CellMeaning | null {
  const subject = subjectOf(words.replace(/giam ngheo|thoat ngheo/g, (found) => (/giam/.test(found) ? 'giam' : found)));
  const year = yearIn(head) ?? /\b((?:19|20)\d\d)\b/.exec(head)?.[1] ?? null;
  const isPlanned =
    year === null
      ? PLANNED.test(head) || (phase === 'plan' && !/thuc hien|dau ky|hien/.test(head))
      : year === years.plan && !/uoc|dau nam/.test(head);
  const own = isPlanned ? years.plan : (headingYear ?? years.result);
  const said = year ?? own;
  const period = said !== null && /dau nam/.test(head) ? String(Number(said) - 1) : said;
  const of: FigureOf = isPlanned && !/dau nam/.test(head) ? 'target' : 'actual';
  if (subject === null) {
    const isTotal = /tong so ho|so ho (?:dan|toan)|^so ho$/.test(words);
    return isTotal
      ? {
          indicator: 'households',
          kind: 'households',
          measure: 'total',
          of: 'actual',
          period: of === 'actual' ? period : years.result,
        }
      : null;
  }
  const isRate = /ty le|%/.test(words);
  const measure: Measure = /\bgiam\b/.test(words) ? (isRate ? 'change' : 'reduction') : isRate ? 'rate' : 'stock';
  return { indicator: NAMES[subject][measure], kind: isRate ? 'percent' : 'households', measure, of, period };
}
