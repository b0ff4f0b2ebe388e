import { crc32, deflateRawSync } from 'node:zlib';

/** A zip of one file, as Word writes it. `claims` is what its directory says it unpacks to. */
export function zipOf(
  name: string,
  content: Buffer,
  { claims = content.length, flags = 0 }: { claims?: number; flags?: number } = {},
): Buffer {
  const packed = deflateRawSync(content);
  const crc = typeof crc32 === 'function' ? crc32(content) : 0;
  const file = Buffer.from(name);
  const sizes = (at: Buffer, from: number): void => {
    at.writeUInt32LE(crc, from);
    at.writeUInt32LE(packed.length, from + 4);
    at.writeUInt32LE(claims, from + 8);
    at.writeUInt16LE(file.length, from + 12);
  };
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  sizes(local, 14);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(flags, 8);
  central.writeUInt16LE(8, 10);
  sizes(central, 16);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + file.length, 12);
  end.writeUInt32LE(local.length + file.length + packed.length, 16);
  return Buffer.concat([local, file, packed, central, file, end]);
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const paragraph = (text: string): string => {
  const half = Math.floor(text.length / 2); // Word cuts sentences into runs
  const run = (part: string): string => `<w:r><w:t xml:space="preserve">${escaped(part)}</w:t></w:r>`;
  return `<w:p>${run(text.slice(0, half))}<w:del><w:r><w:delText>xoá</w:delText></w:r></w:del>${run(text.slice(half))}</w:p>`;
};
const row = (cells: string[]): string => `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`;

/** A Word document of a text; lines that begin with `|` become a table. */
export function docxOf(text: string): Buffer {
  let body = '';
  let rows: string[] = [];
  for (const line of [...text.split('\n'), '']) {
    if (line.startsWith('|')) {
      if (!/^[|\s:-]+$/.test(line))
        rows.push(
          row(
            line
              .replace(/^\||\|$/g, '')
              .split('|')
              .map((cell) => cell.trim()),
          ),
        );
      continue;
    }
    if (rows.length > 0) body += `<w:tbl>${rows.join('')}</w:tbl>`;
    rows = [];
    body += paragraph(line);
  }
  const xml = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`;
  return zipOf('word/document.xml', Buffer.from(xml));
}

/** The codes of the font are Unicode's own. */
const TO_UNICODE = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
100 beginbfrange
${Array.from({ length: 100 }, (_, page) => page.toString(16).padStart(2, '0'))
  .map((page) => `<${page}00> <${page}FF> <${page}00>`)
  .join('\n')}
endbfrange endcmap end end`;

const LINES_ON_A_PAGE = 45;

/** A PDF of a text, a line each; cells of a `|` row stand in columns. Without `text` it has a page with nothing on it. */
export function pdfOf(text: string): Buffer {
  const lines = text.split('\n').filter((line) => !/^[|\s:-]+$/.test(line) || line === '');
  const pages = Array.from({ length: Math.max(1, Math.ceil(lines.length / LINES_ON_A_PAGE)) }, (_, i) =>
    lines.slice(i * LINES_ON_A_PAGE, (i + 1) * LINES_ON_A_PAGE),
  );
  const stream = (content: string): string => `<< /Length ${Buffer.byteLength(content)} >> stream\n${content}\nendstream`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${7 + 2 * i} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /Plan /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plan /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R /DW 500 >>',
    '<< /Type /FontDescriptor /FontName /Plan /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
    stream(TO_UNICODE),
    ...pages.flatMap((page, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1400 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${8 + 2 * i} 0 R >>`,
      stream(pageOf(page)),
    ]),
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = Buffer.byteLength(file);
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const xref = Buffer.byteLength(file);
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF`;
  return Buffer.from(file);
}

const hex = (text: string): string =>
  [...text.normalize('NFC')].map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0')).join('');

const pageOf = (lines: string[]): string =>
  lines
    .flatMap((line, i) => {
      const cells = line.startsWith('|')
        ? line
            .replace(/^\||\|$/g, '')
            .split('|')
            .map((cell) => cell.trim())
        : [line];
      return cells.map((cell, column) => `BT /F1 10 Tf ${40 + column * 380} ${810 - i * 17} Td <${hex(cell)}> Tj ET`);
    })
    .join('\n');
