import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { planInLedger, planSummary } from '@chitieu/contracts';
import { runningIntake, withUnits, type RunningIntake } from '../running-intake.fixture.js';

let intake: RunningIntake;
beforeAll(async () => {
  intake = await runningIntake();
  await withUnits(intake);
}, 60_000);
afterAll(() => intake?.stop());

const target = (value: string, more: object = {}) => ({ indicator: 'poor-reduction', kind: 'countReduced', value, ...more });
const line = (amountDong: string, originYear = 2024) => ({
  ...{ programme: 'GNBV', project: 'DA2', originYear, amountDong, ownerLevel: 'commune' },
});
const plan = (more: object = {}) => ({
  ...{ orgUnit: '07606', period: '2024', decision: { number: '12/KH-UBND', date: '2024-03-05', issuer: 'UBND xã' } },
  ...more,
});

describe('the ledger of plans', () => {
  it('keeps every revision with its decision, and says what changed line by line', async () => {
    await intake.call('PUT', '/plans/L1', plan({ targets: [target('10')], allocations: [line('340')] }));
    const decision = { number: '15/QĐ-UBND', date: '2024-07-01' };
    await intake.call(
      'PUT',
      '/plans/L1',
      plan({ decision, effectiveFrom: '2024-07-15', targets: [target('12')], allocations: [line('340'), line('40', 2023)] }),
    );
    const { status, body } = await intake.call('GET', '/plans/L1');
    expect([status, planInLedger.parse(body)]).toEqual([200, body]);
    expect(body).toMatchObject({ ver: 2, effectiveFrom: '2024-07-15', retracted: null });
    expect(body.revisions.map(({ ver, decision: of }: { ver: number; decision: object }) => [ver, of])).toMatchObject([
      [2, { number: '15/QĐ-UBND' }],
      [1, { number: '12/KH-UBND' }],
    ]);
    expect(body.revisions[0].changes.map(({ what, subject }: { what: string; subject: string }) => [what, subject])).toEqual([
      ['decision', ''],
      ['effectiveFrom', ''],
      ['target', 'poor-reduction'],
      ['allocation', 'GNBV DA2 2023 commune'],
    ]);
    expect(body.allocatedByYear).toEqual([
      { originYear: 2024, carriedOver: false, amountDong: '340' },
      { originYear: 2023, carriedOver: true, amountDong: '40' },
    ]);
  });

  it('reads each trajectory at any day', async () => {
    const milestones = [
      { on: '2024-06-30', share: 0.25 },
      { on: '2024-12-14', share: 1 },
    ];
    const targets = [
      target('12', { trajectory: { kind: 'milestones', milestones } }),
      { indicator: 'poor-rate', kind: 'level', value: '0.03', baseline: '0.05', trajectory: { kind: 'step', on: '2024-12-01' } },
      { indicator: 'near-poor-rate', kind: 'level', value: '0.03' },
    ];
    await intake.call('PUT', '/plans/L2', plan({ targets }));
    const at = async (day: string) =>
      (
        (await intake.call('GET', `/plans/L2?asAt=${day}`)).body.lines as {
          expectedToDate: string | null;
          reason: string | null;
        }[]
      ).map(({ expectedToDate, reason }) => [expectedToDate === null ? null : Number(expectedToDate), reason]);
    expect(await at('2024-06-29')).toEqual([
      [0, null],
      [0.05, null],
      [null, 'baseline_not_stated'],
    ]);
    expect(await at('2024-12-01')).toEqual([
      [3, null],
      [0.03, null],
      [null, 'baseline_not_stated'],
    ]);
    expect(await at('2024-12-14')).toEqual([
      [12, null],
      [0.03, null],
      [null, 'baseline_not_stated'],
    ]);
    expect((await intake.call('GET', '/plans/L2?asAt=14/12/2024')).status).toBe(422);
  });

  it('lists the plans of a unit: the newest in effect first, and which lines count', async () => {
    const village = { orgUnit: '07534' };
    await intake.call(
      'PUT',
      '/plans/old',
      plan({ ...village, targets: [target('10'), { indicator: 'relapsed', kind: 'ceiling', value: '2' }] }),
    );
    await intake.call('PUT', '/plans/new', plan({ ...village, effectiveFrom: '2024-07-01', targets: [target('12')] }));
    const { body } = await intake.call('GET', '/plans?orgUnit=07534&period=2024');
    for (const item of body.items) expect(planSummary.parse(item)).toEqual(item);
    expect(
      body.items.map(({ planId, targets, countedTargets }: { planId: string; targets: number; countedTargets: number }) => [
        planId,
        targets,
        countedTargets,
      ]),
    ).toEqual([
      ['new', 1, 1],
      ['old', 2, 1],
    ]);
    expect((await intake.call('GET', '/plans/old')).body.lines.map(({ countedIn }: { countedIn: string }) => countedIn)).toEqual([
      'new',
      'old',
    ]);
    expect((await intake.call('GET', '/plans')).status).toBe(422);
  });

  it('shows a plan that was taken back, and why; what is stated after it is new', async () => {
    await intake.call('PUT', '/plans/L4', plan({ targets: [target('10')] }));
    await intake.call('DELETE', '/plans/L4', { reason: 'sai đơn vị' });
    expect((await intake.call('GET', '/plans/L4')).body).toMatchObject({
      retracted: { reason: 'sai đơn vị' },
      lines: [{ indicator: 'poor-reduction' }],
    });
    await intake.call('PUT', '/plans/L4', plan({ targets: [target('10')] }));
    const { body } = await intake.call('GET', '/plans/L4');
    expect(
      body.revisions.map(({ retracted, changes }: { retracted: object | null; changes: object[] }) => [
        retracted !== null,
        changes.length,
      ]),
    ).toEqual([
      [false, 4],
      [true, 0],
      [false, 4],
    ]);
  });
});
