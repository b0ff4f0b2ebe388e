import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeProduct, runCaptured } from './fake-product.fixture.js';

describe('the command line', () => {
  it.each([
    [[], 'Usage: chitieu'],
    [['nix'], "unknown command 'nix'"],
    [['dead-letters'], 'list'],
    [['dead-letters', 'show'], "missing required argument 'id'"],
    [['dead-letters', 'show', 'x1'], 'whole number'],
    [['dead-letters', 'list', '--limit', '0'], 'from 1 to 500'],
    [['dead-letters', 'replay'], 'name ids, or a --group'],
    [['dead-letters', 'replay', '3', '--group', 'g'], 'name ids, or a --group'],
    [['dead-letters', 'replay', '3', '--reason', 'malformed'], '--reason goes with --group'],
    [['dead-letters', 'drop', '3'], '--reason'],
    [['dead-letters', 'list', '--url', 'ftp://x'], 'is no address'],
    [['dead-letters', 'list', '--url', 'nix'], 'is no address'],
  ])('refuses %j as wrong use', async (argv, told) => {
    const { code, out, err } = await runCaptured(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(told);
  });

  it('prints help as data', async () => {
    const { code, out, err } = await runCaptured(['dead-letters', 'replay', '--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('--no-wait');
  });

  it('says where it looked for a product that does not answer', async () => {
    const { code, err } = await runCaptured(['dead-letters', 'list', '--url', 'http://127.0.0.1:1']);
    expect(code).toBe(5);
    expect(err).toMatch(/^http:\/\/127\.0\.0\.1:1 does not answer \(.+\)\. Is the product running/);
  });
});

describe('what the product answers', () => {
  let product: FakeProduct;
  const away = { vi: 'Chưa trả lời.', en: 'Does not answer.' };
  beforeAll(async () => void (product = await new FakeProduct().start()));
  beforeEach(() => void product.calls.splice(0));
  afterAll(() => product.stop());

  it.each([
    [
      'a problem',
      404,
      { code: 'not-found', detail: { vi: 'Không có.', en: 'There is none.' } },
      1,
      'not-found: Không có.\nnot-found: There is none.\n',
    ],
    [
      'a process that is away',
      503,
      { code: 'unavailable', detail: away },
      5,
      'unavailable: Chưa trả lời.\nunavailable: Does not answer.\n',
    ],
  ])('tells %s in both languages', async (_name, status, body, code, err) => {
    product.answer = () => ({ status, body });
    expect(await product.run('dead-letters', 'show', '7')).toEqual({ code, out: '', err });
  });

  it('lists everything that is wrong', async () => {
    const errors = [{ pointer: '/limit', code: 'invalid-parameter', message: { vi: 'sai', en: 'wrong' } }];
    product.answer = () => ({ status: 422, body: { code: 'invalid-parameter', detail: away, errors } });
    expect((await product.run('dead-letters', 'list')).err).toContain('  /limit: sai\n  /limit: wrong\n');
  });

  it.each(['<html>', '{"hello": 1'])('tells a stranger at that address: %s', async (body) => {
    product.answer = () => ({ body });
    const { code, err } = await product.run('dead-letters', 'list');
    expect(code).toBe(5);
    expect(err).toContain('not as Chỉ Tiêu does');
  });
});
