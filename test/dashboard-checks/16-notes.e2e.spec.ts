import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@chitieu/testing';
import ExcelJS from 'exceljs';
import { PHONE, Screen } from './open-page.js';

const screen = Screen.forAll();
const INDICATOR = '/u/07606/2024/indicators/poor-rate';
const POINT = '[data-point="2024"] a';
const MERGED = 'Sáp nhập thôn Đồng Quýt vào thôn Tân Mộc từ 01/03/2024';
const LINE = `2024 · Tỷ lệ hộ nghèo: ${MERGED} (Nguyễn Văn A, 05/10/2024)`;

async function download(item: string): Promise<Buffer> {
  await screen.page.getByRole('button', { name: 'Tải về' }).click();
  const [file] = await Promise.all([
    screen.page.waitForEvent('download'),
    screen.page.getByRole('menuitem', { name: item }).click(),
  ]);
  return readFile(await file.path());
}

describe('check 16: notes on a point or a period', () => {
  it('is marked at its point and its number, says itself on focus, and stands in words below the chart', async () => {
    await screen.open(INDICATOR, POINT);
    await screen.page.locator(POINT).focus();
    await screen.page.waitForSelector('[role="tooltip"]');
    expect(await screen.textOf('[role="tooltip"]')).toBe(LINE);
    const number = screen.page.locator('[data-fact="value"] .noted button');
    await number.focus();
    await eventually(async () => expect(await number.getAttribute('aria-describedby')).not.toBeNull());
    expect(await screen.textOf('[data-part="trend"] [data-note="n1"]')).toContain(
      `${MERGED} 2024 · Tỷ lệ hộ nghèo · Nguyễn Văn A, 05/10/2024`,
    );
    expect(await screen.seriousFindings()).toEqual([]);
  });

  it('is seen from the district, at the number of the commune', async () => {
    await screen.open('/u/219/2024', '[data-unit="07606"] .noted');
    await screen.untilCount('main .noted', 1);
  });

  it('leaves with the numbers: XLSX, CSV and paper', async () => {
    await screen.open(INDICATOR + '?trend=table', '[data-part="trend"] [data-note="n1"]');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await download('Bảng tính (XLSX)')) as never);
    const texts: string[] = [];
    book.worksheets[0]!.eachRow((row) => texts.push(row.getCell(1).text));
    expect(texts.slice(texts.indexOf('Ghi chú'))).toEqual(['Ghi chú', LINE, expect.stringMatching(/^Nguồn: /)]);
    expect(String(await download('CSV, dấu phẩy'))).toContain(`\r\nGhi chú\r\n${LINE.includes(',') ? `"${LINE}"` : LINE}\r\n`);
    await screen.page.emulateMedia({ media: 'print' });
    await screen.page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    await screen.page.waitForSelector('.notes-on-paper');
    expect(await screen.textOf('.notes-on-paper li')).toBe(LINE);
  });

  it('is written at the number it is of; another open page sees it; corrected and withdrawn with who and why', async () => {
    const written = '[data-note="n2"]';
    await screen.open(`${INDICATOR}?explain=poor-rate`, '[role="dialog"] [data-part="notes"] [data-note="n1"]');
    const panel = screen.page.locator('[role="dialog"]');
    await panel.getByRole('button', { name: 'Thêm ghi chú' }).click();
    await panel.getByLabel('Ghi chú cho').selectOption('period');
    await panel.getByLabel('Nội dung').fill('Rà soát bổ sung tháng 9');
    await panel.getByLabel('Người ghi').fill('Trần Thị B');
    await panel.getByRole('button', { name: 'Lưu ghi chú' }).click();
    await screen.page.waitForSelector(`[role="dialog"] ${written}`);
    await screen.open('/u/07606/2024/indicators/near-poor-rate', written);
    expect(await screen.textOf(written)).toContain('Rà soát bổ sung tháng 9 2024 · cả kỳ · Trần Thị B');
    const item = screen.page.locator(written);
    await item.getByRole('button', { name: 'Sửa' }).click();
    await item.getByLabel('Nội dung').fill('Rà soát bổ sung tháng 8');
    await item.getByLabel('Người ghi').fill('Trần Thị B');
    await item.getByLabel('Lý do').fill('Nhầm tháng');
    await item.getByRole('button', { name: 'Sửa' }).click();
    await item.getByText('Lịch sử ghi chú (2)').click();
    expect(await screen.textOf(written)).toMatch(/viết · Trần Thị B · “.*tháng 9”.*sửa · Trần Thị B · Nhầm tháng · “.*tháng 8”/);
    await item.getByRole('button', { name: 'Rút lại' }).click();
    await item.getByLabel('Người ghi').fill('Trần Thị B');
    await item.getByLabel('Lý do').fill('Thừa');
    await item.getByRole('button', { name: 'Rút lại' }).click();
    await screen.untilCount(written, 0);
  });

  it.each(['vi', 'en'] as const)('is for everybody, on a phone too: %s', async (language) => {
    await screen.setSize(PHONE);
    await screen.open(INDICATOR, POINT, language);
    await screen.page.locator('[data-part="notes"] > button').click();
    await screen.page.waitForSelector('.note-form');
    expect(await screen.scrollsSideways()).toBe(false);
    expect(await screen.seriousFindings()).toEqual([]);
  });
});
