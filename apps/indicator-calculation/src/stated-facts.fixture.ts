import type { BusEvent, HouseholdReview } from '@chitieu/contracts';
import { CLASSIFICATIONS, laneOf } from '@chitieu/domain';
import type { Database } from '@chitieu/persistence';
import { OnActivityReported } from './on-activity-reported.js';
import { OnDisbursementRecorded } from './on-disbursement-recorded.js';
import { OnHouseholdReviewed } from './on-household-reviewed.js';
import { OnOrgUnitChanged } from './on-org-unit-changed.js';
import { OnPlanRevised } from './on-plan-revised.js';

export const COMMUNES = ['07606', '07603', '07600'];

const unit = (code: string, name: string, level: string, parent?: string) => ({
  code,
  ver: 1,
  validFrom: '2004-07-08',
  name,
  level,
  ...(parent && { parent }),
});

const HANDLERS = {
  'org-unit.changed.v1': (batch: never) => new OnOrgUnitChanged().on(batch),
  'household.reviewed.v1': (batch: never) => new OnHouseholdReviewed().on(batch),
  'activity.reported.v1': (batch: never) => new OnActivityReported().on(batch),
  'disbursement.recorded.v1': (batch: never) => new OnDisbursementRecorded().on(batch),
  'plan.revised.v1': (batch: never) => new OnPlanRevised().onPlan(batch),
};

/** States facts as intake would and delivers their events to the handlers, in the given batches. */
export async function state(
  database: Database,
  kind: string,
  type: keyof typeof HANDLERS,
  keyOf: (data: Record<string, unknown>) => string,
  bodies: object[],
  batches = [bodies],
): Promise<void> {
  for (const body of bodies as Record<string, unknown>[]) {
    const unitCode = (body.commune ?? body.orgUnit ?? body.code) as string;
    const { base = null, ...content } = body;
    await database.query(
      `INSERT INTO intake.fact (kind, id, period, ver, rev, unit, lane, body, body_hash, base) VALUES ($1, $2, $3, 1, 1, $4, $5, $6, '', $7)`,
      [
        kind,
        keyOf(body),
        kind === 'household-reviews' ? body.period : '',
        unitCode,
        laneOf(unitCode),
        JSON.stringify(content),
        base && JSON.stringify(base),
      ],
    );
  }
  for (const batch of batches) {
    const events = (batch as Record<string, unknown>[]).map((data) => {
      const key = (data.commune ?? data.orgUnit ?? data.code) as string;
      return { type, key, lane: laneOf(key), rev: 1, data } as BusEvent;
    });
    await database.transaction((tx) => HANDLERS[type]({ events, tx } as never));
  }
}

export const review = (
  id: number,
  period: string,
  commune: string,
  classification: string,
  base: string | null,
  wasPoorBefore: boolean,
): object => ({
  householdId: `H-${id}`,
  ver: 1,
  period,
  reviewedOn: `${period}-09-20`,
  commune,
  ...(commune === '07606' && id % 2 === 0 && { village: '07606-01' }),
  area: 'rural',
  standard: '2022-2025',
  classification: classification as HouseholdReview['classification'],
  deprivations: classification === 'poor' ? ['cleanWater', 'sanitation', 'employment'] : [],
  members: 4,
  presence: 'living',
  reviewState: id % 3 === 0 ? 'preliminary' : 'official',
  base: { classification: base, wasPoorBefore },
});

/** Three years of 150 households; 07600 is silent in 2024. Classes follow a fixed arithmetic pattern, so that every flow occurs. */
export function reviews(): object[] {
  return Array.from({ length: 150 }, (_, id) => {
    const commune = COMMUNES[id % 3]!;
    const classes = [0, 1, 2].map((year) => CLASSIFICATIONS[Math.floor((id * (year + 3)) / 7) % 4]!);
    return ['2022', '2023', '2024'].flatMap((period, i) =>
      commune === '07600' && period === '2024'
        ? []
        : [review(id, period, commune, classes[i]!, classes[i - 1] ?? null, classes.slice(0, i).includes('poor'))],
    );
  }).flat();
}

/** Province, district, three communes and a village. */
export const stateUnits = (database: Database): Promise<void> =>
  state(database, 'org-units', 'org-unit.changed.v1', (data) => data.code as string, [
    unit('24', 'Tỉnh Bắc Giang', 'province'),
    unit('219', 'Huyện Lục Ngạn', 'district', '24'),
    ...COMMUNES.map((code) => unit(code, `Xã ${code}`, 'commune', '219')),
    unit('07606-01', 'Thôn Tân Thành', 'village', '07606'),
  ]);

export const stateReviews = (database: Database, batches: object[][] = [reviews()]): Promise<void> =>
  state(database, 'household-reviews', 'household.reviewed.v1', (data) => data.householdId as string, reviews(), batches);

/** Takes the review of `householdId` in 2023 back, as intake tells it. */
export async function retract(database: Database, householdId: string, commune: string): Promise<void> {
  const data = { householdId, period: '2023', commune, ver: 2, retracted: { reason: 'entered twice' } };
  const events = [{ type: 'household.reviewed.v1', key: commune, lane: laneOf(commune), rev: 2, data }];
  await database.transaction((tx) => new OnHouseholdReviewed().on({ events, tx } as never));
}

/** Begins anew, with the units there are: no facts but theirs, no numbers, nothing to be told. */
export const forgetFactsAndNumbers = (database: Database): Promise<unknown> =>
  database.query(
    `TRUNCATE projection.household_state, projection.household_count, projection.voucher_state, projection.disbursed, projection.activity_state, projection.plan_state,
              projection.declaration_state, calculation.dirty, calculation.integrity_check,
              intake.fact_household_review, intake.fact_disbursement, intake.fact_activity, intake.fact_plan`,
  );

/** A plan of 459 đồng with 340 of its own, and three vouchers, of which one takes 31 back. */
export async function stateMoneyAndPlans(database: Database): Promise<void> {
  const plan = {
    ...{ planId: 'P-1', ver: 1, orgUnit: '07606', period: '2024', decision: {}, targets: [], assignedDong: '459' },
    allocations: [{ programme: 'GNBV', project: 'DA2', originYear: 2024, amountDong: '340', ownerLevel: 'commune' }],
  };
  await state(database, 'plans', 'plan.revised.v1', (data) => data.planId as string, [plan]);
  const voucher = (voucherId: string, amountDong: string, over: object = {}) => ({
    ...{ voucherId, ver: 1, orgUnit: '07606', paidOn: '2024-02-10', amountDong, programme: 'GNBV', project: 'DA2' },
    ...{ capitalType: 'recurrent', fundSource: 'central', originYear: 2024, ownerLevel: 'commune', ...over },
  });
  const vouchers = [voucher('V-1', '100'), voucher('V-2', '131'), voucher('V-3', '31', { reverses: 'V-2' })];
  await state(database, 'disbursements', 'disbursement.recorded.v1', (data) => data.voucherId as string, vouchers);
}
