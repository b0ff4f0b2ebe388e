import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReconciliationOnWire } from '@chitieu/contracts';
import { FakeProduct } from './fake-product.fixture.js';

const differences = { error: 0, warning: 0, info: 0 };
const agreeing: ReconciliationOnWire = {
  ...{ orgUnit: { code: '24', name: 'Tỉnh Bắc Giang', level: 'province' }, period: '2024', asOf: '2024-10-05T02:00:00.000Z' },
  levels: [{ level: 'province', units: 1, withPlan: 1, differences }],
  ...{ items: [], notComparable: [], sample: false },
};
const differing: ReconciliationOnWire = {
  ...agreeing,
  levels: [{ level: 'commune', units: 209, withPlan: 209, differences: { ...differences, error: 1 } }],
  items: [
    {
      ...{ rule: 'lines-differ-from-total', severity: 'error', indicator: null, dimension: null, line: null, measure: 'dong' },
      orgUnit: { code: '07606', name: 'Xã Tân Mộc\u001b[2J', level: 'commune' },
      ...{ amount: '3000000', above: { amount: '459000000', lines: [] }, below: { amount: '462000000', lines: [] }, causes: [] },
      ...{ message: { vi: 'lệch 3 triệu', en: 'a difference of 3000000' }, mend: { vi: 'đối chiếu', en: 'check' } },
    },
  ],
  notComparable: [
    { orgUnit: agreeing.orgUnit, what: 'allocations', reason: 'parent_states_no_lines', message: { vi: 'không', en: 'none' } },
  ],
};

describe('plans reconcile', () => {
  let product: FakeProduct;
  beforeAll(async () => void (product = await new FakeProduct().start()));
  afterAll(() => product.stop());

  it('asks for a unit and a year, and is content where nothing differs', async () => {
    product.answer = () => ({ body: agreeing });
    const { code, out, err } = await product.run('plans', 'reconcile', '--org-unit', '24', '--period', '2024');
    expect(product.calls.at(-1)!.url).toBe('/api/v1/reconciliations?severity=info&orgUnit=24&period=2024');
    expect({ code, err }).toEqual({ code: 0, err: '24 2024: 0 to mend; 0 could not be compared\n' });
    expect(out).toContain('province  1      1          0       0         0');
  });

  it('fails with what differs, for people in both languages, and steers no terminal', async () => {
    product.answer = () => ({ body: differing });
    const { code, out } = await product.run('plans', 'reconcile', '--org-unit', '24');
    expect(code).toBe(1);
    expect(out).toContain(
      '1. error lines-differ-from-total: 07606 Xã Tân Mộc\\u001b[2J\n   lệch 3 triệu\n   a difference of 3000000\n   → đối chiếu · check',
    );
    expect(out).toContain('– 24 allocations: không · none');
    const json = await product.run('plans', 'reconcile', '--org-unit', '24', '--json');
    expect((JSON.parse(json.out) as ReconciliationOnWire).items[0]!.amount).toBe('3000000');
  });

  it.each([[[]], [['--org-unit', '24', '--severity', 'grave']]])('refuses %j', async (argv) => {
    expect((await product.run('plans', 'reconcile', ...argv)).code).toBe(2);
  });
});
