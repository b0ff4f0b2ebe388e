import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { FakeProduct } from './fake-product.fixture.js';

const RULE = {
  ...{ kind: 'off-target', indicators: ['poor-rate'], levels: ['commune'], periods: ['year'], severity: 'warning' },
  ...{ firesBelowPace: '0.60', resolvesAtPace: '0.65', holdForMs: 0, keepFiringForMs: 0 },
};

let product: FakeProduct;
let folder: string;
beforeAll(async () => {
  product = await new FakeProduct().start();
  folder = await mkdtemp(path.join(tmpdir(), 'rules-'));
});
afterAll(async () => {
  await product.stop();
  await rm(folder, { recursive: true });
});

async function file(rule: object): Promise<string> {
  const name = path.join(folder, 'rule.json');
  await writeFile(name, JSON.stringify(rule));
  return name;
}

it('checks a rule without a product, naming everything that is wrong', async () => {
  expect(await product.run('alert-rules', 'check', await file(RULE))).toMatchObject({ code: 0, out: 'sound\n' });
  const wrong = { ...RULE, levels: ['xã'], firesBelowPace: '60%', color: 'red' };
  const { code, err } = await product.run('alert-rules', 'check', await file(wrong));
  expect(code).toBe(1);
  for (const pointer of ['/levels/0', '/firesBelowPace', '/color']) expect(err).toContain(`  ${pointer}\n`);
  const low = await product.run('alert-rules', 'check', await file({ ...RULE, resolvesAtPace: '0.5', indicators: ['poor-rat'] }));
  for (const pointer of ['/resolvesAtPace', '/indicators/0']) expect(low.err).toContain(`  ${pointer}\n`);
  expect(product.calls).toEqual([]);
});

it('shows what a rule would have sent', async () => {
  const item = { at: '2024-10-05T05:00:10.000Z', state: 'firing', reason: 'held', message: { vi: 'Xã Tân Mộc: chậm.', en: '' } };
  product.answer = () => ({
    body: { from: '2023-01-01', to: '2024-12-31', known: 'now', keptFrom: null, observations: 1, items: [item] },
  });
  const days = ['--from', '2023-01-01', '--to', '2024-12-31', '--known', 'now', '--org-unit', '219'];
  const { code, out, err } = await product.run('alert-rules', 'replay', await file(RULE), ...days);
  expect([code, err]).toEqual([0, '1 messages; kept from nothing yet, known now\n']);
  expect(out).toMatch(/2024-10-05 05:00\s+firing\s+held\s+Xã Tân Mộc: chậm\./);
  expect(product.calls.at(-1)).toMatchObject({
    ...{ method: 'POST', url: '/api/v1/alert-rules/replays' },
    body: { rule: RULE, from: '2023-01-01', to: '2024-12-31', known: 'now', orgUnit: '219' },
  });
});

it('puts a rule, with who and why', async () => {
  product.answer = () => ({ body: { id: 'off-target', version: 2, enabled: false, rule: RULE, versions: [] } });
  const words = ['--by', 'Sở LĐTBXH', '--reason', 'quá nhiều cảnh báo', '--off'];
  const { code, out } = await product.run('alert-rules', 'put', 'off-target', await file(RULE), ...words);
  expect([code, out]).toEqual([0, 'off-target version 2, off\n']);
  expect(product.calls.at(-1)).toMatchObject({
    ...{ method: 'PUT', url: '/api/v1/alert-rules/off-target' },
    body: { rule: RULE, enabled: false, by: 'Sở LĐTBXH', reason: 'quá nhiều cảnh báo' },
  });
});

it('lists them', async () => {
  product.answer = () => ({ body: { items: [{ id: 'off-target', enabled: true, version: 3, ...RULE }] } });
  const { out } = await product.run('alert-rules', 'list');
  expect(out).toMatch(/off-target\s+off-target\s+3\s+on\s+warning\s+commune year poor-rate/);
});
