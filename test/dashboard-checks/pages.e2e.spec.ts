import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@chitieu/testing';
import { DESKTOP, PHONE, Screen } from './open-page.js';

const screen = Screen.forAll();
const ROUTES = [
  ['/u/219/2024/indicators', '[data-row="poor-rate"]'],
  ['/u/219/2024/indicators/poor-rate', '[data-part="below"] tbody [data-row]'],
  ['/u/219/2024/imports', 'main form, main input[type="file"]'],
  ['/u/219/2024', '[data-unit="07606"]'],
  ['/u/219/2024/alerts', '[data-row="a1"]'],
  ['/u/219/2024/alerts/a1', '.history li'],
  ['/u/219/2024/explanations', '[data-row="a2"]'],
  ['/u/219/2024/reporting', '[data-row="07543"]'],
  ['/u/219/2024/data-quality', '[data-row^="07606"]'],
  ['/u/07606/2024/plans', '[data-plan] [data-row="poor-rate"]'],
  ['/u/219/2024/alert-rules', '[data-rule="off-target"]'],
] as const;

describe('check 10: alerts', () => {
  it('lists what is open, and leads to one alert: its words, what happened, and who took it in hand', async () => {
    await screen.open('/u/219/2024/alerts', '[data-row="a1"]');
    await screen.untilCount('[data-row]', 4);
    await screen.page.selectOption('select', 'missing-report');
    await screen.untilCount('[data-row]', 1);
    expect(screen.path).toBe('/u/219/2024/alerts?rule=missing-report');
    await screen.page.goBack();
    await screen.page.click('[data-row="a1"] a');
    await screen.page.waitForSelector('.history');
    expect(screen.path).toBe('/u/219/2024/alerts/a1');
    expect(await screen.textOf('.story')).toContain('cần giảm 4 hộ mỗi tháng');
    await screen.page.getByRole('button', { name: 'Ghi nhận' }).click();
    await screen.page.getByLabel('Người ghi nhận').fill('Nguyễn Văn C');
    await screen.page.getByLabel('Nội dung xử lý').fill('Rà soát lại thôn 3');
    await screen.page.getByRole('button', { name: 'Gửi' }).click();
    await screen.page.waitForSelector('.history li:has-text("Nguyễn Văn C ghi nhận: Rà soát lại thôn 3")');
  });

  it('asks a commune to explain, takes its reply, asks again and accepts: each step offered where it fits, and kept', async () => {
    await screen.open('/u/219/2024/alerts/a3', '.history li');
    const { page } = screen;
    const answer = async (action: string, fields: Record<string, string>): Promise<void> => {
      await page.getByRole('button', { name: action, exact: true }).click();
      for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text);
      await page.getByRole('button', { name: 'Gửi' }).click();
      await page.locator('form.acknowledge').waitFor({ state: 'detached' });
    };
    expect(await page.getByRole('button', { name: 'Chấp nhận giải trình' }).count()).toBe(0);
    await answer('Yêu cầu giải trình', {
      'Người yêu cầu': 'Phòng LĐTBXH',
      'Cần giải trình': 'Vì sao chậm?',
      'Trả lời trong': '3',
    });
    await page.waitForSelector('[data-part="explanation"]:has-text("hạn 11/10/2024")');
    await answer('Trả lời giải trình', { 'Người trả lời': 'UBND xã', 'Nội dung giải trình': 'Chờ mặt bằng\nđến tháng 11' });
    await page.waitForSelector('.history li:has-text("UBND xã trả lời: Chờ mặt bằng")');
    await answer('Yêu cầu lại', { 'Người yêu cầu': 'Phòng LĐTBXH', 'Điều chưa rõ': 'Bao nhiêu vốn?' });
    await answer('Trả lời giải trình', { 'Người trả lời': 'UBND xã', 'Nội dung giải trình': '210 triệu' });
    await answer('Chấp nhận giải trình', { 'Người chấp nhận': 'Phòng LĐTBXH', 'Ý kiến': 'đồng ý' });
    await page.waitForSelector('[data-part="explanation"]:has-text("đã chấp nhận")');
    await answer('Giao việc', { 'Giao cho': 'Nguyễn Văn D', 'Người giao': 'Trưởng phòng', 'Lời giao': 'theo dõi vốn' });
    await answer('Tạm ngừng báo', { 'Đến hết ngày': '2024-10-12', 'Người quyết định': 'Trưởng phòng', 'Lý do': 'đã rõ' });
    await page.waitForSelector('.bar:has-text("giao cho Nguyễn Văn D"):has-text("tạm ngừng báo đến 12/10/2024")');
    const sent = screen.asked
      .filter(({ method, url }) => method === 'POST' && url.includes('/a3/'))
      .map(({ url }) => url.split('/').pop());
    expect(sent).toEqual(['request-explanation', 'reply', 'reopen', 'reply', 'accept', 'assign', 'silence']);
  });

  it('lists what is waited for, late first, reached from the first screen', async () => {
    await screen.open('/u/219/2024', '.waiting');
    expect(await screen.textOf('.waiting')).toBe('Giải trình chờ 1');
    await screen.page.click('.waiting');
    await screen.page.waitForSelector('[data-row="a2"]');
    expect(await screen.textOf('[data-row="a2"]')).toMatch(/Vì sao hộ nghèo tăng\? chờ trả lời ■ 02\/10\/2024 · quá hạn 3 ngày/);
    await screen.page.getByRole('button', { name: 'đã chấp nhận' }).click();
    await screen.page.locator('[data-row="a2"]').waitFor({ state: 'detached' });
    expect(screen.path).toBe('/u/219/2024/explanations?state=accepted');
  });

  it('says in words that an alert is not there', async () => {
    await screen.open('/u/219/2024/alerts/none', '[role="alert"]');
    expect(await screen.textOf('[role="alert"]')).toBe('Không có cảnh báo này.');
    screen.forgiveRefusals();
  });
});

