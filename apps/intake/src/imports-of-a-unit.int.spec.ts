import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { VIEWER_HEADER, viewerToWire } from '@chitieu/runtime';
import { review, runningIntake, withUnits, type RunningIntake } from './running-intake.fixture.js';

let intake: RunningIntake;
beforeAll(async () => {
  intake = await runningIntake();
  await withUnits(intake);
}, 60_000);
afterAll(() => intake?.stop());

const COMMUNE = { id: 'tm', name: 'Cán bộ xã', roles: ['officer' as const], view: ['07606'], capture: ['07606'] };
const send = async (orgUnit: string): Promise<string> => {
  const row = JSON.stringify(review({ householdId: 'H-1', period: '2024' }));
  return (await intake.importFile(`kind=household-reviews${orgUnit}`, row)).body.id as string;
};
const listed = async (query: string, headers: Record<string, string> = {}): Promise<string[]> => {
  const { body } = await intake.call('GET', `/imports${query}`, undefined, { headers });
  return (body.items as { id: string }[]).map(({ id }) => id).sort();
};

it('is listed with the unit it was sent for and with those above, and told to whoever sees that unit', async () => {
  const asCommune = { [VIEWER_HEADER]: viewerToWire(COMMUNE) };
  const [own, sibling, none] = [await send('&orgUnit=07606'), await send('&orgUnit=07534'), await send('')];
  expect(await listed('')).toEqual([own, sibling, none].sort());
  expect(await listed('?orgUnit=219')).toEqual([own, sibling].sort());
  expect(await listed('?orgUnit=07606')).toEqual([own]);
  expect([await listed('', asCommune), await listed('?orgUnit=219', asCommune)]).toEqual([[own], [own]]);
  expect((await intake.call('GET', `/imports/${own}`, undefined, { headers: asCommune })).body.orgUnit).toBe('07606');
  for (const id of [sibling, none])
    expect((await intake.call('GET', `/imports/${id}`, undefined, { headers: asCommune })).status).toBe(404);
  await intake.call('POST', `/imports/${own}/undo`, { by: 'A', reason: 'x' });
  expect(await listed('', asCommune)).toHaveLength(2);
});

it('is refused for a unit that is not there', async () => {
  const { status, body } = await intake.importFile('kind=household-reviews&orgUnit=99999', '{}');
  expect([status, body.errors[0].pointer]).toEqual([422, '/orgUnit']);
});
