import { SaxesParser } from 'saxes';
import { DocumentRefused } from './document-refused.js';
import { zipEntry } from './zip-entry.js';

const MOST_XML = 40 * 1_048_576;
/** Elements whose text is not the document's: what was deleted, and what is shown where a reader cannot show the other. */
const LEFT_OUT = new Set(['w:del', 'w:moveFrom', 'mc:Fallback', 'w:instrText', 'w:pict']);

interface Table {
  rows: string[][][];
}

/** A Word document as Markdown: a line for each paragraph, tables as rows. */
export function docxText(bytes: Uint8Array): string {
  const xml = zipEntry(bytes, 'word/document.xml', MOST_XML);
  if (xml === null) throw new DocumentRefused('not-a-document');
  const reader = new DocxReader();
  const parser = new SaxesParser({ xmlns: false });
  parser.on('opentag', ({ name, attributes }) => reader.open(name, attributes as Record<string, string>));
  parser.on('closetag', ({ name }) => reader.close(name));
  parser.on('text', (text) => reader.text(text));
  parser.on('doctype', () => {
    throw new DocumentRefused('damaged'); // Word writes none, and entities could grow without end
  });
  parser.on('error', () => {
    throw new DocumentRefused('damaged');
  });
  parser.write(xml.toString('utf8')).close();
  return reader.lines.join('\n');
}

class DocxReader {
  readonly lines: string[] = [];
  private readonly tables: Table[] = [];
  private paragraph: string | null = null;
  private mark = '';
  private isText = false;
  private leftOut = 0;
  private span = 1;

  open(name: string, attributes: Record<string, string>): void {
    if (LEFT_OUT.has(name)) this.leftOut++;
    else if (name === 'w:p') [this.paragraph, this.mark] = ['', ''];
    else if (name === 'w:t') this.isText = true;
    else if (name === 'w:tab') this.add(' ');
    else if (name === 'w:br' || name === 'w:cr') this.add('\n');
    else if (name === 'w:noBreakHyphen') this.add('-');
    else if (name === 'w:pStyle' && /^heading\d|^title/i.test(attributes['w:val'] ?? '')) this.mark = '# ';
    else if (name === 'w:numPr') this.mark ||= '- ';
    else if (name === 'w:tbl') this.tables.push({ rows: [] });
    else if (name === 'w:tr') this.table?.rows.push([]);
    else if (name === 'w:tc') this.beginCell();
    else if (name === 'w:gridSpan') this.span = Math.min(50, Number(attributes['w:val']) || 1);
  }

  close(name: string): void {
    if (LEFT_OUT.has(name)) this.leftOut--;
    else if (name === 'w:t') this.isText = false;
    else if (name === 'w:p') this.endParagraph();
    else if (name === 'w:tc') this.endCell();
    else if (name === 'w:tbl') this.endTable();
  }

  text(text: string): void {
    if (this.isText) this.add(text);
  }

  private get table(): Table | undefined {
    return this.tables.at(-1);
  }

  private get cell(): string[] | undefined {
    return this.table?.rows.at(-1)?.at(-1);
  }

  private add(text: string): void {
    if (this.leftOut === 0 && this.paragraph !== null) this.paragraph += text;
  }

  private beginCell(): void {
    this.table?.rows.at(-1)?.push([]);
    this.span = 1;
  }

  private endCell(): void {
    for (let i = 1; i < this.span; i++) this.table?.rows.at(-1)?.push([]);
    this.span = 1;
  }

  private endParagraph(): void {
    if (this.paragraph === null || this.leftOut > 0) return;
    const text = this.paragraph.trim() === '' ? '' : this.mark + this.paragraph;
    if (this.cell) this.cell.push(this.paragraph);
    else this.lines.push(...text.split('\n'), '');
    this.paragraph = null;
  }

  /** Tables that only set columns beside each other, as the head of a document does, are read one column after the other. */
  private endTable(): void {
    const { rows } = this.tables.pop()!;
    const said = isTable(rows) ? rows.map((cells) => `| ${cells.map(cellText).join(' | ')} |`) : columnsOf(rows);
    if (this.cell) this.cell.push(...said);
    else this.lines.push('', ...said, '');
  }
}

const cellText = (cell: string[]): string => cell.join(' ').replace(/\s+/g, ' ').replaceAll('|', '/').trim();

const isTable = (rows: string[][][]): boolean =>
  rows.length > 1 &&
  rows.some((cells) => cells.some((cell) => /^[\d.,]+ ?%?$/.test(cellText(cell)))) &&
  Math.max(...rows.map((cells) => cells.length)) > 1;

function columnsOf(rows: string[][][]): string[] {
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  return Array.from({ length: width }, (_, column) =>
    rows.flatMap((cells) => cells[column] ?? []).flatMap((text) => text.split('\n')),
  )
    .flatMap((column) => [...column, ''])
    .map((line) => line.trim());
}
