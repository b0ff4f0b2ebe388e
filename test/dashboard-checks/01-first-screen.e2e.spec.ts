import { beforeEach, describe, expect, it } from '@jest/globals';
import { added } from '../../apps/dashboard/src/fixture/readings.js';
import { DESKTOP, PHONE, Screen } from './open-page.js';

const screen = Screen.forAll();
beforeEach(() => added.clear());

const NEED = ['deteriorating', 'off_track', 'at_risk', 'no_data', 'doubt', 'no_plan', 'not_started', 'on_track', 'achieved'];
const open = (path: string, awaited = '[data-unit="07606"]'): Promise<void> => screen.open(path, awaited);
const measure = (expression: string): Promise<unknown> => screen.page.evaluate(expression);
const textOf = (selector: string): Promise<string> => screen.textOf(selector);

describe('first screen', () => {
  it('shows cut-off, five tiles, ranked communes, alerts and the grid without scrolling', async () => {
    await open('/');
    expect(screen.path).toBe('/u/219/2024');
    expect(await textOf('.cut-off')).toContain('Số liệu đến 09:00 05/10/2024 · tạm tính · 27/29 xã');
    expect(await textOf('.sample')).toBe('dữ liệu mẫu');
    const tiles = await screen.page.locator('.tile').all();
    expect(tiles).toHaveLength(5);
    for (const part of [
      ...tiles,
      screen.page.locator('.alerts'),
      screen.page.locator('.grid'),
      screen.page.locator('.listing'),
    ]) {
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
    const rows = screen.page.locator('tr.below');
    const states = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-state')!));
    expect(states).toHaveLength(29);
    expect(states.map((state) => NEED.indexOf(state))).toEqual(states.map((state) => NEED.indexOf(state)).sort((a, b) => a - b));
    expect(await textOf('[data-unit="07534"] .state')).toBe('■ Không đạt · xấu đi');
    expect(await textOf('[data-unit="07606"] .state')).toBe('◇ Nghi ngờ số liệu');
    expect(await textOf('[data-unit="07543"]')).toContain('–');
    expect(await screen.page.locator('[data-unit="07543"] .missing').first().getAttribute('title')).toBe('chưa nộp báo cáo');
  });

  it('sorts by a column, in the address, and says so to a screen reader', async () => {
    await open('/u/219/2024');
    await screen.page.getByRole('button', { name: 'Tỷ lệ', exact: true }).click();
    await screen.page.waitForURL('**/u/219/2024?sort=poor-rate');
    await screen.page.waitForSelector('th[aria-sort="ascending"]:has-text("Tỷ lệ")');
    await screen.page
      .getByRole('button', { name: /^Tỷ lệ/ })
      .first()
      .click();
    await screen.page.waitForSelector('th[aria-sort="descending"]:has-text("Tỷ lệ")');
  });

  it('drills down by click and by Enter, and Back returns', async () => {
    await open('/u/24/2024', '[data-unit="220"]');
    await screen.page.locator('tr[data-unit="219"] .money').click();
    await screen.page.waitForURL('**/u/219/2024');
    await screen.page.waitForSelector('[data-unit="07606"]');
    await screen.page.getByRole('link', { name: 'Tân Mộc', exact: true }).first().focus();
    await screen.page.keyboard.press('Enter');
    await screen.page.waitForURL('**/u/07606/2024');
    await screen.page.waitForSelector('[data-unit="07606-01"]');
    expect(await textOf('.path')).toMatch(/Việt Nam\s+Tỉnh Bắc Giang\s+Huyện Lục Ngạn\s+Xã Tân Mộc/);
    await screen.page.goBack();
    await screen.page.waitForSelector('[data-unit="07540"]');
    await screen.page.goBack();
    await screen.page.waitForSelector('[data-unit="220"]');
  });

  it('shows a commune without villages its own indicators', async () => {
    await open('/u/07540/2024', '[data-indicator="poor-rate"]');
    expect(await screen.page.locator('tr[data-indicator]').count()).toBe(11);
  });

  it('finds a unit typed without accents', async () => {
    await open('/u/219/2024');
    await screen.page.getByPlaceholder('Tìm đơn vị').fill('tan moc');
    await screen.page.getByRole('option', { name: 'Xã Tân Mộc · Huyện Lục Ngạn' }).click();
    await screen.page.waitForURL('**/u/07606/2024');
  });

  it('says where an unknown unit or period leads', async () => {
    await open('/u/99999/2024', '.nothing');
    expect(await textOf('h1')).toBe('Không có đơn vị 99999 trong kỳ 2024.');
    await open('/u/219/tomorrow', '.nothing');
    expect(await textOf('h1')).toBe('“tomorrow” không phải là kỳ báo cáo.');
    screen.forgiveRefusals(); // the browser reports the 404 that this is about
  });

  it('speaks English throughout and remembers it', async () => {
    await open('/u/219/2024');
    await screen.page.getByRole('button', { name: 'EN English' }).click();
    expect(await textOf('[data-unit="07534"] .state')).toBe('■ Off track · worse');
    expect(await textOf('[data-tile="poor-rate"]')).toMatch(/Poor rate\s+\d+\.\d\d%\s+plan \d+\.\d\d%/);
    await screen.page.reload();
    await screen.page.waitForSelector('[data-unit="07606"]');
    expect(await measure('document.documentElement.lang')).toBe('en');
    expect(await textOf('.alerts')).toContain('Needs action');
    await screen.page.getByRole('button', { name: 'VI Tiếng Việt' }).click();
  });
});

describe('cách tính', () => {
  it('opens from a number, adds up, stands in the address, and Escape closes it', async () => {
    await open('/u/219/2024');
    await screen.page.locator('[data-tile="poor-rate"] button').click();
    await screen.page.waitForSelector('.explanation');
    expect(screen.path).toContain('explain=poor-rate');
    const explanation = await textOf('.explanation');
    const [total, whole] = [
      /Cộng\s+([\d.]+)\s+([\d.]+)/.exec(explanation)!,
      /Tử số[^\d]+2024\s+([\d.]+)\s+Mẫu số[^\d]+2024\s+([\d.]+)/.exec(explanation)!,
    ];
    expect(total.slice(1)).toEqual(whole.slice(1));
    expect(explanation).toMatch(/phiên bản 1 · lần sửa 17/);
    expect(explanation).toContain('Nghị định 07/2021/NĐ-CP');
    await screen.page.keyboard.press('Escape');
    await screen.page.waitForSelector('.explanation', { state: 'detached' });
    expect(screen.path).toBe('/u/219/2024');
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
    await screen.page.waitForSelector('.live:not(.away)');
    const cell = '[data-unit="07540"] td:nth-of-type(2)';
    const before = Number(await textOf(cell));
    added.set('07540', 5);
    const sentAt = Date.now();
    await screen.gateway.emit('indicator.changed.v1', {
      ...{ orgUnit: '07540', name: 'Xã Xa Lý', level: 'commune', ancestors: ['VN', '24', '219'], period: '2024' },
      ...{
        group: 'households',
        indicators: ['poor-households'],
        rev: 18,
        values: [],
        reporting: { received: 1, expected: 1, onTime: 1 },
      },
    });
    await screen.page.waitForSelector(`${cell} .changed`);
    expect(Date.now() - sentAt).toBeLessThan(2_000);
    expect(Number(await textOf(cell))).toBe(before + 5);
    expect(await screen.page.locator('[data-unit="07534"] .changed').count()).toBe(0);
    expect(await screen.page.locator('[data-tile="poor-households"] .changed').count()).toBe(1);
  });

  it('says plainly when figures may be old, keeps them, and recovers', async () => {
    await open('/u/219/2024');
    screen.upstreams.broken = true;
    await screen.page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
    await screen.gateway.emit('indicator.changed.v1', {
      ...{ orgUnit: '07540', name: 'Xã Xa Lý', level: 'commune', ancestors: ['VN', '24', '219'], period: '2024' },
      ...{ group: 'households', indicators: [], rev: 19, values: [], reporting: { received: 1, expected: 1, onTime: 1 } },
    });
    await screen.page.waitForSelector('.stale');
    expect(await textOf('.stale')).toMatch(/^Chưa lấy được số liệu mới\. Đang hiện số lúc \d\d:\d\d:\d\d/);
    expect(await screen.page.locator('tr.below').count()).toBe(29);
    screen.upstreams.broken = false;
    await screen.page.waitForSelector('.stale', { state: 'detached', timeout: 30_000 });
  });

  it('acknowledges an alert with a note', async () => {
    await open('/u/219/2024', '[data-alert="a1"]');
    await screen.page
      .locator('[data-alert="a1"]')
      .getByRole('button', { name: /Ghi nhận/ })
      .click();
    await screen.page.getByRole('textbox', { name: 'Người ghi nhận' }).fill('Nguyễn Văn An');
    await screen.page.getByRole('textbox', { name: 'Nội dung xử lý' }).fill('Xã báo cáo lại trước 10/10');
    await screen.page.getByRole('button', { name: 'Gửi' }).click();
    await screen.page.waitForSelector('[data-alert="a1"] .answered');
    expect(await textOf('[data-alert="a1"] .answered')).toBe('✓ Đã ghi nhận: Nguyễn Văn An · Xã báo cáo lại trước 10/10');
  });
});

describe('for everyone', () => {
  it.each([
    ['the district', '/u/219/2024', '[data-unit="07606"]', DESKTOP],
    ['a commune', '/u/07540/2024', '[data-indicator]', DESKTOP],
    ['cách tính', '/u/219/2024?explain=poor-rate', '.explanation', DESKTOP],
    ['a phone', '/u/219/2024', '[data-unit="07606"]', PHONE],
  ])('axe has no serious finding on %s', async (_name, address, awaited, size) => {
    await screen.setSize(size);
    await open(address, awaited);
    expect(await screen.seriousFindings()).toEqual([]);
  });

  it.each(['/u/219/2024', '/u/07540/2024', '/u/219/2024?explain=poor-rate'])('a phone scrolls %s down only', async (address) => {
    await screen.setSize(PHONE);
    await open(address, '.tile');
    expect(await measure('document.documentElement.scrollWidth')).toBe(PHONE.width);
  });

  it('flashes nothing for a reader who asked for calm', async () => {
    await screen.page.emulateMedia({ reducedMotion: 'reduce' });
    await open('/u/219/2024');
    const duration = await measure(
      "(() => { const e = document.createElement('span'); e.className = 'changed'; document.body.append(e); return getComputedStyle(e).animationName; })()",
    );
    expect(duration).toBe('none');
  });
});
