import { describe, expect, it } from '@jest/globals';
import { PHONE, Screen } from './open-page.js';

const screen = Screen.forAll();
const FILE = { name: 'ho.csv', mimeType: 'text/csv', buffer: Buffer.from('householdId,period\nH1,2024\n') };

describe('check 27: a file is tried, imported, and taken back with a reason', () => {
  it('says what is wrong before anything is written, and who took back what, when and why', async () => {
    await screen.open('/u/219/2024/imports', '[type="file"]');
    const real = screen.page.getByRole('button', { name: 'Nhập thật' });
    await screen.page.setInputFiles('[type="file"]', FILE);
    expect(await real.isDisabled()).toBe(true);
    await screen.page.getByRole('button', { name: 'Chạy thử' }).click();
    await screen.page.waitForSelector('[data-part="result"] [data-row]');
    expect(await screen.textOf('[data-part="result"] .bar')).toContain('3 dòng: 2 mới · 0 sửa · 0 không đổi · 1 sai');
    expect(await screen.textOf('[data-part="result"] [data-row]')).toMatch(
      /3 members “1\.063” không phải số nguyên\. Ghi 1063\./,
    );
    await real.click();
    await screen.page.waitForSelector('[data-row="i2"]');
    expect(screen.path).toContain('import=i2');
    expect(screen.asked.filter(({ method }) => method === 'POST').map(({ url }) => url)).toEqual([
      '/api/v1/imports?kind=household-reviews&dryRun=true',
      '/api/v1/imports?kind=household-reviews&dryRun=false',
    ]);
    await screen.page.locator('[data-row="i2"]').getByRole('button', { name: 'Hoàn tác' }).click();
    await screen.page.getByLabel('Người hoàn tác').fill('Nguyễn Văn A');
    await screen.page.getByLabel('Lý do').fill('Nhầm tệp');
    await screen.page.locator('form').getByRole('button', { name: 'Hoàn tác' }).click();
    await screen.page.waitForSelector('[data-row="i3"]');
    expect(await screen.textOf('[data-row="i3"]')).toMatch(
      /05\/10\/2024.*Hoàn tác · Nguyễn Văn A: Nhầm tệp.*1 rút lại · 1 để nguyên/,
    );
    expect(await screen.textOf('[data-row="i2"]')).toContain('đã hoàn tác');
  });

  it.each(['vi', 'en'] as const)('is for everybody, on a phone too: %s', async (language) => {
    await screen.setSize(PHONE);
    await screen.open('/u/219/2024/imports', '[data-row="i3"]', language);
    expect(await screen.scrollsSideways()).toBe(false);
    expect(await screen.seriousFindings()).toEqual([]);
  });
});
