import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './fixture/browser.js';
import { startGateway, type RunningGateway } from './fixture/gateway-on-fixture.js';
import { added } from './fixture/readings.js';
import { startFixtureUpstreams, type FixtureUpstreams } from './fixture/upstreams.js';

jest.setTimeout(60_000);

const DESKTOP = { width: 1366, height: 768 };
const PHONE = { width: 360, height: 640 };
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NEED = ['deteriorating', 'off_track', 'at_risk', 'no_data', 'doubt', 'no_plan', 'not_started', 'on_track', 'achieved'];

let upstreams: FixtureUpstreams;
let gateway: RunningGateway;
let browser: Browser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  upstreams = await startFixtureUpstreams();
  gateway = await startGateway({ intake: upstreams.url, calculation: upstreams.url, alerting: upstreams.url });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await gateway.close();
  await upstreams.close();
});

beforeEach(async () => {
  added.clear();
  upstreams.broken = false;
  faults = [];
  page = await browser.newPage({ viewport: DESKTOP });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && !upstreams.broken && faults.push(message.text()));
});

afterEach(async () => {
  await page.close();
  expect(faults).toEqual([]);
});

async function open(path: string, awaited = '[data-unit="07606"]'): Promise<void> {
  await page.goto(gateway.url + path);
  await page.waitForSelector(awaited);
}

const measure = (expression: string): Promise<unknown> => page.evaluate(expression);
const textOf = async (selector: string): Promise<string> =>
  (await page.locator(selector).first().innerText()).replaceAll('\u00a0', ' ');
const path = (): string => new URL(page.url()).pathname + new URL(page.url()).search;