describe('check 11: who has not sent what', () => {
  it('puts those that owe first, tells late from overdue, and narrows to those that owe', async () => {
    await screen.open('/u/219/2024/reporting', '[data-row="07543"]');
    const rows = screen.page.locator('section:first-of-type [data-row]');
    expect(await rows.nth(0).getAttribute('data-row')).toBe('219');
    expect(await screen.textOf('[data-row="219"]')).toContain('28/29 1 quá hạn · 1 muộn');
    expect(await rows.nth(1).getAttribute('data-row')).toBe('07543');
    expect(await screen.textOf('[data-row="07543"]')).toContain('■ 0/1 1 quá hạn');
    expect(await screen.textOf('[data-row="07534"]')).toContain('▲ 1/1 1 muộn');
    expect(await screen.textOf('[data-row="annual-review/2024"]')).toContain('05/09/2024 quá 30 ngày');
    await screen.page.getByLabel('Chỉ đơn vị còn nợ').click();
    await screen.page.waitForURL(/owing=true/);
    await screen.untilCount('section:first-of-type [data-row]', 2);
  });
});

describe('check 12: data quality', () => {
  it('shows each finding with its arithmetic, its rule and how to mend it, and opens the number it is about', async () => {
    await screen.open('/u/219/2024/data-quality', '[data-row^="07606"]');
    expect(await screen.textOf('[data-row^="07606"]')).toMatch(/◇ Cần xem .*12 ÷ 10 = 1,2 declared-differs .*120 %/);
    await screen.page.getByRole('button', { name: 'Lỗi 1' }).click();
    await screen.page.locator('[data-row]').nth(1).waitFor({ state: 'detached' });
    await screen.untilCount('[data-row]', 1);
    expect(screen.path).toContain('severity=error');
    await screen.page.goBack();
    await screen.page.locator('[data-row^="07606"] .number-button').click();
    await screen.page.waitForSelector('.explanation');
    expect(screen.path).toContain('explain=poor-rate&of=07606');
  });
});

describe('plans', () => {
  it('show targets, lines of money, where levels differ, and what of the published figures is another now', async () => {
    await screen.open('/u/07606/2024/plans', '[data-plan] [data-row="poor-rate"]');
    await screen.page.waitForSelector('[data-part="settled"] [data-row]');
    expect(await screen.textOf('[data-plan]')).toContain('Số 12/QĐ-UBND · 15/01/2024 · UBND xã Tân Mộc');
    expect(await screen.textOf('[data-plan] [data-row="poor-rate"]')).toMatch(
      /mức 2,98 % 3,60 % 31\/12\/2023 đều 3,13 % đang tính/,
    );
    expect(await screen.textOf('[data-part="differences"] [data-row]')).toMatch(/■ Lỗi .*459 triệu 462 triệu 3 triệu/);
    await screen.untilCount('[data-part="differences"] [data-row]', 1);
    await screen.page.getByLabel('Hiện cả ghi chú (1)').click();
    await screen.page.waitForURL(/notes=true/);
    await screen.page.locator('[data-part="differences"] [data-row]').nth(1).waitFor();
    await screen.untilCount('[data-part="differences"] [data-row]', 2);
    const settled = await screen.textOf('[data-part="settled"]');
    expect(settled).toMatch(/09:00 04\/10\/2024 công bố Trần Thị B Họp giao ban/);
    expect(settled).toMatch(/3,60 % 3,54 %/);
  });
});

