import ExcelJS from 'exceljs';
import type { Language } from '../number/format-number.js';
import { cutOf, notesBelow } from './csv.js';
import type { Leaving, Sheet } from './sheet.js';
import { writtenNumber } from './written-number.js';

const FONT = 'Times New Roman';
const NOT_IN_A_NAME = /[*?:\\/[\]]/g;
const LONGEST_NAME = 31;
const [NARROWEST, WIDEST] = [10, 60];

/** As an office sends it: title, unit, period and cut-off above, a header that stays and filters, the source below. */
export async function workbookOf({ around, sheets, notes }: Leaving, language: Language): Promise<ArrayBuffer> {
  const book = new ExcelJS.Workbook();
  sheets.forEach((sheet, i) => addSheet(book, { sheet, at: i, around, notes }, language));
  return book.xlsx.writeBuffer();
}

interface SheetParts extends Pick<Leaving, 'around' | 'notes'> {
  sheet: Sheet;
  at: number;
}

function addSheet(book: ExcelJS.Workbook, { sheet, at, around, notes }: SheetParts, language: Language): void {
  const heading = around.lines.length + 3;
  const page = book.addWorksheet(nameOf(sheet.name, at), {
    views: [{ state: 'frozen', ySplit: heading, xSplit: 1 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    headerFooter: { oddFooter: '&R&P / &N' },
  });
  page.properties.defaultRowHeight = 17;
  page.addRow([around.title]).font = { name: FONT, size: 14, bold: true };
  for (const line of around.lines) page.addRow([line]).font = { name: FONT, size: 11, italic: true };
  page.addRow([sheet.name]).font = { name: FONT, size: 12, bold: true };
  addHeading(page.addRow(sheet.columns));
  for (const row of sheet.rows) addRow(page, row, language);
  page.autoFilter = {
    from: { row: heading, column: 1 },
    to: { row: heading + sheet.rows.length, column: Math.max(1, sheet.columns.length) },
  };
  for (const line of [...cutOf(sheet, around.tellCut), ...notesBelow(around, notes), [], [around.source]])
    page.addRow(line).font = { name: FONT, italic: true };
  sheet.columns.forEach(
    (column, i) => (page.getColumn(i + 1).width = widthOf([column, ...sheet.rows.map((row) => row[i] ?? '')])),
  );
  page.pageSetup.printTitlesRow = `${heading}:${heading}`;
}

function addHeading(row: ExcelJS.Row): void {
  row.eachCell((cell) => {
    cell.font = { name: FONT, bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8F1F3' } };
    cell.alignment = { wrapText: true, horizontal: 'center', vertical: 'middle' };
    cell.border = ruled;
  });
}

/** Text stays text: a workbook computes nothing from a string, whatever it begins with. */
function addRow(page: ExcelJS.Worksheet, texts: readonly string[], language: Language): void {
  const numbers = texts.map((text) => writtenNumber(text, language));
  const row = page.addRow(texts.map((text, i) => numbers[i]?.value ?? text));
  row.eachCell((cell, column) => {
    cell.font = { name: FONT };
    cell.border = ruled;
    cell.alignment = { vertical: 'middle', wrapText: true };
    const number = numbers[column - 1];
    if (number) cell.numFmt = number.format;
  });
}

const line = { style: 'thin', color: { argb: 'FFB8C1C8' } } as const;
const ruled = { top: line, bottom: line, left: line, right: line };

const nameOf = (name: string, at: number): string =>
  `${at + 1} ${name.replaceAll(NOT_IN_A_NAME, ' ')}`.slice(0, LONGEST_NAME).trim();

const widthOf = (texts: readonly string[]): number =>
  Math.min(WIDEST, Math.max(NARROWEST, ...texts.map((text) => text.length + 2)));