describe('first screen', () => {
  it('shows cut-off, five tiles, ranked communes, alerts and the grid without scrolling', async () => {
    await open('/');
    expect(path()).toBe('/u/219/2024');
    expect(await textOf('.cut-off')).toContain('Số liệu đến 09:00 05/10/2024 · tạm tính · 27/29 xã');
    expect(await textOf('.sample')).toBe('dữ liệu mẫu');
    const tiles = await page.locator('.tile').all();
    expect(tiles).toHaveLength(5);
    for (const part of [...tiles, page.locator('.alerts'), page.locator('.grid'), page.locator('.listing')]) {
      const box = (await part.boundingBox())!;
      expect(box.x + box.width).toBeLessThanOrEqual(DESKTOP.width);
      expect(box.y + box.height).toBeLessThanOrEqual(DESKTOP.height);
    }
    expect(await measure('document.documentElement.scrollHeight')).toBe(DESKTOP.height);
    expect(await textOf('[data-tile="poor-rate"]')).toMatch(
      /^Tỷ lệ hộ nghèo\s+\d+,\d\d %\s+KH \d+,\d\d %\s+[\d.]+ \/ [\d.]+ hộ\s+▲ Có nguy cơ$/,
    );
  });

  it('ranks what needs action first, and says each state in shape and word', async () => {
    await open('/u/219/2024');
    const rows = page.locator('tr.below');
    const states = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-state')!));
    expect(states).toHaveLength(29);
    expect(states.map((state) => NEED.indexOf(state))).toEqual(states.map((state) => NEED.indexOf(state)).sort((a, b) => a - b));
    expect(await textOf('[data-unit="07534"] .state')).toBe('■ Không đạt · xấu đi');
    expect(await textOf('[data-unit="07606"] .state')).toBe('◇ Nghi ngờ số liệu');
    expect(await textOf('[data-unit="07543"]')).toContain('–');
    expect(await page.locator('[data-unit="07543"] .missing').first().getAttribute('title')).toBe('chưa nộp báo cáo');
  });

  it('sorts by a column, in the address, and says so to a screen reader', async () => {
    await open('/u/219/2024');
    await page.getByRole('button', { name: 'Tỷ lệ', exact: true }).click();
    await page.waitForURL('**/u/219/2024?sort=poor-rate');
    await page.waitForSelector('th[aria-sort="ascending"]:has-text("Tỷ lệ")');
    await page
      .getByRole('button', { name: /^Tỷ lệ/ })
      .first()
      .click();
    await page.waitForSelector('th[aria-sort="descending"]:has-text("Tỷ lệ")');
  });

  it('drills down by click and by Enter, and Back returns', async () => {
    await open('/u/24/2024', '[data-unit="220"]');
    await page.locator('tr[data-unit="219"] .money').click();
    await page.waitForURL('**/u/219/2024');
    await page.waitForSelector('[data-unit="07606"]');
    await page.getByRole('link', { name: 'Tân Mộc', exact: true }).first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/u/07606/2024');
    await page.waitForSelector('[data-unit="07606-01"]');
    expect(await textOf('.path')).toMatch(/Việt Nam\s+Tỉnh Bắc Giang\s+Huyện Lục Ngạn\s+Xã Tân Mộc/);
    await page.goBack();
    await page.waitForSelector('[data-unit="07540"]');
    await page.goBack();
    await page.waitForSelector('[data-unit="220"]');
  });

  it('shows a commune without villages its own indicators', async () => {
    await open('/u/07540/2024', '[data-indicator="poor-rate"]');
    expect(await page.locator('tr[data-indicator]').count()).toBe(11);
  });

  it('finds a unit typed without accents', async () => {
    await open('/u/219/2024');
    await page.getByPlaceholder('Tìm đơn vị').fill('tan moc');
    await page.getByRole('option', { name: 'Xã Tân Mộc · Huyện Lục Ngạn' }).click();
    await page.waitForURL('**/u/07606/2024');
  });

  it('says where an unknown unit or period leads', async () => {
    page.removeAllListeners('console'); // the browser reports the 404 that this is about
    await open('/u/99999/2024', '.nothing');
    expect(await textOf('h1')).toBe('Không có đơn vị 99999 trong kỳ 2024.');
    await open('/u/219/tomorrow', '.nothing');
    expect(await textOf('h1')).toBe('“tomorrow” không phải là kỳ báo cáo.');
  });

  it('speaks English throughout and remembers it', async () => {
    await open('/u/219/2024');
    await page.getByRole('button', { name: 'EN English' }).click();
    expect(await textOf('[data-unit="07534"] .state')).toBe('■ Off track · worse');
    expect(await textOf('[data-tile="poor-rate"]')).toMatch(/Poor rate\s+\d+\.\d\d%\s+plan \d+\.\d\d%/);
    await page.reload();
    await page.waitForSelector('[data-unit="07606"]');
    expect(await measure('document.documentElement.lang')).toBe('en');
    expect(await textOf('.alerts')).toContain('Needs action');
    await page.getByRole('button', { name: 'VI Tiếng Việt' }).click();
  });
});

describe('cách tính', () => {
  it('opens from a number, adds up, stands in the address, and Escape closes it', async () => {
    await open('/u/219/2024');
    await page.locator('[data-tile="poor-rate"] button').click();
    await page.waitForSelector('.explanation');
    expect(path()).toContain('explain=poor-rate');
    const explanation = await textOf('.explanation');
    const [total, whole] = [
      /Cộng\s+([\d.]+)\s+([\d.]+)/.exec(explanation)!,
      /Tử số[^\d]+2024\s+([\d.]+)\s+Mẫu số[^\d]+2024\s+([\d.]+)/.exec(explanation)!,
    ];
    expect(total.slice(1)).toEqual(whole.slice(1));
    expect(explanation).toMatch(/phiên bản 1 · lần sửa 17/);
    expect(explanation).toContain('Nghị định 07/2021/NĐ-CP');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.explanation', { state: 'detached' });
    expect(path()).toBe('/u/219/2024');
  });

  it('of a commune shows what it declared beside what is recomputed, and the events', async () => {
    await open('/u/219/2024?explain=poor-rate&of=07606', '.explanation .events li');
    const explanation = await textOf('.explanation');
    expect(explanation).toContain('116,3%');
    expect(explanation).toContain('giảm 12 hộ, đạt 116,3 % kế hoạch');
    expect(explanation).toContain('household:H-1/2024');
  });
});

