import { describe, expect, it } from '@jest/globals';
import { Screen } from './open-page.js';

const screen = Screen.forAll();
const PAGE = '/u/219/2024/indicators/poor-rate';
const factOf = async (fact: string): Promise<string> => screen.textOf(`[data-fact="${fact}"] dd`);
const numberIn = (text: string): number =>
  Number(/[+\u2212]?[\d.]+(,\d+)?/.exec(text)![0].replaceAll('.', '').replace(',', '.').replace('\u2212', '-'));

describe('check 2: against the plan', () => {
  it('says value, plan, difference in points and in households, forecast and the year before, and they fit together', async () => {
    await screen.open(PAGE, '[data-fact="forecast"] dd');
    const [value, plan, gap] = [numberIn(await factOf('value')), numberIn(await factOf('plan')), await factOf('difference')];
    expect(gap).toMatch(/^[+\u2212]\d+,\d\d điểm %$/);
    expect(numberIn(gap)).toBeCloseTo(value - plan, 1);
    const example = await screen.page.locator('[data-about="poor-rate"] dd').last().textContent();
    const households = numberIn(example!.split('÷')[1]!);
    expect(Math.abs(numberIn(await factOf('differenceHouseholds')) - ((value - plan) / 100) * households)).toBeLessThan(
      households * 0.0002,
    );
    expect(numberIn(await factOf('forecast'))).toBeLessThan(value); // falling since the start of the year
    expect(await factOf('lastYear')).toMatch(/^\d+,\d\d %$/);
    await screen.page.click('[data-fact="lastYear"] button');
    await screen.page.waitForSelector('.explanation');
    expect(screen.path).toContain('explain=poor-rate&at=2023');
  });

  it('draws eight periods with the plan, breaks the line where the standard changed, and has a table twin', async () => {
    await screen.open(PAGE, '.trend-chart .actual-point >> nth=7');
    expect(await screen.page.locator('.trend-chart').getAttribute('aria-label')).toMatch(
      /2017 \d+,\d\d.*; 2024 \d+,\d\d.*Ước cuối kỳ/,
    );
    await screen.untilCount('.standard-break', 1);
    const runs = await screen.page
      .locator('.trend-chart .actual')
      .evaluateAll((all) => all.map((run) => run.getAttribute('data-run')));
    expect(runs).toEqual(['5', '3']); // 2017–2021, 2022–2024
    await screen.page.locator('[data-part="trend"]').getByRole('button', { name: 'Bảng' }).click();
    await screen.page.waitForSelector('[data-part="trend"] [data-row="2021"]');
    expect(await screen.textOf('[data-part="trend"] [data-row="2021"]')).toContain('QĐ 59/2015/QĐ-TTg');
    expect(screen.path).toContain('trend=table');
  });
});

describe('check 26: what an indicator means', () => {
  it('has "?" on each one, in both languages, with an example from the unit', async () => {
    for (const [language, example] of [
      ['vi', 'Ví dụ tại Huyện Lục Ngạn'],
      ['en', 'Example from Huyện Lục Ngạn'],
    ] as const) {
      await screen.open('/u/219/2024/indicators', '[data-group="households"] [data-row]', language);
      const [rows, marks] = [screen.page.locator('[data-row]'), screen.page.locator('[data-row] [data-about]')];
      expect(await rows.count()).toBe(11);
      expect(await marks.count()).toBe(11);
      await screen.page.click('[data-about="poor-rate"] summary');
      expect(await screen.textOf('[data-about="poor-rate"]')).toMatch(new RegExp(`07/2021/NĐ-CP.*${example}.*\\d ÷ \\d`));
    }
  });

  it('finds an indicator typed without accents', async () => {
    await screen.open('/u/219/2024/indicators', '[data-row]');
    await screen.page.getByLabel('Tìm chỉ tiêu').fill('giai ngan');
    await screen.page.waitForURL(/q=giai/);
    await screen.untilCount('[data-row]', 2);
  });
});

describe('check 6: the table', () => {
  it('sorts, says so, and its total is the parent’s figure', async () => {
    await screen.open('/u/219/2024/indicators/poor-households', '[data-part="below"] tbody [data-row]');
    const total = numberIn(await screen.textOf('[data-part="below"] tfoot .number'));
    expect(total).toBe(numberIn(await factOf('value')));
    await screen.page.getByRole('button', { name: 'Thực hiện' }).click();
    await screen.page.waitForSelector('th[aria-sort="ascending"]:has-text("Thực hiện")');
  });
});

describe('cách tính as it was known', () => {
  it('asks with the day, and keeps it in the address', async () => {
    await screen.open('/u/219/2024?explain=poor-rate', '.explanation');
    await screen.page.getByLabel('Đã biết đến ngày').fill('2024-09-01');
    await screen.page.waitForSelector('.known-at [role="status"]');
    expect(screen.path).toContain('knownAt=2024-09-01');
    expect(screen.asked.some(({ url }) => url.includes('/explanations?') && url.includes('knownAt=2024-09-01'))).toBe(true);
    expect(await screen.textOf('.known-at [role="status"]')).toContain('23:59 01/09/2024');
    await screen.page.keyboard.press('Escape');
    await screen.page.waitForSelector('.explanation', { state: 'detached' });
    expect(screen.path).toBe('/u/219/2024');
  });
});
