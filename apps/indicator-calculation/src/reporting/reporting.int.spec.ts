import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reportingOnWire, type Declaration } from '@chitieu/contracts';
import { laneOf } from '@chitieu/domain';
import type { Database } from '@chitieu/persistence';
import { FixedClock } from '@chitieu/runtime';
import { testDatabase } from '@chitieu/testing';
import { OnPlanRevised } from '../on-plan-revised.js';
import { UnitTree } from '../reading/unit-tree.js';
import { COMMUNES, state, stateReviews, stateUnits } from '../stated-facts.fixture.js';
import { ReportingController } from './reporting.controller.js';

let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ db: database, drop } = await testDatabase());
  await stateUnits(database);
  await state(database, 'org-units', 'org-unit.changed.v1', (data) => `${data.code as string}/2`, [
    {
      code: '07612',
      ver: 1,
      validFrom: '2004-07-08',
      validTo: '2024-06-30',
      name: 'Xã giải thể',
      level: 'commune',
      parent: '219',
    },
    { code: '07615', ver: 1, validFrom: '2024-07-01', name: 'Xã mới', level: 'commune', parent: '219' },
  ]);
  await stateReviews(database);
  const plan = (orgUnit: string) => ({
    planId: `KH-${orgUnit}`,
    ver: 1,
    orgUnit,
    period: '2024',
    decision: {},
    targets: [],
    allocations: [],
  });
  await state(database, 'plans', 'plan.revised.v1', (data) => data.planId as string, [...COMMUNES, '07612', '07615'].map(plan));
  await declare('07606', '2024-01', { form: 'regular-review', sentOn: '2024-02-05' });
  await declare('07603', '2024-01', { form: 'regular-review', sentOn: '2024-02-06' });
  await declare('07612', '2024-01', {
    form: 'regular-review',
    sentOn: '2024-02-01',
    returned: { on: '2024-02-03', reason: 'thiếu biểu' },
  });
  await declare('07615', '2024-01', { form: 'regular-review', sentOn: '2024-02-01' });
});
afterAll(() => drop());

const declare = (orgUnit: string, period: string, report: NonNullable<Declaration['report']>): Promise<unknown> => {
  const data: Declaration = { declarationId: `BC-${orgUnit}`, ver: 1, orgUnit, period, figures: [], report };
  const events = [{ type: 'figures.declared.v1', key: orgUnit, lane: laneOf(orgUnit), rev: 1, data }];
  return database.transaction((tx) => new OnPlanRevised().onDeclaration({ events, tx } as never));
};

const read = (orgUnit: string, today: string) =>
  new ReportingController(database, new UnitTree(database), new FixedClock(new Date(`${today}T02:00:00Z`))).reporting({
    orgUnit,
    period: '2024',
  });
const formOf = async (orgUnit: string, today: string, form: string) =>
  (await read(orgUnit, today)).forms.find((each) => each.form === form);

describe('reporting', () => {
  it('says by form and occasion what is owed and what became of it; who opens later owes nothing, who closes has owed', async () => {
    const answer = await read('219', '2024-10-05');
    expect(reportingOnWire.parse(answer)).toEqual(answer);
    const regular = answer.forms.find(({ form }) => form === 'regular-review')!;
    expect(regular.occasions[0]).toMatchObject({
      period: '2024-01',
      dueOn: '2024-02-05',
      expected: 4,
      received: 2,
      onTime: 1,
      late: 1,
      returned: 1,
      missing: 1,
    });
    expect(regular.occasions[0]!.completeness).toEqual({ num: '2', den: '4', value: '0.500000' });
    expect(regular.occasions.map(({ expected }) => expected)).toEqual([4, 4, 4, 4, 4, 4, 4, 4]);
    expect(answer.children.map(({ orgUnit }) => orgUnit.code)).toEqual(['07600', '07603', '07606', '07612', '07615']);
  });

  it('adds up: a unit is the sum of those below it', async () => {
    const { forms, children } = await read('219', '2024-10-05');
    for (const { form, expected, received } of forms.filter(({ form }) => !form.startsWith('programme-monitoring'))) {
      const below = children.flatMap((child) => child.forms.filter((each) => each.form === form));
      const own = form === 'disbursement' ? 1 : 0;
      expect([form, expected, received]).toEqual([
        form,
        below.reduce((sum, each) => sum + each.expected, own),
        below.reduce((sum, each) => sum + each.received, 0),
      ]);
    }
  });

  it('takes the reviews themselves for the annual review, and knows what is not due yet', async () => {
    expect(await formOf('219', '2024-10-05', 'annual-review')).toMatchObject({
      expected: 4,
      received: 2,
      onTime: 2,
      notDue: 2,
      missing: 0,
    });
    expect(await formOf('219', '2024-12-15', 'annual-review')).toMatchObject({ expected: 4, received: 2, missing: 2 });
    expect((await read('07606', '2024-10-05')).forms.map(({ form }) => form)).toEqual([
      'regular-review',
      'annual-review',
      'programme-monitoring',
      'disbursement',
    ]);
  });

  it('tells of a unit that stood for a part of the year, and of no stranger', async () => {
    expect(await formOf('07612', '2024-10-05', 'regular-review')).toMatchObject({ expected: 6, returned: 1, missing: 5 });
    await expect(read('99', '2024-10-05')).rejects.toMatchObject({ code: 'not-found' });
  });
});
