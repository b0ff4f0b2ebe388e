import { describe, expect, it } from '@jest/globals';
import type { AlertReason, AlertState } from '@chitieu/domain';
import type { IndicatorChanged } from '@chitieu/contracts';
import { alertMessage } from './alert-message.js';
import { FIRST_RULES } from './alert-rules.js';
import { alertSubjects } from './alert-subjects.js';
import { heard, poorReduction, reporting, value } from './heard.example.js';

const message = (of: IndicatorChanged, state: AlertState = 'firing', reason: AlertReason = 'held') =>
  alertMessage(alertSubjects(of, FIRST_RULES, '2024-10-05')[0]!, { state, reason });

describe('what an alert says', () => {
  it('names unit, indicator, figure, plan, expected to date, pace and what is needed', () => {
    expect(message(poorReduction(2)).en).toBe(
      'Xã Tân Mộc: Reduction of poor households 2024: actual 2 households; plan 10 households; expected to date 7.6 households; ' +
        'pace 26.24 % of the trajectory; each remaining month must bring a rise of 2.7 households.',
    );
    expect(message(poorReduction(2)).vi).toContain(
      'thực hiện 2 hộ; kế hoạch 10 hộ; đến nay cần đạt 7,6 hộ; nhịp độ 26,24 % so với lộ trình',
    );
  });

  it('writes a rate in percent with two places, in the print of each language', () => {
    const target = { kind: 'level', value: '0.0298', trajectory: { kind: 'linear' }, planId: 'KH', decision: null } as const;
    const rate = value('poor-rate', 0, { actual: { num: '58', den: '1612' }, baseline: { num: '58', den: '1612' }, target });
    const { vi, en } = message(heard({ values: [rate] }));
    expect(vi).toContain('thực hiện 3,60 %; kế hoạch 2,98 %');
    expect(vi).toContain('mỗi tháng còn lại cần giảm 0,21 điểm phần trăm');
    expect(en).toContain('actual 3.60 %; plan 2.98 %');
    expect(en).toContain('a fall of 0.21 percentage points');
  });

  it('says that things got worse, not by which negative percentage', () => {
    const { vi, en } = message(poorReduction(-2));
    expect(vi).toContain('đang xấu hơn đầu kỳ; mỗi tháng còn lại cần tăng 4 hộ');
    expect(en).toContain('actual -2 households');
    expect(en).toContain('worse than at the start');
  });

  it('says that there are no figures, where there are none', () => {
    const alone = poorReduction(null);
    alone.values[0]!.target = null;
    expect(message(alone, 'firing', 'no-data-holds')).toEqual({
      vi: 'Xã Tân Mộc: Số hộ nghèo giảm năm 2024: chưa có số. Hiện chưa có số liệu; cảnh báo được giữ nguyên.',
      en: 'Xã Tân Mộc: Reduction of poor households 2024: no data. There are no data now; the alert stays as it is.',
    });
  });

  it('says which report is missing, and when it was due', () => {
    expect(message(reporting(0))).toEqual({
      vi: 'Xã Tân Mộc: chưa nộp kết quả rà soát hộ nghèo, hộ cận nghèo kỳ 2024; hạn nộp 05/09/2024.',
      en: 'Xã Tân Mộc: no review of poor and near-poor households for 2024 has been received; it was due on 2024-09-05.',
    });
  });

  it('says how it ended', () => {
    expect(message(poorReduction(12), 'retracted', 'restated').en).toMatch(/it had never been true\.$/);
    expect(message(poorReduction(12), 'resolved', 'recovered').vi).toMatch(/Nay đã trở lại theo lộ trình\.$/);
  });

  it('lets no name break a line, turn the text or hide in it', () => {
    const name = 'Xã A\r\nBcc: x@y\u202e\u200b\u0000';
    const { vi, en } = message(poorReduction(2, { name }));
    expect(`${vi}${en}`).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(vi.startsWith('Xã A Bcc: x@y: ')).toBe(true);
  });
});
