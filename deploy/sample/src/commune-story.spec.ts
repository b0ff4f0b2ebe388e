import { describe, expect, it } from '@jest/globals';
import { assess, fromDecimal, ratio, type Status } from '@chitieu/domain';
import { lucNganProfiles } from './bac-giang.js';
import { communePlans, communeVouchers } from './commune-plans.js';
import type { CommuneProfile } from './commune-profile.js';
import { officialUnits } from './official-units.js';

const profiles = lucNganProfiles(await officialUnits());
const thresholds = { onTrack: fromDecimal('0.95'), atRisk: fromDecimal('0.60') };
const targetOf = (profile: CommuneProfile, indicator: string) => {
  const target = communePlans(profile)[1]!.targets.find((t) => t.indicator === indicator)!;
  return { kind: target.kind, value: fromDecimal(target.value!), trajectory: target.trajectory };
};
const on = { direction: 'descending', reason: null, period: '2024', today: '2024-10-05', thresholds } as const;

const HOUSEHOLD_STATUS: Record<string, Status> = {
  achieved: 'achieved',
  onTrack: 'on_track',
  atRisk: 'at_risk',
  offTrack: 'off_track',
  worse: 'deteriorating',
};
const MONEY_STATUS: Record<string, Status> = {
  onTrack: 'on_track',
  atRisk: 'at_risk',
  offTrack: 'off_track',
  nothing: 'off_track',
};

describe('a commune of the sample, judged as the product judges it', () => {
  it.each(profiles.filter((p) => p.story !== 'silent').map((p) => [p.unit.name, p.story, p] as const))(
    '%s stands as told: %s',
    (_, story, profile) => {
      const { y2023, y2024 } = profile;
      const { status } = assess({
        ...on,
        actual: ratio(BigInt(y2024.poor), BigInt(y2024.households)),
        baseline: ratio(BigInt(y2023.poor), BigInt(y2023.households)),
        target: targetOf(profile, 'poor-rate'),
        flow: false,
      });
      expect(status).toBe(HOUSEHOLD_STATUS[story]);
    },
  );

  it.each(profiles.map((p) => [p.unit.name, p.money, p] as const))('%s has spent as told: %s', (_, money, profile) => {
    const paid = [...communeVouchers(profile)]
      .filter((v) => v.originYear === 2024)
      .reduce((sum, v) => sum + BigInt(v.amountDong), 0n);
    const assigned = BigInt(communePlans(profile)[1]!.assignedDong!);
    const { status } = assess({
      ...on,
      direction: 'ascending',
      actual: ratio(paid, assigned),
      baseline: null,
      target: targetOf(profile, 'disbursement-rate'),
      flow: true,
    });
    expect(status).toBe(MONEY_STATUS[money]);
  });
});