describe('rules of alerts', () => {
  it('are tried on what has been before they are saved as a new version, with who and why', async () => {
    await screen.open('/u/219/2024/alert-rules', '[data-rule="off-target"]');
    await screen.page.getByRole('button', { name: 'Thử trên thời gian này' }).click();
    await screen.page.waitForSelector('[data-part="replay"] [data-row]');
    expect(await screen.textOf('[data-part="replay"]')).toContain('Sẽ gửi 1 tin · xét 58 lượt số liệu');
    await screen.page.getByLabel('Người sửa').fill('Lê Văn A');
    await screen.page.getByLabel('Lý do').fill('refused');
    await screen.page.getByRole('button', { name: 'Lưu bản mới' }).click();
    await screen.page.waitForSelector('[role="alert"]');
    expect(await screen.textOf('[role="alert"]')).toBe('■ Ngưỡng hết cảnh báo thấp hơn ngưỡng báo.');
    screen.forgiveRefusals();
    await screen.page.getByLabel('Lý do').fill('Ngưỡng của tỉnh');
    await screen.page.getByRole('button', { name: 'Lưu bản mới' }).click();
    await screen.page.waitForSelector('.bar:has-text("Bản 2 · Lê Văn A")');
    await screen.page.getByLabel('Nội dung quy tắc').fill('{');
    expect(await screen.textOf('[role="alert"]')).toContain('Chưa đúng JSON');
  });
});

describe('check 24: the meeting screen', () => {
  const sheet = (name: string): Promise<unknown> => screen.page.waitForSelector(`[data-sheet="${name}"]`);

  it('shows figures, units and alerts one after another in large type, by keys too, and names nobody', async () => {
    await screen.setSize({ width: 1920, height: 1080 });
    await screen.open('/u/219/2024', '.to-wall');
    await screen.page.click('.to-wall');
    await sheet('figures');
    await screen.page.waitForSelector('[data-tile="poor-rate"]');
    const sizes = await screen.page.evaluate(
      `[...document.querySelectorAll('[data-tile] .figure button')].map((one) => one.getBoundingClientRect().height)`,
    );
    expect(Math.min(...(sizes as number[]))).toBeGreaterThan(40);
    expect(await screen.page.evaluate('document.documentElement.scrollHeight <= innerHeight')).toBe(true);
    await screen.page.keyboard.press(' ');
    await screen.page.getByRole('button', { name: 'Chạy' }).waitFor();
    await screen.page.keyboard.press('ArrowRight');
    await sheet('units');
    await screen.untilCount('.wall tbody tr', 12);
    await screen.page.keyboard.press('ArrowRight');
    await sheet('alerts');
    await screen.page.waitForSelector('[data-alert="a1"]');
    expect(await screen.textOf('.wall')).not.toContain('Nguyễn Văn C');
    expect(screen.path).toBe('/wall/219/2024?paused=true&sheet=3');
    expect(await screen.seriousFindings()).toEqual([]);
    await screen.page.keyboard.press('ArrowLeft');
    await sheet('units');
    expect(await screen.scrollsSideways()).toBe(false);
  });

  it('goes on by itself, and stands still for a reader who asked for calm', async () => {
    await screen.page.clock.install();
    await screen.open('/wall/219/2024', '[data-sheet="figures"]');
    await screen.page.clock.fastForward(15_000);
    await sheet('units');
    await screen.page.emulateMedia({ reducedMotion: 'reduce' });
    await screen.open('/wall/219/2024', '[data-sheet="figures"]');
    await screen.page.getByRole('button', { name: 'Chạy' }).waitFor();
  });
});

describe('checks 19 and 20: every page, in both languages, light on a phone and dark on a desktop', () => {
  it.each(ROUTES)('%s', async (path, awaited) => {
    await screen.setSize(PHONE);
    for (const language of ['en', 'vi'] as const) {
      await screen.open(path, awaited, language);
      expect([path, language, await screen.scrollsSideways()]).toEqual([path, language, false]);
      if (language === 'vi') expect(await screen.seriousFindings()).toEqual([]);
      else await isReadableInTheDark();
    }
  });

  /** On a desktop, as it stands; then light and on a phone again. */
  async function isReadableInTheDark(): Promise<void> {
    await screen.setSize(DESKTOP);
    await screen.page.emulateMedia({ colorScheme: 'dark' });
    const background = 'getComputedStyle(document.body).backgroundColor';
    await eventually(async () => expect(await screen.page.evaluate(background)).toBe('rgb(17, 24, 29)'));
    expect(await screen.seriousFindings()).toEqual([]);
    await screen.page.emulateMedia({ colorScheme: 'light' });
    await screen.setSize(PHONE);
  }

  it('takes the theme that the reader chose over the system’s, and keeps it', async () => {
    await screen.open('/u/219/2024', '[data-unit="07606"]');
    await screen.page.getByRole('button', { name: 'Nền tối' }).click();
    await screen.page.reload();
    await screen.page.waitForSelector('[data-mantine-color-scheme="dark"] [data-unit="07606"]');
    await screen.page.getByRole('button', { name: 'Nền tối' }).click();
    await screen.page.waitForSelector('[data-mantine-color-scheme="light"]');
  });

  it('leaves out no page that there is', () => {
    const pages = readFileSync(join(import.meta.dirname, '../../apps/dashboard/web/src/pages.ts'), 'utf8');
    const paths = [...pages.matchAll(/^ {4}path: '([^']+)'/gm)].map(
      ([, path]) => new RegExp(`^/u/\\w+/2024/${path!.replaceAll(/:\w+/g, '[^/]+')}$`),
    );
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) expect([path, ROUTES.some(([route]) => path.test(route))]).toEqual([path, true]);
  });
});
