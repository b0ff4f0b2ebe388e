import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeProduct, type Call } from './fake-product.fixture.js';

const CSV = `code,name,level,parent,validFrom,validTo,predecessors
07606,Xã Tân Mộc,commune,219,2004-07-08,2025-06-30,
07603,Xã Nam Dương,commune,24,2025-07-01,,07603|07606
`;
const COUNTS = { received: 2, created: 1, updated: 1, unchanged: 0, rejected: 0, error: null };
const unit = (code: string, name: string) => ({ code, name, share: null });
const MERGED = {
  ...{ kind: 'merged', day: '2025-07-01', code: '07603', name: 'Xã Nam Dương', level: 'commune', to: [] },
  from: [unit('07603', 'Xã Nam Dương'), unit('07606', 'Xã Tân Mộc')],
};
const PROBLEM = { kind: 'no-successor', day: '2025-06-30', code: '07609', name: 'Xã Khác', about: '' };

describe('org-units import', () => {
  let product: FakeProduct;
  let directory: string;
  let states: object[];
  let rejected: string;
  const answer = ({ url }: Call) => {
    if (url.includes('/changes')) return { body: { changes: [MERGED], problems: [PROBLEM] } };
    if (url.includes('/rejected')) return { body: rejected };
    if (url.includes('?kind=')) return { status: 202, body: { id: 'I', href: '/api/v1/imports/I' } };
    return { body: states.length > 1 ? states.shift() : states[0] };
  };
  beforeEach(async () => {
    product = await new FakeProduct().start();
    product.answer = answer;
    directory = await mkdtemp(path.join(os.tmpdir(), 'chitieu-org-units-'));
    await writeFile(path.join(directory, 'units.csv'), CSV);
    [states, rejected] = [[{ id: 'I', state: 'done', ...COUNTS }], ''];
  });
  afterEach(async () => {
    await product.stop();
    await rm(directory, { recursive: true });
  });
  const load = (...more: string[]) => product.run('org-units', 'import', path.join(directory, 'units.csv'), ...more);

  it('shows in a dry run what would change and what is likely not meant, and writes nothing', async () => {
    const { code, out, err } = await load('--dry-run');
    expect(code).toBe(0);
    expect(product.calls[0]).toMatchObject({
      method: 'POST',
      url: '/api/v1/imports?kind=org-units&dryRun=true&onError=keep',
      body: CSV,
    });
    expect(out).toContain('nhập · merged: 1');
    expect(out).toMatch(/07603 +Xã Nam Dương +commune +← 07603 Xã Nam Dương \+ 07606 Xã Tân Mộc/);
    expect(err).toContain('! 2025-06-30 07609 Xã Khác: kết thúc mà không đơn vị nào');
    expect(err).toContain('2 rows: 1 new, 1 changed, 0 as they stood, 0 rejected; nothing was written');
  });

  it('waits for an import, and takes a file whole or not at all', async () => {
    states = [{ id: 'I', state: 'running', ...COUNTS }, ...states];
    const { code, out } = await load();
    expect([code, out]).toEqual([0, '2 rows: 1 new, 1 changed, 0 as they stood, 0 rejected\n']);
    expect(product.calls[0]!.url).toContain('dryRun=false&onError=refuse');
  });

  it('names each rejected row and what mends it, and fails', async () => {
    const message = { vi: 'Không có đơn vị cha "999".', en: 'There is no parent "999".' };
    const suggestion = { vi: 'Có phải 219?', en: 'Did you mean 219?' };
    rejected = `${JSON.stringify({ line: 2, column: 'parent', code: 'parent-unknown', message, suggestion })}\n`;
    states = [{ id: 'I', state: 'refused', ...COUNTS, rejected: 1, error: { vi: 'Tệp bị từ chối.', en: 'Refused whole.' } }];
    const { code, err } = await load();
    expect(code).toBe(1);
    expect(err).toContain(
      'line 2, parent: Không có đơn vị cha "999". Có phải 219? · There is no parent "999". Did you mean 219?',
    );
    expect(err).toContain('Refused whole.');
  });

  it('answers programs', async () => {
    const { out } = await load('--dry-run', '--json');
    expect(JSON.parse(out)).toMatchObject({ status: { received: 2 }, changes: [{ kind: 'merged' }], rejected: [] });
  });

  it('says when the file is not there', async () => {
    const { code, err } = await product.run('org-units', 'import', path.join(directory, 'none.csv'));
    expect([code, err.includes('cannot be read: ENOENT')]).toEqual([1, true]);
  });
});
