import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { readDocument } from '@chitieu/documents';
import ExcelJS from 'exceljs';
import { Screen } from './open-page.js';

const screen = Screen.forAll();
const bare = (text: string): string => text.replaceAll('\u2212', '-').replaceAll(/[\s\u00a0]/g, '');

/** Cells of the first table of the page as a reader sees them, by the browser's own idea of visible text. */
const onScreen = async (): Promise<string[][]> =>
  (await screen.page.evaluate(`[...document.querySelector('main table.units').tBodies[0].rows].map((row) =>
    [...row.cells].map((cell) => {
      cell.querySelectorAll('.also').forEach((mark) => (mark.textContent = ' · ' + mark.title));
      cell.querySelectorAll('.unseen, [aria-hidden="true"]').forEach((part) => (part.style.display = 'none'));
      return cell.innerText || (cell.querySelector('svg')?.getAttribute('aria-label') ?? '');
    }))`)) as string[][];

async function download(item: string): Promise<Buffer> {
  await screen.page.getByRole('button', { name: 'Tải về' }).click();
  const [file] = await Promise.all([
    screen.page.waitForEvent('download'),
    screen.page.getByRole('menuitem', { name: item }).click(),
  ]);
  return readFile(await file.path());
}

/** A cell of the workbook as a Vietnamese spreadsheet shows it. */
function shown({ value, numFmt }: ExcelJS.Cell): string {
  if (typeof value !== 'number') return bare(String(value ?? ''));
  const places = /\.(0+)/.exec(numFmt)?.[1]?.length ?? 0;
  const scaled =
    (value * (numFmt.includes('%') && !numFmt.includes('điểm') ? 100 : 1)) / 1_000 ** (/0(,+)/.exec(numFmt)?.[1]?.length ?? 0);
  const [whole = '', fraction] = scaled.toFixed(places).split('.');
  const written = whole.replace(/\B(?=(\d{3})+$)/g, '.') + (fraction ? `,${fraction}` : '');
  return bare(written + (/"(.*)"/.exec(numFmt)?.[1] ?? (numFmt.includes('%') ? '%' : '')));
}

describe('check 13: a page leaves the screen', () => {
  it.each([
    ['/u/219/2024?sort=poor-rate', '[data-unit="07606"]', 'sort: poor-rate'],
    ['/u/219/2024/reporting?owing=true', '[data-row="07543"]', 'owing: true'],
    ['/u/219/2024/alerts', '[data-row="a1"]', null],
  ])('%s as a workbook: the same cells, numbers as numbers, and what they are of', async (path, awaited, filters) => {
    await screen.open(path, awaited);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await download('Bảng tính (XLSX)')) as never);
    const sheet = book.worksheets[0]!;
    const heading = sheet.views[0] as { state: string; ySplit: number };
    expect([heading.state, Boolean(sheet.autoFilter)]).toEqual(['frozen', true]);
    const above = Array.from({ length: heading.ySplit }, (_, i) => sheet.getRow(i + 1).getCell(1).text);
    expect(above).toEqual(
      expect.arrayContaining(['Đơn vị: Huyện Lục Ngạn (219)', 'Kỳ: 2024', 'Số liệu đến 09:00 05/10/2024 · tạm tính']),
    );
    if (filters) expect(above).toContain(`Lọc, sắp xếp: ${filters}`);
    const seen = await onScreen();
    expect(seen.length).toBeGreaterThan(1);
    const columns = seen[0]!.length;
    const written = seen.map((_, r) =>
      Array.from({ length: columns }, (_, c) => shown(sheet.getRow(heading.ySplit + r + 1).getCell(c + 1))),
    );
    expect(written).toEqual(seen.map((row) => row.map(bare)));
    expect(sheet.lastRow!.getCell(1).text).toContain(`Nguồn: Chỉ Tiêu, http`);
  });

  it('holds numbers that can be added up', async () => {
    await screen.open('/u/219/2024', '[data-unit="07606"]');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await download('Bảng tính (XLSX)')) as never);
    const poor = book.worksheets[0]!.getColumn(3).values.filter((value) => typeof value === 'number');
    expect(poor.length).toBeGreaterThan(25);
    const [whole = 0, ...communes] = poor;
    expect(communes.reduce((sum, n) => sum + n, 0)).toBe(whole);
  });

  it('as CSV: byte order mark, the separator asked for, decimals that go with it', async () => {
    await screen.open('/u/219/2024', '[data-unit="07606"]');
    const semicolons = (await download('CSV, dấu chấm phẩy')).toString('utf8');
    expect(semicolons).toMatch(/^\ufeffTổng quan\r\n/);
    expect(semicolons).toMatch(/\r\nToàn huyện;[^;\r]+;\d+;\d+,\d\d%;/);
    expect((await download('CSV, dấu phẩy')).toString('utf8')).toMatch(/\r\nToàn huyện,[^,\r]+,\d+,\d+\.\d\d%,/);
  });
});

describe('check 14: on paper', () => {
  it('A4 pages say unit, period, filters, cut-off and n / m; every commune is there, controls are not', async () => {
    await screen.page.emulateMedia({ colorScheme: 'dark' }); // paper is white all the same
    await screen.open('/u/219/2024?sort=poor-rate', '[data-unit="07606"]');
    const pdf = await screen.page.pdf({ preferCSSPageSize: true, printBackground: true });
    const document = await readDocument(pdf);
    const text = document.text.replaceAll(/\s+/g, ' ');
    for (const said of [
      'Đơn vị: Huyện Lục Ngạn (219)',
      'Kỳ: 2024',
      'Lọc, sắp xếp: sort: poor-rate',
      'Số liệu đến 09:00 05/10/2024',
    ])
      expect(text).toContain(said);
    expect(text).toMatch(/1 ?\/ ?[2-9]/);
    expect(text).not.toContain('Tải về');
    await screen.page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    const names = await screen.page.locator('tr.below th').allInnerTexts();
    expect(names).toHaveLength(29);
    for (const name of names) expect(text).toContain(name.trim());
    expect(await screen.page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--card')")).toMatch(/#fff/);
  });
});
