import { it } from '@jest/globals';
import type { MessagePreview } from '@chitieu/contracts';
import { heard, poorReduction, value } from '../judging/heard.example.js';
import { describeStories } from './describe-stories.js';
import { between } from './story-time.js';

const commune = (orgUnit: string, reducedBy: number) => poorReduction(reducedBy, { orgUnit, name: `Xã ${orgUnit}` });
const LUC_NGAN = heard({
  ...{ orgUnit: '219', name: 'Huyện Lục Ngạn', level: 'district', ancestors: ['VN', '24'] },
  values: [value('poor-reduction', 9)],
});
const recipient = (unit: string, digest: 'daily' | 'weekly') => ({
  recipient: { name: 'Ánh', role: 'officer', unit, email: 'anh@example.vn', language: 'vi' as const, digest },
  ...{ enabled: true, by: 'Sở', reason: 'theo dõi' },
});

describeStories('digests', (story) => {
  it('say on Monday morning what is new, waits, stands and has ended at the unit and below, and nothing where there is nothing', async () => {
    const world = story();
    world
      .at('2024-09-23 06:00')
      .put('alert-recipients/weekly', recipient('219', 'weekly'))
      .put('alert-recipients/daily', recipient('07503', 'daily'))
      .put('alert-recipients/elsewhere', recipient('218', 'weekly'));
    world.at('2024-09-24 08:00').submit(LUC_NGAN, commune('07501', 2), commune('07502', 2));
    world.at('2024-10-01 08:00').submit(commune('07501', 10), commune('07503', 2), commune('07504', 2));
    world.at('2024-10-01 09:00').respond({ unit: '07504' }, 'request-explanation', { by: 'Huyện', question: 'vì sao?' });
    world.expectMails('weekly', between('2024-09-23 00:00', '2024-10-06'), {
      reason: 'digest',
      units: ['07501', '07502'],
      says: /^Huyện Lục Ngạn: 2 cảnh báo mới, 0 chờ giải trình, 0 còn mở từ trước, 0 đã hết$/,
    });
    world.expectMails('weekly', between('2024-10-07 07:30', '2024-10-07 23:00'), {
      reason: 'digest',
      units: ['07501', '07502', '07503', '07504'],
      says: /^Huyện Lục Ngạn: 1 cảnh báo mới, 1 chờ giải trình, 1 còn mở từ trước, 1 đã hết$/,
    });
    const day = { reason: 'digest', units: ['07503'] };
    world.expectMails('daily', between('2024-10-01 00:00', '2024-10-07 23:00'), day, day, day, day);
    world.at('2024-10-07 12:00').do(async (stage) => {
      const { body } = await stage.call<MessagePreview>('GET', 'alert-recipients/weekly/digest');
      if (!body.en.subject.endsWith('1 ended')) throw new Error(`the preview says: ${body.en.subject}`);
    });
    world.expectMails('elsewhere', between('2024-09-23 00:00', '2024-10-07 23:00'));
    await world.run();
  });
});
