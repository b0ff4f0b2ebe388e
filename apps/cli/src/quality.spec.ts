import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCaptured } from './fake-product.fixture.js';

const RIGHT = `# made up
Mã;Xã;Số hộ nghèo;Tỷ lệ %
1;Xã A;58;3,60
2;Xã B;41;2,31
3;Xã C;1.073;4,02
;Cộng;1.172;3,89
`;

describe('quality check', () => {
  let directory: string;
  beforeAll(async () => void (directory = await mkdtemp(path.join(os.tmpdir(), 'chitieu-quality-'))));
  afterAll(() => rm(directory, { recursive: true }));

  const check = async (text: string | Buffer, ...more: string[]) => {
    const file = path.join(directory, 'table.csv');
    await writeFile(file, text);
    return runCaptured(['quality', 'check', file, ...more]);
  };

  it('is silent about a table that agrees with itself, but for what it cannot check', async () => {
    const { code, out, err } = await check(RIGHT);
    expect({ code, err }).toEqual({ code: 0, err: '0 findings; 8 figures, of which nothing else in the table bears out 4\n' });
    expect(out).toContain('nothing to compare with: Xã A / Tỷ lệ % 3,60; Xã B / Tỷ lệ % 2,31; Xã C');
  });

  it('says the place, the arithmetic and what would mend it, and fails', async () => {
    const { code, out } = await check(RIGHT.replace('1.073', '1.037'));
    expect(code).toBe(1);
    expect(out).toContain('1. Cộng / Số hộ nghèo: cộng các dòng không bằng dòng tổng · the rows do not add up');
    expect(out).toContain('58 + 41 + 1.037 = 1136; 1.172\n');
    expect(out).toContain('Xã C / Số hộ nghèo: 1.037 → 1.073? (đảo chữ số · digits swapped)');
  });

  it('answers programs', async () => {
    const { out } = await check(RIGHT.replace('1.073', '1.037'), '--json');
    expect(JSON.parse(out)).toMatchObject({
      findings: [
        { broken: [{ law: 'rows-add-up' }], suspects: [{ row: 'Xã C', text: '1.037', wouldBe: '1.073', how: 'digits-swapped' }] },
      ],
    });
  });

  it('fails on a figure that has two readings, and names both', async () => {
    const { code, err } = await check(RIGHT.replace('3,60', '3,600'));
    expect(code).toBe(1);
    expect(err).toContain('Xã A / Tỷ lệ %: "3,600": 3600 hay · or 3.600?');
  });

  it.each([
    ['is not there', null, 'cannot be read: ENOENT'],
    ['is not UTF-8', Buffer.from([0x58, 0xe3, 0x0a]), 'is not UTF-8'],
    ['has a row too short', 'a,b\n1,2\n3\n', 'on line 3'],
    ['holds no figure', 'xin chào', 'no figure in it'],
  ])('says so when the file %s', async (_what, text, why) => {
    const answer = text === null ? await runCaptured(['quality', 'check', path.join(directory, 'none.csv')]) : await check(text);
    expect(answer.code).toBe(1);
    expect(answer.err).toContain(why);
  });
});
