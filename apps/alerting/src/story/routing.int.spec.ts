import { it } from '@jest/globals';
import type { AlertRecipientRequest } from '@chitieu/contracts';
import type { AlertRoute } from '@chitieu/domain';
import type { IndicatorChanged } from '@chitieu/contracts';
import { poorReduction } from '../judging/heard.example.js';
import { describeStories } from './describe-stories.js';
import { between } from './story-time.js';

const commune = (orgUnit: string, reducedBy: number, ancestors = ['VN', '24', '219']): IndicatorChanged =>
  poorReduction(reducedBy, { orgUnit, name: `Xã ${orgUnit}`, ancestors });
const why = { by: 'Sở LĐTBXH', reason: 'phân công năm 2024' };
/** Two roles: who leads the commune, and who follows it at the district. */
const ROUTES: AlertRoute[] = [
  {
    matchers: { rule: 'off-target' },
    tell: [
      { role: 'commune-head', above: 0 },
      { role: 'district-officer', above: 1 },
    ],
  },
];
const putRoutes = (routes: AlertRoute[]): [string, object] => ['alert-routes', { routes, ...why }];
function putRecipient(id: string, role: string, unit: string, enabled = true): [string, AlertRecipientRequest] {
  const recipient = { name: `Người ${id}`, role, unit, email: `${id}@example.vn`, language: 'vi' as const };
  return [`alert-recipients/${id}`, { recipient, enabled, ...why }];
}
const EVER = between('2024-10-01 00:00', '2024-10-05');

describeStories('whom messages are told to', (story) => {
  it('tells two roles, each of its own units, and the third commune that joins only those whom it concerns', async () => {
    const world = story();
    world.at('2024-10-01 07:40').put(...putRoutes(ROUTES));
    world
      .at('2024-10-01 07:40')
      .put(...putRecipient('head-1', 'commune-head', '07501'))
      .put(...putRecipient('head-3', 'commune-head', '07503'))
      .put(...putRecipient('officer', 'district-officer', '219'))
      .put(...putRecipient('elsewhere', 'district-officer', '218'));
    world.at('2024-10-01 08:00').submit(commune('07501', 2), commune('07502', 2));
    world.at('2024-10-01 10:00').submit(commune('07503', 2));
    world.expectMails('head-1', EVER, { reason: 'first-breach', units: ['07501'], says: /^Xã 07501: / });
    world.expectMails('head-3', EVER, { reason: 'member-added', units: ['07503'] });
    world.expectMails(
      'officer',
      EVER,
      { reason: 'first-breach', units: ['07501', '07502'], says: /^2 trên 2 xã của 219 không đạt/ },
      { reason: 'member-added', units: ['07501', '07502', '07503'] },
    );
    world.expectMails('elsewhere', EVER);
    await world.run();
  });

  it('follows a tree that was changed, and tells nothing more to who is off it', async () => {
    const world = story();
    world
      .at('2024-10-01 07:40')
      .put(...putRoutes(ROUTES))
      .put(...putRecipient('officer', 'district-officer', '219'))
      .put(...putRecipient('head-1', 'commune-head', '07501'));
    world.at('2024-10-01 08:00').submit(commune('07501', 2));
    world.at('2024-10-01 09:00').put(...putRoutes([{ tell: [{ role: 'district-officer', above: 1 }] }]));
    world.at('2024-10-01 09:00').put(...putRecipient('officer', 'district-officer', '219', false));
    world.at('2024-10-02 09:00').submit(commune('07501', 9));
    world.expectMails('officer', EVER, { reason: 'first-breach' });
    world.expectMails('head-1', EVER, { reason: 'first-breach' });
    world.expectMessages(EVER, { reason: 'first-breach' }, { reason: 'all-ended' });
    await world.run();
  });

  it('tells those who were told that it had never been true', async () => {
    const world = story();
    world
      .at('2025-01-06 07:40')
      .put(...putRoutes(ROUTES))
      .put(...putRecipient('head-1', 'commune-head', '07501'));
    world.at('2025-01-06 08:00').submit(commune('07501', 2));
    world.at('2025-01-06 14:00').submit(commune('07501', 10));
    world.expectMails(
      'head-1',
      between('2025-01-06 00:00', '2025-01-31'),
      { reason: 'first-breach', units: ['07501'] },
      { reason: 'all-ended', units: ['07501'], says: /chưa từng đúng/ },
    );
    await world.run();
  });

  it('refuses what makes no sense, and says where', async () => {
    const world = story();
    const nobody: AlertRoute[] = [{ tell: [{ role: 'officer', above: 1 }] }, { matchers: { indicator: 'poor-ratee' }, tell: [] }];
    const wrong = { name: 'A', role: 'officer', unit: '219', email: 'a@example.vn\r\nBcc: b@example.vn', language: 'vi' };
    world
      .at('2024-10-01 08:00')
      .put('alert-routes', { routes: nobody, ...why }, 422)
      .put('alert-recipients/a', { recipient: wrong, enabled: true, ...why }, 422)
      .put('alert-recipients/Không', { recipient: { ...wrong, email: 'a@example.vn' }, enabled: true, ...why }, 422);
    await world.run();
  });
});
