import { describe, expect, it } from '@jest/globals';
import { fromLegacy, readPlan } from '@chitieu/domain';
import { DocumentRefused } from './document-refused.js';
import { readDocument, LARGEST_DOCUMENT_BYTES } from './read-document.js';
import { docxOf, pdfOf, zipOf } from './written-documents.fixture.js';

const PLAN = `ỦY BAN NHÂN DÂN XÃ ĐỒNG MÂY
Số: 27/KH-UBND
Đồng Mây, ngày 12 tháng 3 năm 2024

KẾ HOẠCH
Giảm nghèo bền vững xã Đồng Mây năm 2024

I. KẾT QUẢ THỰC HIỆN NĂM 2023
1. Tổng số hộ toàn xã là 1.250 hộ; còn 75 hộ nghèo, chiếm tỷ lệ 6,0%.
II. MỤC TIÊU NĂM 2024
1. Tỷ lệ hộ nghèo còn 4,8%, tương đương 60 hộ.
III. KINH PHÍ
Đơn vị tính: triệu đồng

| STT | Nội dung | Kinh phí |
| --- | --- | --- |
| 1 | Dự án 2: Đa dạng hóa sinh kế, phát triển mô hình giảm nghèo | 420 |
| 2 | Dự án 6: Truyền thông và giảm nghèo về thông tin | 150 |
| | Tổng cộng | 570 |
`;

const essence = (text: string) => {
  const { document, targets, results, projectLines, totals, findings } = readPlan(text);
  return {
    document: [document.number.value, document.date.value, document.unitName.value?.toLowerCase(), document.planYear.value],
    figures: [...targets, ...results].map(({ indicator, of, period, value }) => `${indicator} ${of} ${period} ${value}`),
    lines: projectLines.map(({ programme, project, amountDong }) => `${programme} ${project} ${amountDong}`),
    totals: totals.map(({ amountDong }) => amountDong),
    faults: findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule),
  };
};
const KNOWN = essence(PLAN);

/** From Unicode back to an old font's codes, by trying each code: what the letter is that it shows. */
function inFont(text: string, encoding: 'TCVN3' | 'VNI'): string {
  const marks = encoding === 'TCVN3' ? [''] : ['', ...'ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË'];
  const letters = Array.from({ length: 0x100 - 0x20 }, (_, i) => String.fromCharCode(0x20 + i));
  const codes = new Map<string, string>();
  for (const code of letters.flatMap((letter) => marks.map((mark) => letter + mark))) {
    const shown = fromLegacy(code, encoding);
    if ([...shown].length === 1 && !codes.has(shown)) codes.set(shown, code);
  }
  // The fonts for capitals have the codes of the small letters.
  return [...text].map((letter) => codes.get(letter) ?? codes.get(letter.toLowerCase()) ?? letter).join('');
}

describe('a document is read by what it is', () => {
  it('the plan is one that has something in it', () => {
    expect(KNOWN.figures).toHaveLength(5);
    expect(KNOWN).toMatchObject({ lines: ['GNBV DA2 420000000', 'GNBV DA6 150000000'], totals: ['570000000'], faults: [] });
  });

  it.each<[string, string, Buffer]>([
    ['UTF-8', 'utf-8', Buffer.from(PLAN)],
    ['UTF-8 with its mark, letters in pieces', 'utf-8', Buffer.from(`\ufeff${PLAN.normalize('NFD')}`)],
    ['UTF-16 with its mark', 'utf-16le', Buffer.from(`\ufeff${PLAN}`, 'utf16le')],
    ['UTF-16 without', 'utf-16le', Buffer.from(PLAN, 'utf16le')],
    ['UTF-16, the other end first', 'utf-16be', Buffer.from(PLAN, 'utf16le').swap16()],
    ['TCVN3', 'TCVN3', Buffer.from(inFont(PLAN, 'TCVN3'), 'latin1')],
    ['VNI', 'VNI', Buffer.from(inFont(PLAN, 'VNI'), 'latin1')],
    ['TCVN3 pasted into UTF-8', 'TCVN3', Buffer.from(inFont(PLAN, 'TCVN3'))],
  ])('text in %s', async (_what, encoding, bytes) => {
    const read = await readDocument(bytes);
    expect(read).toMatchObject({ format: 'text', encoding });
    expect(essence(read.text)).toEqual(KNOWN);
  });

  it('text in windows-1258, which writes tones as letters of their own', async () => {
    // ê is a letter of it, the tones are combining: ế is ê and 0xec.
    const bytes = Buffer.from([0x4b, 0xea, 0xec, 0x20, 0x68, 0x6f, 0x61, 0xf2, 0x63, 0x68, 0x20, 0x78, 0x61, 0xde]);
    expect(await readDocument(bytes)).toEqual({ format: 'text', encoding: 'windows-1258', text: 'Kế hoạch xã' });
  });

  it('Word', async () => {
    const read = await readDocument(docxOf(PLAN));
    expect(read.format).toBe('docx');
    expect(essence(read.text)).toEqual(KNOWN);
  });

  it('Word with an old font', async () => {
    const read = await readDocument(docxOf(inFont(PLAN, 'TCVN3')));
    expect(read).toMatchObject({ format: 'docx', encoding: 'TCVN3' });
    expect(essence(read.text)).toEqual(KNOWN);
  });

  it('PDF', async () => {
    const read = await readDocument(pdfOf(PLAN));
    expect(read.format).toBe('pdf');
    expect(essence(read.text)).toEqual(KNOWN);
  });
});

describe('is refused with what to do', () => {
  const scan = pdfOf('');
  const bomb = zipOf('word/document.xml', Buffer.alloc(50 * 1_048_576));
  const liar = zipOf('word/document.xml', Buffer.alloc(5 * 1_048_576), { claims: 1_000 });
  it.each<[string, string, Buffer]>([
    ['a scan', 'pdf-without-text', scan],
    ['half a PDF', 'damaged', Buffer.from('%PDF-1.4\nnothing')],
    ['an old Word file', 'old-word', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2])],
    ['a zip that is no Word file', 'not-a-document', zipOf('xl/workbook.xml', Buffer.from('<x/>'))],
    ['a zip that unpacks to more than any plan', 'unpacks-too-large', bomb],
    ['a zip that claims less than it holds', 'damaged', liar],
    ['half a zip', 'damaged', docxOf(PLAN).subarray(0, 300)],
    ['a Word file with a password', 'password-needed', zipOf('word/document.xml', Buffer.from('<x/>'), { flags: 1 })],
    [
      'XML that defines entities',
      'damaged',
      zipOf('word/document.xml', Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><w:document/>')),
    ],
    ['XML cut short', 'damaged', zipOf('word/document.xml', Buffer.from('<w:document><w:p>'))],
    ['a picture', 'not-a-document', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0xff])],
    ['letters of no known encoding', 'encoding-unknown', Buffer.from([0xc3, 0x28, 0xa0, 0xff, 0x41])],
    ['too many bytes', 'too-large', Buffer.alloc(LARGEST_DOCUMENT_BYTES + 1, 'a')],
  ])('%s', async (_what, reason, bytes) => {
    const refusal = await readDocument(bytes).then(
      () => null,
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(DocumentRefused);
    const { detail, reason: why } = refusal as DocumentRefused;
    expect(why).toBe(reason);
    expect(detail.vi.length > 20 && detail.en.length > 20).toBe(true);
  });
});