describe('live', () => {
  it('shows a change within two seconds, flashing only what changed', async () => {
    await open('/u/219/2024');
    await page.waitForSelector('.live:not(.away)');
    const cell = '[data-unit="07540"] td:nth-of-type(2)';
    const before = Number(await textOf(cell));
    added.set('07540', 5);
    const sentAt = Date.now();
    await gateway.emit('indicator.changed.v1', {
      ...{ orgUnit: '07540', name: 'Xã Xa Lý', level: 'commune', ancestors: ['VN', '24', '219'], period: '2024' },
      ...{
        group: 'households',
        indicators: ['poor-households'],
        rev: 18,
        values: [],
        reporting: { received: 1, expected: 1, onTime: 1 },
      },
    });
    await page.waitForSelector(`${cell} .changed`);
    expect(Date.now() - sentAt).toBeLessThan(2_000);
    expect(Number(await textOf(cell))).toBe(before + 5);
    expect(await page.locator('[data-unit="07534"] .changed').count()).toBe(0);
    expect(await page.locator('[data-tile="poor-households"] .changed').count()).toBe(1);
  });

  it('says plainly when figures may be old, keeps them, and recovers', async () => {
    await open('/u/219/2024');
    upstreams.broken = true;
    await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
    await gateway.emit('indicator.changed.v1', {
      ...{ orgUnit: '07540', name: 'Xã Xa Lý', level: 'commune', ancestors: ['VN', '24', '219'], period: '2024' },
      ...{ group: 'households', indicators: [], rev: 19, values: [], reporting: { received: 1, expected: 1, onTime: 1 } },
    });
    await page.waitForSelector('.stale');
    expect(await textOf('.stale')).toMatch(/^Chưa lấy được số liệu mới\. Đang hiện số lúc \d\d:\d\d:\d\d/);
    expect(await page.locator('tr.below').count()).toBe(29);
    upstreams.broken = false;
    await page.waitForSelector('.stale', { state: 'detached', timeout: 30_000 });
  });

  it('acknowledges an alert with a note', async () => {
    await open('/u/219/2024', '[data-alert="a1"]');
    await page
      .locator('[data-alert="a1"]')
      .getByRole('button', { name: /Ghi nhận/ })
      .click();
    await page.getByRole('textbox', { name: 'Người ghi nhận' }).fill('Nguyễn Văn An');
    await page.getByRole('textbox', { name: 'Nội dung xử lý' }).fill('Xã báo cáo lại trước 10/10');
    await page.getByRole('button', { name: 'Gửi' }).click();
    await page.waitForSelector('[data-alert="a1"] .answered');
    expect(await textOf('[data-alert="a1"] .answered')).toBe('✓ Đã ghi nhận: Nguyễn Văn An · Xã báo cáo lại trước 10/10');
  });
});

describe('for everyone', () => {
  interface Finding {
    id: string;
    impact: string;
    nodes: { html: string }[];
  }

  it.each([
    ['the district', '/u/219/2024', '[data-unit="07606"]', DESKTOP],
    ['a commune', '/u/07540/2024', '[data-indicator]', DESKTOP],
    ['cách tính', '/u/219/2024?explain=poor-rate', '.explanation', DESKTOP],
    ['a phone', '/u/219/2024', '[data-unit="07606"]', PHONE],
  ])('axe has no serious finding on %s', async (_name, address, awaited, size) => {
    await page.setViewportSize(size);
    await open(address, awaited);
    await page.evaluate(AXE); // not as a script element: the pages' security policy refuses those
    const { violations } = (await measure('axe.run()')) as { violations: Finding[] };
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it.each(['/u/219/2024', '/u/07540/2024', '/u/219/2024?explain=poor-rate'])('a phone scrolls %s down only', async (address) => {
    await page.setViewportSize(PHONE);
    await open(address, '.tile');
    expect(await measure('document.documentElement.scrollWidth')).toBe(PHONE.width);
  });

  it('flashes nothing for a reader who asked for calm', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open('/u/219/2024');
    const duration = await measure(
      "(() => { const e = document.createElement('span'); e.className = 'changed'; document.body.append(e); return getComputedStyle(e).animationName; })()",
    );
    expect(duration).toBe('none');
  });
});
