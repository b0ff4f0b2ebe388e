import { describe, expect, it } from '@jest/globals';
import {
  acceptReply,
  escalationDue,
  ladderOf,
  reopenExplanation,
  replyTo,
  requestExplanation,
  type Explanation,
  type ExplanationStep,
} from './explanation.js';

const POLICY = { replyWithinWorkingDays: 5, escalateEveryWorkingDays: 3, ladder: ['219', '24'] };
const on = (today: string, by = 'Phòng LĐTBXH') => ({ by, at: `${today}T02:00:00.000Z`, today });
const next = (step: ExplanationStep): Explanation => {
  if ('refused' in step) throw new Error(step.refused);
  return step.next;
};
const asked = (today = '2024-10-07', policy = POLICY) => next(requestExplanation(null, 'Vì sao chậm?', policy, on(today)));

describe('an explanation that is asked for', () => {
  it.each([
    ['2024-10-07', '2024-10-14'],
    ['2024-02-05', '2024-02-19'], // 5 working days from the Monday before Tết: 6, 7, 15, 16 and 19 February
    ['2024-12-27', '2025-01-06'], // a weekend, 30, 31, not 1 January, 2, 3, 6
  ])('on %s is due on %s, in working days', (day, due) => {
    expect(asked(day).dueOn).toBe(due);
  });

  it('goes from asked to replied to accepted, and is asked once at a time', () => {
    const first = asked();
    expect(requestExplanation(first, 'Lần nữa?', POLICY, on('2024-10-08'))).toEqual({ refused: 'already-asked' });
    expect(acceptReply(first)).toEqual({ refused: 'not-replied' });
    const replied = next(replyTo(first, 'Vốn về chậm.', on('2024-10-09', 'UBND xã')));
    expect(replied).toMatchObject({ state: 'replied', replies: [{ by: 'UBND xã', text: 'Vốn về chậm.' }] });
    const accepted = next(acceptReply(replied));
    expect(accepted.state).toBe('accepted');
    expect(replyTo(accepted, 'Thêm', on('2024-10-10'))).toEqual({ refused: 'already-accepted' });
    expect(next(requestExplanation(accepted, 'Còn nay?', POLICY, on('2024-11-01')))).toMatchObject({ replies: [] });
  });

  it('begins its days anew when reopened, and keeps what was replied', () => {
    const replied = next(replyTo(asked(), 'Đang làm.', on('2024-10-09')));
    expect(reopenExplanation(asked(), on('2024-10-10'))).toEqual({ refused: 'still-asked' });
    const reopened = next(reopenExplanation({ ...replied, escalatedTo: '219' }, on('2024-10-10')));
    expect(reopened).toMatchObject({ state: 'asked', dueOn: '2024-10-17', escalatedTo: null, replies: [{ text: 'Đang làm.' }] });
  });

  it.each([
    ['2024-10-14', null, null], // its last day
    ['2024-10-15', null, '219'],
    ['2024-10-17', '219', null], // three working days after the 14th are not over
    ['2024-10-18', '219', '24'],
    ['2024-10-19', '219', null], // a Saturday
    ['2024-10-21', null, '24'], // nobody looked meanwhile: straight to where it is by now
    ['2024-12-02', '24', null], // the top has been told
  ])('on %s, told to %s so far, climbs to %s', (today, escalatedTo, to) => {
    expect(escalationDue({ ...asked(), escalatedTo }, today)).toBe(to);
  });

  it('waits over Tết', () => {
    const before = asked('2024-01-31'); // due on 7 February, the last working day before Tết
    expect(before.dueOn).toBe('2024-02-07');
    for (const day of ['2024-02-08', '2024-02-10', '2024-02-12', '2024-02-14']) expect(escalationDue(before, day)).toBeNull();
    expect(escalationDue(before, '2024-02-15')).toBe('219');
  });

  it('climbs no more once there is a reply', () => {
    expect(escalationDue(next(replyTo(asked(), 'Đây.', on('2024-10-20'))), '2024-12-02')).toBeNull();
  });

  it.each([
    [
      ['VN', '24', '219'],
      ['219', '24'],
    ],
    [['VN', '24'], ['24']],
    [['VN'], []],
  ])('of a unit below %j climbs %j', (ancestors, ladder) => {
    expect(ladderOf(ancestors)).toEqual(ladder);
  });
});
