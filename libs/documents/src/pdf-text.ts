import { getDocumentProxy } from 'unpdf';
import { DocumentRefused } from './document-refused.js';

const MOST_PAGES = 300;
/** Fewer letters than this on a page: a scan with perhaps a stamp. */
const LETTERS_OF_A_SCAN = 20;

interface Piece {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
}

/** A PDF's text, line by line; wide gaps part the columns of a table. */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  // pdf.js takes its bytes away.
  const pdf = await getDocumentProxy(Uint8Array.from(bytes), { maxImageSize: 1, isEvalSupported: false, verbosity: 0 }).catch(
    refuse,
  );
  try {
    if (pdf.numPages > MOST_PAGES) throw new DocumentRefused('too-many-pages');
    const pages: string[] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      const pieces = items.flatMap((item): Piece[] =>
        'str' in item && item.str.trim() !== ''
          ? [
              {
                text: item.str,
                x: item.transform[4] as number,
                y: item.transform[5] as number,
                width: item.width,
                size: item.height || 10,
              },
            ]
          : [],
      );
      pages.push(pageText(pieces));
    }
    const text = pages.join('\n');
    if ((text.match(/\p{L}/gu)?.length ?? 0) < LETTERS_OF_A_SCAN * pdf.numPages) throw new DocumentRefused('pdf-without-text');
    return text;
  } catch (error) {
    return error instanceof DocumentRefused ? Promise.reject(error) : refuse(error as Error);
  } finally {
    await pdf.destroy();
  }
}

function refuse(error: Error): never {
  throw new DocumentRefused(error.name === 'PasswordException' ? 'password-needed' : 'damaged');
}

interface Cell {
  text: string;
  x: number;
}

interface Line {
  cells: Cell[];
  y: number;
  size: number;
}

function pageText(pieces: Piece[]): string {
  const lines = linesOf(pieces).map(cellsOf);
  const out: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const block: Line[] = [];
    while (i < lines.length && lines[i]!.cells.length > 1) block.push(lines[i++]!);
    if (block.length > 0) out.push(...blockText(block));
    const line = lines[i];
    if (line) out.push(...(isApart(lines[i - 1], line) ? [''] : []), line.cells[0]!.text);
  }
  return out.join('\n');
}

/** More room above it than lines of one paragraph have. */
const isApart = (before: Line | undefined, { y, size }: Line): boolean => before !== undefined && before.y - y > size * 1.9;

function linesOf(pieces: Piece[]): Piece[][] {
  const lines: Piece[][] = [];
  for (const piece of [...pieces].sort((a, b) => b.y - a.y || a.x - b.x)) {
    const line = lines.at(-1);
    if (line && Math.abs(line[0]!.y - piece.y) < piece.size * 0.5) line.push(piece);
    else lines.push([piece]);
  }
  return lines.map((line) => line.sort((a, b) => a.x - b.x));
}

/** Pieces that stand close are one text; a gap wider than two letters begins another. */
function cellsOf(line: Piece[]): Line {
  const cells: Cell[] = [];
  let end = -Infinity;
  for (const { text, x, width, size } of line) {
    const [gap, last] = [x - end, cells.at(-1)];
    if (last === undefined || gap > size * 2) cells.push({ text, x });
    else last.text += gap > size * 0.15 ? ` ${text}` : text;
    end = x + width;
  }
  for (const cell of cells) cell.text = cell.text.replace(/\s+/g, ' ').trim();
  return { cells, y: line[0]!.y, size: line[0]!.size };
}

/** Lines in columns: a table where figures stand in them; else one column after the other. */
function blockText(block: Line[]): string[] {
  const withFigures = block.filter(({ cells }) => cells.some(({ text }) => /^[\d.,]+ ?%?$/.test(text)));
  const columns = block.reduce((a, b) => (b.cells.length > a.cells.length ? b : a)).cells.map(({ x }) => x);
  const rows = block.map(({ cells }) => inColumns(cells, columns));
  if (block.length > 1 && withFigures.length * 2 >= block.length) {
    return ['', ...rows.map((row) => `| ${row.join(' | ')} |`), ''];
  }
  return columns.flatMap((_, column) => [...rows.flatMap((row) => row[column] || []), '']);
}

/** An empty cell leaves no trace on the page but the place of its neighbours. */
function inColumns(cells: Cell[], columns: number[]): string[] {
  const row = columns.map(() => '');
  for (const { text, x } of cells) {
    const nearest = columns.reduce((best, at, i) => (Math.abs(at - x) < Math.abs(columns[best]! - x) ? i : best), 0);
    row[nearest] = row[nearest] ? `${row[nearest]} ${text}` : text;
  }
  return row;
}
