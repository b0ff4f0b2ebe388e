import { describe, expect, it } from '@jest/globals';
import { decideGroupMessage, type GroupNow, type GroupTiming } from './decide-group-message.js';

const TIMING: GroupTiming = { waitMs: 600_000, intervalMs: 86_400_000, repeatMs: 604_800_000 };
const at = (day: number, time: string): string => `2024-10-0${day}T${time}:00.000Z`;
const told = (firing: string[]): GroupNow['told'] => ({ at: at(1, '03:10'), firing });
const NEVER: GroupNow = { firing: [], ended: [], changedAt: at(1, '03:00'), told: null };

type Row = [what: string, group: GroupNow, now: string, reason: string, due: string | null];

describe('a group of alerts', () => {
  it.each<Row>([
    ['fires, and others may follow', { ...NEVER, firing: ['a'] }, at(1, '03:09'), 'waiting', at(1, '03:10')],
    ['passed before anybody was told', NEVER, at(1, '03:10'), 'nothing-changed', null],
    [
      'stands as it was told',
      { ...NEVER, firing: ['a'], changedAt: null, told: told(['a']) },
      at(2, '03:10'),
      'nothing-changed',
      at(8, '03:10'),
    ],
    [
      'has another within the day',
      { firing: ['a', 'b'], ended: [], changedAt: at(1, '04:00'), told: told(['a']) },
      at(2, '03:09'),
      'waiting',
      at(2, '03:10'),
    ],
    [
      'has lost one within the day',
      { firing: ['a'], ended: ['b'], changedAt: at(1, '04:00'), told: told(['a', 'b']) },
      at(2, '03:09'),
      'waiting',
      at(2, '03:10'),
    ],
    [
      'has another just after the day',
      { firing: ['a', 'b'], ended: [], changedAt: at(3, '04:00'), told: told(['a']) },
      at(3, '04:09'),
      'waiting',
      at(3, '04:10'),
    ],
    [
      'is wholly ended, a minute ago',
      { firing: [], ended: ['a'], changedAt: at(1, '04:00'), told: told(['a']) },
      at(1, '04:01'),
      'waiting',
      at(1, '04:10'),
    ],
    [
      'was told to have ended',
      { firing: [], ended: [], changedAt: null, told: told([]) },
      at(9, '03:10'),
      'nothing-changed',
      null,
    ],
  ])('%s: nobody is told', (_, group, now, reason, due) => {
    expect(decideGroupMessage(group, TIMING, now, null)).toEqual({ tell: false, reason, due });
  });

  it.each<Row>([
    ['has waited', { ...NEVER, firing: ['a', 'b'] }, at(1, '03:10'), 'first-breach', at(8, '03:10')],
    [
      'has another, a day later',
      { firing: ['a', 'b'], ended: [], changedAt: at(1, '04:00'), told: told(['a']) },
      at(2, '03:10'),
      'member-added',
      at(9, '03:10'),
    ],
    [
      'has another and lost one',
      { firing: ['b'], ended: ['a'], changedAt: at(1, '04:00'), told: told(['a']) },
      at(2, '03:10'),
      'member-added',
      at(9, '03:10'),
    ],
    [
      'has lost one, a day later',
      { firing: ['a'], ended: ['b'], changedAt: at(1, '04:00'), told: told(['a', 'b']) },
      at(2, '03:10'),
      'member-ended',
      at(9, '03:10'),
    ],
    [
      'is wholly ended: within the day',
      { firing: [], ended: ['a'], changedAt: at(1, '04:00'), told: told(['a']) },
      at(1, '04:10'),
      'all-ended',
      null,
    ],
    [
      'stands for a week',
      { firing: ['a'], ended: [], changedAt: null, told: told(['a']) },
      at(8, '03:10'),
      'repeat-due',
      '2024-10-15T03:10:00.000Z',
    ],
  ])('%s: people are told', (_, group, now, reason, due) => {
    expect(decideGroupMessage(group, TIMING, now, null)).toEqual({ tell: true, reason, due });
  });

  it('waits for the morning, and is not forgotten', () => {
    const group = { ...NEVER, firing: ['a'] };
    const morning = at(2, '00:30');
    expect(decideGroupMessage(group, TIMING, at(1, '12:00'), morning)).toEqual({
      tell: false,
      reason: 'held-by-calendar',
      due: morning,
    });
    expect(decideGroupMessage(group, TIMING, morning, null)).toMatchObject({ tell: true, reason: 'first-breach' });
  });
});
