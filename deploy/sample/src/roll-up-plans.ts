import type { OrgUnit, Plan } from '@chitieu/contracts';
import { disbursementTarget, levelTarget } from './commune-plans.js';
import type { CommuneProfile } from './commune-profile.js';
import type { ClassCounts } from './household-flows.js';
import { TAN_MOC_2023 } from './tan-moc.js';

/** What the communes below aim at together; Tân Mộc aims at 2.98 % of 1,612, which is 48 households. */
const TAN_MOC_PLANNED: ClassCounts = { households: TAN_MOC_2023.households, poor: 48, nearPoor: 72 };

/** A district's or the province's plan of 2024: the sum of its communes' aims. It assigns no money of its own. */
export function rollUpPlan(unit: OrgUnit, communes: readonly CommuneProfile[], withTanMoc: boolean): Plan {
  const planned = total([...communes.map((c) => c.planned), ...(withTanMoc ? [TAN_MOC_PLANNED] : [])]);
  const before = total([...communes.map((c) => c.y2023), ...(withTanMoc ? [TAN_MOC_2023] : [])]);
  return {
    planId: `KH-${unit.code}-2024`,
    ver: 1,
    orgUnit: unit.code,
    period: '2024',
    decision: { issuer: `UBND ${unit.name} (số liệu mẫu)` },
    targets: [
      ...levelTarget('poor-rate', planned.poor, planned, before.poor),
      ...levelTarget('near-poor-rate', planned.nearPoor, planned, before.nearPoor),
      disbursementTarget(),
    ],
    allocations: [],
    sample: true,
  };
}

const total = (counts: readonly ClassCounts[]): ClassCounts =>
  counts.reduce((a, b) => ({
    households: a.households + b.households,
    poor: a.poor + b.poor,
    nearPoor: a.nearPoor + b.nearPoor,
  }));
