import type { OrgUnit } from '@chitieu/contracts';
import type { CommuneHouseholds } from './commune-households.js';
import { countsOfYears, type HouseholdStory, type MoneyStory } from './commune-story.js';
import type { ClassCounts } from './household-flows.js';
import { randomOf } from './random.js';
import { annualReview, lateAnnualReview, reviewUnderWay } from './review-window.js';
import { villageCodes } from './villages.js';

/** What one generated commune is to look like. */
export interface CommuneSketch {
  unit: OrgUnit;
  households: number;
  poorRate: number;
  ethnicShare: number;
  villages: number;
  story: HouseholdStory;
  money: MoneyStory;
  late: boolean;
  /** `whole`: every budget line and the year 2022; `light`: two lines, from 2023 on. */
  detail: 'whole' | 'light';
}

/** The sketch worked out: counts of every year, and what the plans are made from. */
export interface CommuneProfile extends CommuneSketch {
  code: string;
  y2022: ClassCounts;
  y2023: ClassCounts;
  y2024: ClassCounts;
  /** Counts the plan of 2024 aims at. */
  planned: ClassCounts;
}

export function profileOf(sketch: CommuneSketch): CommuneProfile {
  const random = randomOf(`profile ${sketch.unit.code}`);
  return { ...sketch, code: sketch.unit.code, ...countsOfYears(sketch.households, sketch.poorRate, sketch.story, random) };
}

/** What the household generator is told of it: no 2024 where the commune has been silent. */
export function householdsOf(profile: CommuneProfile): CommuneHouseholds {
  const years: CommuneHouseholds['years'][number][] = [
    { period: '2022', counts: profile.y2022, window: annualReview(2022) },
    { period: '2023', counts: profile.y2023, window: profile.late ? lateAnnualReview(2023) : annualReview(2023) },
    { period: '2024', counts: profile.y2024, window: reviewUnderWay(2024) },
  ];
  const kept = years.filter(
    (y) => !(y.period === '2022' && profile.detail === 'light') && !(y.period === '2024' && profile.story === 'silent'),
  );
  return {
    commune: profile.code,
    area: profile.unit.name.startsWith('Xã ') ? 'rural' : 'urban',
    villages: villageCodes(profile.code, profile.villages),
    ethnicShare: profile.ethnicShare,
    years: kept,
  };
}
