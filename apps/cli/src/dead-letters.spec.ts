import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeadLetterInFull, DeadLetterOnWire, ReplayAnswer } from '@chitieu/contracts';
import { FakeProduct, runCaptured, type Call } from './fake-product.fixture.js';

const letter = (id: string, more: Partial<DeadLetterOnWire> = {}): DeadLetterOnWire => ({
  id,
  group: 'indicator-calculation',
  source: 'outbox',
  type: 'activity.reported.v1',
  key: '07606',
  lane: 3,
  eventId: `event-${id}`,
  reason: 'handler-failed',
  detail: 'no such unit',
  attempts: 1,
  firstFailedAt: '2024-10-05T05:00:00.000Z',
  lastFailedAt: '2024-10-05T05:00:00.000Z',
  replay: 'possible',
  replayRequestedAt: null,
  ...more,
});

describe('dead-letters', () => {
  let product: FakeProduct;
  beforeAll(async () => void (product = await new FakeProduct().start()));
  beforeEach(() => void product.calls.splice(0));
  afterAll(() => product.stop());

  it('lists in aligned columns, asks with its filters, and says how to go on', async () => {
    product.answer = () => ({ body: { items: [letter('12'), letter('3', { key: 'Xã' })], next: '3' } });
    const { code, out, err } = await product.run('dead-letters', 'list', '--group', 'alerting', '--limit', '2', '--after', '99');
    expect(product.calls[0]!.url).toBe('/api/v1/dead-letters?group=alerting&limit=2&after=99');
    const [names, first, second] = out.split('\n');
    expect(names!.indexOf('REASON')).toBeGreaterThan(0);
    expect([first, second].map((line) => line!.indexOf('handler-failed'))).toEqual(Array(2).fill(names!.indexOf('REASON')));
    expect({ code, err }).toEqual({ code: 0, err: 'there are more: --after 3\n' });
  });

  it('fits a terminal, and lets no payload steer it', async () => {
    product.answer = () => ({ body: { items: [letter('1', { detail: 'a\u001b[2Jb\u202e\nc' })], next: null } });
    const url = { CHITIEU_URL: product.url };
    const { out } = await runCaptured(['dead-letters', 'list'], url);
    expect(out).toContain('a\\u001b[2Jb\\u202e c\n');
    const narrow = await runCaptured(['dead-letters', 'list'], url, 60);
    expect(
      narrow.out
        .trimEnd()
        .split('\n')
        .map((line) => line.length),
    ).toEqual([60, 60]);
    const json = await runCaptured(['dead-letters', 'list', '--json'], url);
    expect(json.out).not.toContain('\u202e');
    expect((JSON.parse(json.out) as { items: DeadLetterOnWire[] }).items[0]!.detail).toBe('a\u001b[2Jb\u202e\nc');
  });

  it.each([
    ['whole', JSON.stringify({ subject: 'activity:A-1', rev: 7, data: '{"count":1}' }), '{\n  "count": 1\n}', true],
    ['no JSON inside', JSON.stringify({ subject: 'activity:A-1', rev: 7, data: '{"cou' }), '{"cou', true],
    ['cut', '{"subject":"activity:A-1","data":"{', '{"subject":"activity:A-1","data":"{', false],
  ])('shows one with its payload: %s', async (_name, payload, data, isRead) => {
    product.answer = () => ({ body: { ...letter('5'), payload } satisfies DeadLetterInFull });
    const { code, out } = await product.run('dead-letters', 'show', '5');
    expect(code).toBe(0);
    expect(out.endsWith(`\n\n${data}\n`)).toBe(true);
    expect(out).toContain('reason         handler-failed');
    expect(/^subject +activity:A-1$/m.test(out)).toBe(isRead);
  });

  it('drops with a reason', async () => {
    product.answer = () => ({ body: { dropped: 2 } });
    expect(await product.run('dead-letters', 'drop', '5', '6', '--reason', 'sent again')).toEqual({
      code: 0,
      out: '2 dropped\n',
      err: '',
    });
    expect(product.calls).toEqual([
      { method: 'POST', url: '/api/v1/dead-letters/drop', body: { ids: ['5', '6'], reason: 'sent again' } },
    ]);
  });
});

describe('dead-letters replay', () => {
  let product: FakeProduct;
  beforeAll(async () => void (product = await new FakeProduct().start()));
  beforeEach(() => void product.calls.splice(0));
  afterAll(() => product.stop());

  const requested = (ids: string[], more: Partial<ReplayAnswer> = {}): ReplayAnswer => ({
    requested: ids.length,
    ids,
    refused: [],
    next: null,
    ...more,
  });
  const replaying = (answer: ReplayAnswer, ...looks: DeadLetterOnWire[][]) => {
    let look = 0;
    product.answer = ({ method }: Call) =>
      method === 'POST' ? { body: answer } : { body: { items: looks[Math.min(look++, looks.length - 1)], next: null } };
  };
  const ends = (out: string) =>
    (JSON.parse(out) as { items: { id: string; ended: string }[] }).items.map(({ id, ended }) => `${id} ${ended}`);

  it('waits until all are applied', async () => {
    replaying(requested(['5', '6']), [letter('5', { replay: 'requested' })], []);
    const { code, out, err } = await product.run('dead-letters', 'replay', '5', '6', '--json');
    expect(product.calls[0]!.body).toEqual({ ids: ['5', '6'] });
    expect({ code, ends: ends(out), err }).toEqual({
      code: 0,
      ends: ['5 applied', '6 applied'],
      err: '2 requested\n2 applied\n',
    });
  });

  it('fails when one failed again or could not be tried, with why', async () => {
    const refused = [{ id: '7', reason: 'payload-incomplete' as const }];
    replaying(requested(['5', '6'], { refused }), [letter('6', { attempts: 2 })]);
    const { code, out, err } = await product.run('dead-letters', 'replay', '5', '6', '7');
    expect(code).toBe(1);
    expect(out).toMatch(/^5 +applied\s+^6 +failed-again +handler-failed +no such unit\n7 +payload-incomplete/m);
    expect(err).toContain('1 applied, 1 failed-again, 1 payload-incomplete\n');
    expect(err).toContain('send the entity again');
  });

  it('goes through all of a group, each once', async () => {
    product.answer = ({ method, body }) => {
      if (method === 'GET') return { body: { items: [], next: null } };
      return { body: (body as { after?: string }).after === '6' ? requested(['7']) : requested(['5', '6'], { next: '6' }) };
    };
    const { code, err } = await product.run('dead-letters', 'replay', '--group', 'alerting', '--reason', 'malformed');
    expect(product.calls.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
      { group: 'alerting', reason: 'malformed' },
      { group: 'alerting', reason: 'malformed', after: '6' },
    ]);
    expect({ code, err }).toEqual({ code: 0, err: '3 requested\n3 applied\n' });
  });

  it('gives up waiting, and does not wait when told so', async () => {
    replaying(requested(['5']), [letter('5', { replay: 'requested' })]);
    expect(await product.run('dead-letters', 'replay', '5', '--timeout', '1')).toMatchObject({
      code: 1,
      err: expect.stringContaining('1 waiting'),
    });
    product.calls.splice(0);
    expect(await product.run('dead-letters', 'replay', '5', '--no-wait')).toMatchObject({ code: 0 });
    expect(product.calls).toHaveLength(1);
  });
});
