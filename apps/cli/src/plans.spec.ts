import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WRITABLE, type PlanDraftOnWire } from '@chitieu/contracts';
import { FakeProduct, runCaptured } from './fake-product.fixture.js';

const PLAN = `ỦY BAN NHÂN DÂN XÃ ĐỒNG MÂY
Số: 27/KH-UBND
Đồng Mây, ngày 12 tháng 3 năm 2024
KẾ HOẠCH
Giảm nghèo bền vững xã Đồng Mây năm 2024
I. KẾT QUẢ NĂM 2023
1. Còn 75 hộ nghèo, chiếm tỷ lệ 6,0%; giảm 12 hộ, đạt 116,3% kế hoạch giao; kế hoạch giao giảm 10 hộ.
2. Hộ cận nghèo giảm 0,5% so với năm 2022.
II. MỤC TIÊU NĂM 2024
1. Tỷ lệ hộ nghèo còn 4,8%.
III. NỘI DUNG
1. Dự án 2: Đa dạng hóa sinh kế, phát triển mô hình giảm nghèo
a) Kinh phí: 400 triệu đồng, gồm: ngân sách trung ương 300 triệu đồng, ngân sách huyện 100 triệu đồng.
b) Phân công thực hiện: UBND xã chủ trì.
2. Dự án 6: Truyền thông và giảm nghèo về thông tin: 50 triệu đồng.
IV. KINH PHÍ
Kinh phí được UBND huyện giao năm 2024: 450 triệu đồng.
`;

describe('plans', () => {
  let directory: string;
  const product = new FakeProduct();
  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'chitieu-plans-'));
    await product.start();
  });
  afterAll(async () => {
    await product.stop();
    await rm(directory, { recursive: true });
  });

  const at = (name: string): string => path.join(directory, name);
  const draftOf = async (text: string): Promise<PlanDraftOnWire> => {
    await writeFile(at('plan.txt'), text);
    await runCaptured(['plans', 'read', at('plan.txt'), '--out', at('draft.json')]);
    return JSON.parse(await readFile(at('draft.json'), 'utf8')) as PlanDraftOnWire;
  };
  /** Keeps a draft in which these lines are confirmed, and submits it. */
  const submit = async (draft: PlanDraftOnWire, ids: string[], ...more: string[]) => {
    for (const line of [...draft.targets, ...draft.results, ...draft.projectLines, ...draft.totals])
      line.confirmed = ids.includes(line.id);
    for (const [name, stated] of Object.entries(draft.document)) stated.confirmed = ids.includes(name);
    await writeFile(at('draft.json'), JSON.stringify(draft));
    product.calls.length = 0;
    product.answer = () => ({ status: 201, body: { outcome: 'created', ver: 1 } });
    return product.run('plans', 'submit', at('draft.json'), '--org-unit', '07606', ...more);
  };

  it('read prints what was found with its lines, and the findings in both languages', async () => {
    await writeFile(at('plan.txt'), PLAN);
    const { code, out, err } = await runCaptured(['plans', 'read', at('plan.txt')]);
    expect(code).toBe(0);
    expect(out).toMatch(/T1 +10 +poor-rate +target +2024 +4,8% +0\.048 +high +0\.06/);
    expect(out).toMatch(/P1 +13 +GNBV DA2 +400000000 +commune/);
    expect(out).toMatch(/P2 +15 +GNBV DA6 +50000000 +\? office-not-named/);
    expect(out).toContain('1. error achievement-rate: 7');
    expect(out).toContain('Sửa thành 120\u00a0%');
    expect(out).toContain('The achievement is printed as 116,3%, but 12 of 10 is 120\u00a0%.');
    expect(err).toBe('1 targets, 6 results, 2 project lines, 1 totals; 3 findings; nothing is confirmed\n');
  });

  it('read answers programs and keeps a draft', async () => {
    const draft = await draftOf(PLAN);
    const { out } = await runCaptured(['plans', 'read', at('plan.txt'), '--json']);
    expect(JSON.parse(out)).toEqual(draft);
    expect(draft).toMatchObject({ format: 'chitieu.plan-draft.v1', source: { format: 'text', encoding: 'utf-8' } });
  });

  it('submit sends what is confirmed and nothing else', async () => {
    const draft = await draftOf(PLAN);
    const { code, err } = await submit(draft, ['planYear', 'number', 'date', 'T1', 'R1', 'R4', 'P1', 'M1']);
    expect({ code, err }).toEqual({
      code: 0,
      err: 'not confirmed, not sent: R2, R3, R5, R6, P2\nplans/KH-07606-2024: created (ver 1)\ndeclarations/KB-07606-2023: created (ver 1)\n',
    });
    const [plan, declaration] = product.calls;
    expect(plan).toMatchObject({
      method: 'PUT',
      url: '/api/v1/plans/KH-07606-2024',
      body: {
        period: '2024',
        decision: { number: '27/KH-UBND', date: '2024-03-12' },
        targets: [{ indicator: 'poor-rate', kind: 'level', value: '0.048', baseline: '0.06' }],
        allocations: [
          {
            programme: 'GNBV',
            project: 'DA2',
            amountDong: '300000000',
            fundSource: 'central',
            ownerLevel: 'commune',
            originYear: 2024,
          },
          { amountDong: '100000000', fundSource: 'local' },
        ],
        assignedDong: '450000000',
      },
    });
    expect(declaration!.body).toMatchObject({
      period: '2023',
      figures: [
        { indicator: 'poor-households', value: '75' },
        { of: 'achievementRate', value: '1.163' },
      ],
    });
    expect(WRITABLE.plans.schema.safeParse({ ...(plan!.body as object), ver: 1 }).success).toBe(true);
    expect(WRITABLE.declarations.schema.safeParse({ ...(declaration!.body as object), ver: 1 }).success).toBe(true);
  });

  it.each([
    ['a line without a leader', ['planYear', 'P2'], 'P2: who leads it is not said (office-not-named)'],
    ['a year that nobody confirmed', ['T1'], 'document.planYear: confirm the year'],
    ['nothing', [], 'nothing is confirmed'],
  ])('submit refuses %s, and sends nothing', async (_what, ids, why) => {
    const { code, err } = await submit(await draftOf(PLAN), ids);
    expect(code).toBe(1);
    expect(err).toContain(why);
    expect(product.calls).toEqual([]);
  });

  it('submit shows what it would send', async () => {
    const { code, out } = await submit(await draftOf(PLAN), ['planYear', 'T1'], '--dry-run', '--plan-id', 'KH-1');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([{ path: 'plans/KH-1', body: { orgUnit: '07606' } }]);
    expect(product.calls).toEqual([]);
  });

  it.each([
    ['no file', ['read', 'none.docx'], 'cannot be read: ENOENT', 1],
    ['an old Word file', ['read', 'old.doc'], 'old-word', 1],
    ['no draft', ['submit', 'plan.txt', '--org-unit', '1'], 'plan.txt: Unexpected token', 1],
    ['another JSON', ['submit', 'other.json', '--org-unit', '1'], '/format:', 1],
    ['no unit', ['submit', 'other.json'], "required option '--org-unit <code>'", 2],
  ])('says so when it is given %s', async (_what, [command, name, ...more], why, code) => {
    await writeFile(at('old.doc'), Buffer.from([0xd0, 0xcf, 0x11, 0xe0]));
    await writeFile(at('plan.txt'), PLAN);
    await writeFile(at('other.json'), '{}');
    const answer = await runCaptured(['plans', command!, at(name!), ...more]);
    expect(answer.code).toBe(code);
    expect(answer.err).toContain(why);
  });
});
