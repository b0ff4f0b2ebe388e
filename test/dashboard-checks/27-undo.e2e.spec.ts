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
      '/api/v1/imports?kind=household-reviews&dryRun=true&orgUnit=219',
      '/api/v1/imports?kind=household-reviews&dryRun=false&orgUnit=219',
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

describe('check 27: a period is closed, published, and unlocked only from above', () => {
  const take = async (button: string, by: string, why: string): Promise<void> => {
    const part = screen.page.locator('[data-part="settled"]');
    await part.getByRole('button', { name: button }).click();
    await part.locator('form').getByLabel('Ai').fill(by);
    await part.locator('form').getByLabel('Lý do').fill(why);
    await part.locator('form').getByRole('button', { name: button }).click();
  };

  it('says who did what, when, for whom and why; a locked period is opened in the name of a unit above', async () => {
    await screen.open('/u/219/2023/plans', '[data-part="settled"] [data-state="open"]');
    expect(await screen.textOf('[data-part="settled"]')).toContain('Kỳ này chưa khóa, chưa công bố.');
    await take('Khóa sổ kỳ này', 'Lê Văn A', 'Hết hạn nộp');
    await screen.page.waitForSelector('[data-state="closed"]');
    await take('Công bố số liệu', 'Trần Thị B', 'Họp giao ban');
    await screen.page.waitForSelector('[data-state="published"]');
    expect(await screen.page.getByRole('button', { name: /Khóa sổ|Công bố/ }).count()).toBe(0);
    await screen.page.getByRole('button', { name: 'Mở lại kỳ' }).click();
    const above = screen.page.getByLabel('Cấp trên mở');
    expect(await above.locator('option').allInnerTexts()).toEqual(['Tỉnh Bắc Giang', 'Việt Nam']);
    await screen.page.getByRole('button', { name: 'Thôi' }).click();
    await take('Mở lại kỳ', 'Nguyễn Văn C', 'Rà soát sai một thôn');
    await screen.page.waitForSelector('[data-state="unlocked"]');
    const history = (await screen.page.locator('[aria-label="Ai đã làm gì với kỳ này"] tbody tr').allInnerTexts()).map((row) =>
      row.replaceAll(/\s+/g, ' '),
    );
    expect(history).toEqual([
      '09:02 05/10/2024 mở lại Nguyễn Văn C · Tỉnh Bắc Giang Rà soát sai một thôn',
      '09:01 05/10/2024 công bố Trần Thị B Họp giao ban',
      '09:00 05/10/2024 khóa sổ Lê Văn A Hết hạn nộp',
    ]);
  });

  it('shows what was published, what it is now, whether it is judged otherwise, and which correction did it', async () => {
    await screen.open('/u/219/2024/plans', '[aria-label="Số đã công bố nay khác"] [data-row]');
    expect(await screen.textOf('[aria-label="Số đã công bố nay khác"] tbody tr')).toMatch(
      /^Tỷ lệ hộ nghèo Xã Tân Mộc 3,60 % 3,54 % ● Đạt tiến độ → ● Đạt 09:00 05\/10\/2024 Rà soát hộ · H-1 2024 · bản 2 · 09:00 05\/10\/2024 chưa/,
    );
  });
});
