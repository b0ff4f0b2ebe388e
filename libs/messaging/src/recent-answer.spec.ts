import { expect, it } from '@jest/globals';
import { recentAnswer } from './recent-answer.js';

it('asks once a second however often it is asked, and again at once after a failure', async () => {
  let [time, asked] = [0, 0];
  const ask = recentAnswer(
    async () => {
      if (++asked === 3) throw new Error('away');
      return asked;
    },
    () => time,
  );
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  time = 999;
  expect(await ask()).toBe(1);
  time = 1_000;
  expect(await ask()).toBe(2);
  time = 2_000;
  await expect(ask()).rejects.toThrow('away');
  expect(await ask()).toBe(4);
});

it('spends at most a tenth of the time on asking', async () => {
  let [time, asked] = [0, 0];
  const ask = recentAnswer(
    async () => {
      time += 500;
      return ++asked;
    },
    () => time,
  );
  await ask();
  time = 4_999;
  expect(await ask()).toBe(1);
  time = 5_000;
  expect(await ask()).toBe(2);
});
