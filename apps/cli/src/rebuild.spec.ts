import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RebuildOnWire } from '@chitieu/contracts';
import { FakeProduct } from './fake-product.fixture.js';

const begun: RebuildOnWire = {
  ...{ id: '7', from: 'facts', state: 'filling', step: 'household reviews', done: 0, total: 100 },
  ...{ startedAt: '2026-01-01T00:00:00.000Z', filledAt: null, finishedAt: null },
  ...{ compared: 0, differenceCount: 0, differences: [], changed: null, generation: null, error: null },
};
const ended: RebuildOnWire = {
  ...begun,
  state: 'done',
  finishedAt: '2026-01-01T00:00:09.500Z',
  compared: 230,
  changed: 0,
  generation: 2,
};

describe('rebuild', () => {
  let product: FakeProduct;
  beforeAll(async () => void (product = await new FakeProduct().start()));
  beforeEach(() => void product.calls.splice(0));
  afterAll(() => product.stop());

  const answering = (...states: RebuildOnWire[]): void => {
    product.answer = () => ({ body: states.length > 1 ? states.shift() : states[0] });
  };

  it('begins, shows how far it is, and tells what came out', async () => {
    answering(begun, { ...begun, done: 55 }, { ...begun, state: 'comparing', step: 'units', total: 3 }, ended);
    const { code, out, err } = await product.run('rebuild', '--from', 'state');
    expect(product.calls[0]).toMatchObject({ method: 'POST', url: '/api/v1/rebuilds', body: { from: 'state' } });
    expect(product.calls.at(-1)!.url).toBe('/api/v1/rebuilds/7');
    expect(err).toContain('filling   [#####.....] 50 %  household reviews\ncomparing [..........] 0 %  units\n');
    expect({ code, out }).toEqual({
      code: 0,
      out: 'rebuild 7 from facts: done after 9.5 s, 230 values compared, 0 differences\n0 units and periods have other numbers than before\n',
    });
  });

  it('does not wait when it should not', async () => {
    answering(begun);
    expect(await product.run('rebuild', '--no-wait', '--json')).toMatchObject({
      code: 0,
      out: expect.stringContaining('"filling"'),
    });
    expect(product.calls).toHaveLength(1);
  });

  it('fails with the differences when it was refused', async () => {
    const differences = [{ unit: '07606', period: '2023', measure: 'poor', recomputed: '58', stored: '59' }];
    answering(begun, { ...ended, state: 'refused', changed: null, generation: null, differenceCount: 1, differences });
    const { code, out, err } = await product.run('rebuild');
    expect(code).toBe(1);
    expect(out).toContain('07606  2023    poor     58              59');
    expect(err).toContain('The numbers before go on serving');
  });

  it('waits for a product that is away in between', async () => {
    let calls = 0;
    product.answer = () =>
      ++calls === 1 ? { status: 503, body: { code: 'unavailable', detail: { vi: 'v', en: 'e' } } } : { body: ended };
    expect((await product.run('rebuild', 'wait', '7')).code).toBe(0);
    expect(calls).toBe(2);
  });

  it('lists, and cancels', async () => {
    product.answer = () => ({ body: { items: [ended] } });
    expect((await product.run('rebuild', 'status')).out).toContain('7   facts  done   0/100');
    product.answer = () => ({ body: { ...ended, state: 'cancelled' } });
    expect((await product.run('rebuild', 'cancel', '7')).out).toContain('cancelled');
    expect(product.calls.at(-1)).toMatchObject({ method: 'POST', url: '/api/v1/rebuilds/7/cancel' });
  });

  it.each([['--from', 'nowhere'], ['cancel', 'x'], ['wait']])('refuses %s %s', async (...argv) => {
    expect((await product.run('rebuild', ...argv)).code).toBe(2);
  });
});
