import { describe, expect, it } from '@jest/globals';
import { eventually } from '@chitieu/testing';
import { PHONE, Screen } from './open-page.js';

const screen = Screen.forAll();
const RANKED = '/u/219/2024?sort=poor-rate&direction=descending';
const open = () => screen.page.getByRole('button', { name: 'Khung nhìn đã lưu' });
const dialog = () => screen.page.getByRole('dialog', { name: 'Khung nhìn đã lưu' });
const viewNamed = (name: string) => dialog().locator('li').filter({ hasText: name });

describe('check 15: the address alone restores what was seen', () => {
  it.each([
    [RANKED, '[aria-sort="descending"]', 1],
    ['/u/219/2024?listing=indicators', 'main [aria-pressed="true"]:text("Chỉ tiêu")', 1],
    ['/u/219/2024/indicators/poor-rate?trend=table&find=tan+moc', '[data-part="below"] tbody tr[data-row]', 1],
    ['/u/219/2024/indicators/poor-rate?by=value&direction=descending', '[data-part="below"] [aria-sort="descending"]', 1],
    ['/u/219/2024/indicators/poor-rate?hide=need,plan', '[data-part="below"] thead th', 4],
    ['/u/07606/2024?explain=poor-rate', '[role="dialog"] .explanation', 1],
    ['/u/07606/2024/plans?notes=true', '[data-part="differences"] [data-row]', 2],
  ])('%s', async (path, selector, count) => {
    await screen.open(path, selector);
    await screen.untilCount(selector, count);
  });
});

describe('check 15: saved views', () => {
  it('keeps what the address says under a name, opens there first, is renamed and removed, all by keyboard', async () => {
    await screen.open(RANKED, '[data-unit="07606"]');
    await open().focus();
    await screen.page.keyboard.press('Enter');
    await dialog().getByLabel('Tên').fill('Cuối bảng');
    await screen.page.keyboard.press('Enter');
    await viewNamed('Cuối bảng').waitFor();
    await viewNamed('Cuối bảng').getByRole('button', { name: 'Mở đầu tiên', exact: true }).press('Enter');
    await viewNamed('Cuối bảng').locator('[aria-pressed="true"]').waitFor();
    await screen.open('/', '[data-unit="07606"]');
    expect(screen.path).toBe(RANKED);
    await open().click();
    await viewNamed('Cuối bảng').getByRole('button', { name: 'Đổi tên' }).press('Enter');
    await viewNamed('Cuối bảng').getByLabel('Tên').fill('Trang của tôi');
    await screen.page.keyboard.press('Enter');
    await viewNamed('Trang của tôi').waitFor();
    await viewNamed('Trang của tôi').getByRole('button', { name: 'Xóa' }).press('Enter');
    await eventually(async () => expect(await viewNamed('Trang của tôi').count()).toBe(0));
    await screen.open('/', '[data-unit="07606"]');
    expect(screen.path).toBe('/u/219/2024');
  });

  it.each(['vi', 'en'] as const)('is a link to a shared one, and for everybody, on a phone too: %s', async (language) => {
    await screen.setSize(PHONE);
    await screen.open('/u/219/2024/plans', '.row .leave', language);
    await screen.page.locator('.row .leave').first().click();
    await screen.page.waitForSelector('[data-view="v1"]');
    expect(await screen.scrollsSideways()).toBe(false);
    expect(await screen.seriousFindings()).toEqual([]);
    await screen.page.locator('[data-view="v1"] a').click();
    await screen.page.waitForSelector('[data-unit="07606"]');
    expect(screen.path).toBe(RANKED);
  });
});
