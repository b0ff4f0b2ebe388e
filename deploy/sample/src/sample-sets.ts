import type { Declaration, Disbursement, HouseholdReview, OrgUnit, Plan, WritableKind } from '@chitieu/contracts';
import { BAC_GIANG, lucNganProfiles, otherProfiles } from './bac-giang.js';
import { householdReviews } from './commune-households.js';
import { communePlans, communeVouchers } from './commune-plans.js';
import { householdsOf, type CommuneProfile } from './commune-profile.js';
import { LUC_NGAN } from './luc-ngan-reform.js';
import { officialUnits, unitsOn } from './official-units.js';
import { rollUpPlan } from './roll-up-plans.js';
import { tanMocDeclarations } from './tan-moc-declarations.js';
import { tanMocPlans, tanMocReviews, tanMocVillages } from './tan-moc.js';
import { tanMocVouchers2023, tanMocVouchers2024 } from './tan-moc-vouchers.js';
import { villageUnits } from './villages.js';

export const SAMPLE_NAMES = ['none', 'founding', 'district', 'province'] as const;
export type SampleName = (typeof SAMPLE_NAMES)[number];

/** One import: rows are made while they are sent, so a province needs no more memory than a commune. */
export interface Batch {
  kind: WritableKind;
  what: string;
  rows: () => Iterable<OrgUnit | HouseholdReview | Disbursement | Declaration | Plan>;
}

/**
 * The imports of a sample, in the order they are sent: units first, since everything refers to them; plans last, so that
 * nobody is told a report is missing which is on its way.
 */
export async function sampleBatches(name: SampleName): Promise<Batch[]> {
  const units = await officialUnits();
  const official: Batch = { kind: 'org-units', what: 'official units', rows: () => units };
  if (name === 'none') return [official];
  const whole = name !== 'founding';
  const districts = whole ? profilesByDistrict(units, name === 'province' ? 'province' : 'light') : [];
  const profiles = districts.flatMap((d) => d.profiles);
  return [
    official,
    { kind: 'org-units', what: 'villages', rows: () => villages(profiles) },
    ...(whole
      ? []
      : [{ kind: 'household-reviews', what: 'household reviews of Tân Mộc', rows: () => tanMocReviews(false) } as const]),
    ...districts.map(({ district, profiles: communes }) => reviewsOf(district, communes)),
    { kind: 'disbursements', what: 'disbursements', rows: () => vouchers(profiles, whole) },
    { kind: 'declarations', what: 'declared figures', rows: tanMocDeclarations },
    { kind: 'plans', what: 'plans', rows: () => plans(units, profiles) },
  ];
}

function profilesByDistrict(units: readonly OrgUnit[], size: 'light' | 'province') {
  const profiles = [...lucNganProfiles(units), ...otherProfiles(units, size)];
  return unitsOn(units, '2024-12-31', 'district')
    .filter((d) => d.parent === BAC_GIANG)
    .map((district) => ({ district, profiles: profiles.filter((p) => p.unit.parent === district.code) }));
}

const reviewsOf = (district: OrgUnit, communes: readonly CommuneProfile[]): Batch => ({
  kind: 'household-reviews',
  what: `household reviews of ${district.name}`,
  *rows() {
    if (district.code === LUC_NGAN) yield* tanMocReviews(true);
    for (const commune of communes) yield* householdReviews(householdsOf(commune));
  },
});

function* villages(profiles: readonly CommuneProfile[]): Generator<OrgUnit> {
  yield* tanMocVillages();
  for (const p of profiles) yield* villageUnits(p.code, p.villages);
}

function* vouchers(profiles: readonly CommuneProfile[], with2024: boolean): Generator<Disbursement> {
  yield* tanMocVouchers2023();
  if (with2024) yield* tanMocVouchers2024();
  for (const p of profiles) yield* communeVouchers(p);
}

function* plans(units: readonly OrgUnit[], profiles: readonly CommuneProfile[]): Generator<Plan> {
  yield* tanMocPlans();
  if (profiles.length === 0) return;
  for (const p of profiles) yield* communePlans(p);
  for (const district of unitsOn(units, '2024-12-31', 'district').filter((d) => d.parent === BAC_GIANG)) {
    yield rollUpPlan(
      district,
      profiles.filter((p) => p.unit.parent === district.code),
      district.code === LUC_NGAN,
    );
  }
  yield rollUpPlan(
    unitsOn(units, '2024-12-31', 'province').find((u) => u.code === BAC_GIANG)!,
    profiles,
    true,
  );
}
