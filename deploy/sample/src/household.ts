import { DEPRIVATIONS, type Classification, type Deprivation } from '@chitieu/domain';
import type { HouseholdReview } from '@chitieu/contracts';
import type { Random } from './random.js';

type Group = HouseholdReview['groups'][number];
type Cause = HouseholdReview['causes'][number];

/** One invented household between the years. */
export interface Household {
  id: string;
  village: string | undefined;
  classification: Classification;
  deprivations: Deprivation[];
  b1: number;
  members: number;
  groups: Group[];
  causes: Cause[];
  presence: HouseholdReview['presence'];
}

/** How often a listed household lacks each of the twelve: what a poor upland commune reports, roughly. */
const WEIGHTS: Record<Deprivation, number> = {
  employment: 0.45,
  dependents: 0.3,
  nutrition: 0.15,
  healthInsurance: 0.2,
  adultEducation: 0.4,
  schoolAttendance: 0.08,
  housingQuality: 0.35,
  housingArea: 0.18,
  cleanWater: 0.3,
  sanitation: 0.5,
  telecommunications: 0.25,
  informationAccess: 0.22,
};
const CAUSES: readonly Cause[] = [
  'land',
  'capital',
  'labour',
  'tools',
  'productionKnowledge',
  'labourSkills',
  'illnessOrAccident',
];

/** Points of form B1 up to which a household is at most on the income line. */
const B1_CUT = { rural: 140, urban: 175 } as const;

export function newHousehold(id: string, village: string | undefined, ethnicShare: number, random: Random): Household {
  const groups: Group[] = [];
  if (random.chance(ethnicShare)) groups.push('ethnicMinority');
  if (random.chance(0.04)) groups.push('merit');
  return {
    id,
    village,
    classification: random.chance(0.12) ? 'averageLivingStandard' : 'aboveAverage',
    deprivations: [],
    b1: 0,
    members: random.pick([1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 6, 7]),
    groups,
    causes: [],
    presence: 'living',
  };
}

/** Gives a household a class, with the deprivations, scores and causes that go with it. */
export function reclassify(household: Household, to: Classification, area: 'rural' | 'urban', random: Random): void {
  const listed = to === 'poor' || to === 'nearPoor';
  household.classification = to;
  household.deprivations =
    to === 'poor' ? lacking(random.between(3, 5), random) : lacking(to === 'nearPoor' ? random.between(0, 2) : 0, random);
  household.b1 = listed ? B1_CUT[area] - random.between(0, 60) : 0;
  household.causes = listed ? random.shuffle(CAUSES).slice(0, random.between(1, 2)) : [];
}

function lacking(count: number, random: Random): Deprivation[] {
  const drawn = DEPRIVATIONS.map((code) => ({ code, at: random.next() / WEIGHTS[code] })).sort((a, b) => a.at - b.at);
  const chosen = new Set(drawn.slice(0, count).map((d) => d.code));
  return DEPRIVATIONS.filter((code) => chosen.has(code));
}
