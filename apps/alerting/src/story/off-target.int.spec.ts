import { it } from '@jest/globals';
import { heard, poorReduction, value } from '../judging/heard.example.js';
import { describeStories } from './describe-stories.js';
import { OFF_TARGET, putRule } from './rules.example.js';
import { between } from './story-time.js';

/** On 2024-10-05 a straight line expects 7.6 of 10: 4 is a pace of 0.52, 4.75 of 0.623, 5 of 0.656. */
describeStories('a commune off its plan', (story) => {
  it('passes in eight seconds and was nobody’s business', async () => {
    const world = story();
    world.at('2024-10-05').submit(poorReduction(2));
    world.at('2024-10-05 12:00:08').submit(poorReduction(8));
    world.expectAlert(between('2024-10-05 12:00:08', '2024-10-05 12:00:09'), { state: 'resolved', reason: 'breach-passed' });
    world.expectNothingSent(between('2024-10-05', '2024-10-12'));
    await world.run();
  });

  it('flaps round the threshold: one episode, told once, until it is clearly better', async () => {
    const world = story();
    const at = (hundredths: number) =>
      poorReduction(0, { values: [value('poor-reduction', 0, { actual: { num: String(hundredths), den: '100' } })] });
    world.at('2024-10-05').submit(at(455));
    world.at('2024-10-05 13:00').submit(at(475));
    world.at('2024-10-05 14:00').submit(at(450));
    world.at('2024-10-05 15:00').submit(at(480));
    world.expectSent(between('2024-10-05', '2024-10-05 16:00'), { state: 'firing' });
    world.expectNoAlert(between('2024-10-05', '2024-10-05 16:00'), { state: 'resolved' });
    world.at('2024-10-05 17:00').submit(at(500));
    world.expectSent(between('2024-10-05 17:00', '2024-10-06'), { state: 'resolved', episode: 1 });
    await world.run();
  });

  it('stays clear for a day before it is over, where the rule says so', async () => {
    const world = story();
    world.at('2024-10-01').put(...putRule('off-target', { ...OFF_TARGET, keepFiringForMs: 86_400_000 }));
    world.at('2024-10-05').submit(poorReduction(2));
    world.at('2024-10-06').submit(poorReduction(9));
    world.at('2024-10-06 20:00').submit(poorReduction(2));
    world.at('2024-10-08').submit(poorReduction(9));
    world.expectAlert(between('2024-10-06', '2024-10-06'), { state: 'recovering', reason: 'recovering' });
    world.expectSent(between('2024-10-06 20:00', '2024-10-06 20:00'), { state: 'firing', reason: 'breach-returned' });
    world.expectNothingSent(between('2024-10-06 20:01', '2024-10-09 11:59'));
    world.expectSent(between('2024-10-09', '2024-10-10 00:01'), { state: 'resolved', reason: 'recovered' });
    await world.run();
  });

  it('a silent commune resolves nothing', async () => {
    const world = story();
    world.at('2024-03-05').submit(poorReduction(0));
    world.at('2024-04-05').submit(poorReduction(null));
    world.expectAlert(between('2024-04-05', '2024-04-05'), { rule: 'off-target', state: 'firing', reason: 'no-data-holds' });
    world.expectNoAlert(between('2024-04-05', '2024-08-01'), { rule: 'off-target', state: 'resolved' });
    world.expectSent(between('2024-04-05', '2024-04-06'), { rule: 'no-data', says: /nay không còn/ });
    await world.run();
  });

  it('a correction after the year has ended takes back what had never been true', async () => {
    const world = story();
    world.at('2025-01-10').submit(poorReduction(2));
    world.at('2025-02-01').submit(poorReduction(11));
    world.expectSent(between('2025-01-10', '2025-01-11'), { state: 'firing' });
    world.expectSent(between('2025-02-01', '2025-02-01'), { state: 'retracted', reason: 'restated', says: /chưa từng đúng/ });
    await world.run();
  });

  it('what was late all year and is made good after its end was true: resolved', async () => {
    const world = story();
    world.at('2024-10-05').submit(poorReduction(2));
    world.at('2025-02-01').submit(poorReduction(11));
    world.expectSent(between('2025-02-01', '2025-02-01'), { state: 'resolved', reason: 'recovered' });
    await world.run();
  });

  it('asks for no money in January that is planned for the fourth quarter, and for it in October, with no event at all', async () => {
    const shares = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0.3, 0.3, 0.4];
    const target = { kind: 'level', value: '1', trajectory: { kind: 'seasonal', shares }, planId: 'KH', decision: null } as const;
    const unspent = value('disbursement-rate', 0, { actual: { num: '0', den: '459000000' }, target });
    const world = story();
    world.at('2024-01-02').submit(heard({ group: 'money', values: [unspent] }));
    world.expectNoAlert(between('2024-01-02', '2024-09-30'));
    world.expectSent(between('2024-10-01 00:00', '2024-10-01 09:00'), { indicator: 'disbursement-rate', state: 'firing' });
    await world.run();
  });

  it('is told by nothing but its figures when they only move', async () => {
    const world = story();
    world.at('2024-10-05').submit(poorReduction(2));
    world.at('2024-10-06').submit(poorReduction(3));
    world.expectAlert(between('2024-10-06', '2024-10-06'), {
      state: 'firing',
      reason: 'held',
      says: /thực hiện 3 hộ.*nhịp độ 39,21 %/,
    });
    world.expectNothingSent(between('2024-10-05 12:01', '2024-10-20'));
    await world.run();
  });

  it('is told once however often the process starts anew', async () => {
    const world = story();
    world.at('2024-10-05').submit(poorReduction(2)).restart();
    world.at('2024-10-05 12:00:05').restart();
    world.at('2024-10-05 15:00').restart();
    world.expectSent(between('2024-10-05', '2024-10-09'), { state: 'firing' });
    await world.run();
  });
});
