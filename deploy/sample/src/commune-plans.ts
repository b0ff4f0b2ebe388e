import type { Allocation, Disbursement, Plan, PlanTarget } from '@chitieu/contracts';
import type { CommuneProfile } from './commune-profile.js';
import { paidByOctober } from './commune-story.js';
import type { ClassCounts } from './household-flows.js';
import { randomOf, type Random } from './random.js';
import { lineOf, MONTHLY_SHARES, payOut } from './vouchers.js';

/** Plans of 2023 and 2024. They name no number or date of a decision: there is none behind an invented plan. */
export function communePlans(profile: CommuneProfile): Plan[] {
  return [planOf(profile, 2023), planOf(profile, 2024)];
}

/** Vouchers of both years: last year's nearly whole, this year's as far as the commune's story goes. */
export function* communeVouchers(profile: CommuneProfile): Generator<Disbursement> {
  for (const year of [2023, 2024] as const) {
    const random = randomOf(`paid ${profile.code} ${year}`);
    const share =
      year === 2024 ? paidByOctober(profile.money, random) : random.chance(0.85) ? 0.955 + 0.045 * random.next() : 0.9;
    for (const [i, allocation] of allocationsOf(profile, year).entries()) {
      const amountDong = (BigInt(allocation.amountDong) * BigInt(Math.round(share * 10_000))) / 10_000n;
      if (amountDong === 0n || allocation.ownerLevel !== 'commune') continue;
      const count = Math.min(5, 1 + Number(BigInt(allocation.amountDong) / 150_000_000n));
      const lastMonth = year === 2024 ? 10 : 12;
      yield* payOut({
        id: `CT-${profile.code}-${year}-${i + 1}`,
        orgUnit: profile.code,
        line: lineOf(allocation),
        amountDong,
        count,
        lastMonth,
      });
    }
  }
}

function planOf(profile: CommuneProfile, year: 2023 | 2024): Plan {
  const allocations = allocationsOf(profile, year);
  const own = allocations.filter((a) => a.ownerLevel === 'commune');
  return {
    planId: `KH-${profile.code}-${year}`,
    ver: 1,
    orgUnit: profile.code,
    period: String(year),
    decision: { issuer: `UBND ${profile.unit.name} (số liệu mẫu)` },
    targets: [...(year === 2024 ? targets2024(profile) : targets2023(profile)), disbursementTarget()],
    allocations,
    assignedDong: String(own.reduce((sum, a) => sum + BigInt(a.amountDong), 0n)),
    sample: true,
  };
}

const targets2024 = ({ planned, y2023 }: CommuneProfile): PlanTarget[] => [
  ...levelTarget('poor-rate', planned.poor, planned, y2023.poor),
  ...levelTarget('near-poor-rate', planned.nearPoor, planned, y2023.nearPoor),
];

/** Most communes reached last year's target; a few planned for slightly fewer. */
function targets2023(profile: CommuneProfile): PlanTarget[] {
  const random = randomOf(`target 2023 ${profile.code}`);
  const { y2022, y2023 } = profile;
  const missed = random.chance(0.12);
  const aim = (before: number, after: number): number => after - (missed ? Math.round((before - after) * 0.15) : 0);
  return [
    ...levelTarget('poor-rate', aim(y2022.poor, y2023.poor), y2023, y2022.poor, baselineOf(profile, y2022.poor)),
    ...levelTarget(
      'near-poor-rate',
      aim(y2022.nearPoor, y2023.nearPoor),
      y2023,
      y2022.nearPoor,
      baselineOf(profile, y2022.nearPoor),
    ),
  ];
}

/** Where 2022 is not part of the sample, the plan of 2023 states where it started from. */
const baselineOf = (profile: CommuneProfile, count: number): string | undefined =>
  profile.detail === 'light' ? (count / profile.y2022.households).toFixed(6) : undefined;

/** A rate to reach; none where there is nobody to lift out. Rounded up, so that the whole number of households reaches it. */
export function levelTarget(indicator: string, count: number, of: ClassCounts, before: number, baseline?: string): PlanTarget[] {
  if (before === 0 || of.households === 0) return [];
  const value = (Math.ceil((count / of.households) * 10_000) / 10_000).toFixed(4);
  return [{ indicator, kind: 'level', value, ...(baseline === undefined ? {} : { baseline }), trajectory: { kind: 'linear' } }];
}

export const disbursementTarget = (): PlanTarget => ({
  indicator: 'disbursement-rate',
  kind: 'level',
  value: '0.95',
  trajectory: { kind: 'seasonal', shares: MONTHLY_SHARES },
});

function allocationsOf(profile: CommuneProfile, year: number): Allocation[] {
  const random = randomOf(`allocations ${profile.code} ${year}`);
  const line = (programme: string, project: string, low: number, high: number, more: Partial<Allocation> = {}): Allocation => ({
    programme,
    project,
    capitalType: 'recurrent',
    fundSource: 'central',
    originYear: year,
    amountDong: String(millions(random, low, high)),
    ownerLevel: 'commune',
    ...more,
  });
  const light = [line('GNBV', 'DA2', 180, 420), line('GNBV', 'DA7', 10, 25, { subProject: 'TDA2' })];
  if (profile.detail === 'light') return light;
  return [
    ...light,
    line('GNBV', 'DA7', 20, 50, { subProject: 'TDA1' }),
    line('GNBV', 'DA6', 80, 200, { subProject: 'TDA2', ownerLevel: 'district', note: 'Do cấp huyện chủ trì' }),
    line('DTTS1719', 'DA1', 60, 220),
    ...(profile.poorRate > 0.05 ? [line('DTTS1719', 'DA4', 400, 1500, { capitalType: 'development' })] : []),
  ];
}

const millions = (random: Random, low: number, high: number): bigint => BigInt(random.between(low, high)) * 1_000_000n;
