import type { OrgUnit } from '@chitieu/contracts';
import type { HouseholdStory, MoneyStory } from './commune-story.js';
import { profileOf, type CommuneProfile } from './commune-profile.js';
import { LUC_NGAN_COMMUNES } from './luc-ngan-communes.js';
import { LUC_NGAN } from './luc-ngan-reform.js';
import { unitsOn } from './official-units.js';
import { randomOf } from './random.js';
import { TAN_MOC_2024 } from './tan-moc.js';

export const BAC_GIANG = '24';
/** The year whose tree the sample reads: the communes are those of the end of 2024. */
const DAY = '2024-12-31';
/** Households of the whole province in its 2024 reviews. */
export const PROVINCE_HOUSEHOLDS = 470_000;

/** Invented share of poor households around which a district's communes are drawn. */
const DISTRICT_POOR_RATE: Record<string, number> = {
  '213': 0.008,
  '215': 0.045,
  '216': 0.02,
  '217': 0.024,
  '218': 0.042,
  '220': 0.14,
  '222': 0.009,
  '223': 0.021,
};

/** Lục Ngạn's communes but Tân Mộc, under the names of 2024. */
export function lucNganProfiles(units: readonly OrgUnit[]): CommuneProfile[] {
  const communes = new Map(communesOf(units, LUC_NGAN).map((u) => [u.code, u]));
  return LUC_NGAN_COMMUNES.map((row) => {
    const unit = communes.get(row.code);
    if (!unit) throw new RangeError(`${row.code} is not a commune of Lục Ngạn in 2024`);
    return profileOf({
      ...row,
      late: row.late ?? false,
      unit,
      ethnicShare: Math.min(0.9, 0.2 + 5 * row.poorRate),
      villages: 9,
      detail: 'whole',
    });
  });
}

/** The other districts' communes: a light set, or as many households as make the province whole. */
export function otherProfiles(units: readonly OrgUnit[], size: 'light' | 'province'): CommuneProfile[] {
  const communes = unitsOn(units, DAY, 'district')
    .filter((d) => d.parent === BAC_GIANG && d.code !== LUC_NGAN)
    .flatMap((d) => communesOf(units, d.code));
  const stories = communes.map((unit) => storyOf(unit));
  const households =
    size === 'light' ? communes.map((unit) => randomOf(`size ${unit.code}`).between(58, 86)) : provinceSizes(communes, stories);
  return communes.map((unit, i) => {
    const random = randomOf(`sketch ${unit.code}`);
    const poorRate = (DISTRICT_POOR_RATE[unit.parent!] ?? 0.03) * (0.6 + 0.9 * random.next());
    const ethnicShare = Math.min(0.9, 0.05 + 5 * poorRate);
    const villages = size === 'light' ? 3 : 8;
    return profileOf({
      unit,
      households: households[i]!,
      poorRate,
      ethnicShare,
      villages,
      ...stories[i]!,
      late: random.chance(0.05),
      detail: 'light',
    });
  });
}

export const communesOf = (units: readonly OrgUnit[], district: string): OrgUnit[] =>
  unitsOn(units, DAY, 'commune').filter((u) => u.parent === district);

function storyOf(unit: OrgUnit): { story: HouseholdStory; money: MoneyStory } {
  const random = randomOf(`story ${unit.code}`);
  const at = random.next();
  const story =
    at < 0.3 ? 'achieved' : at < 0.8 ? 'onTrack' : at < 0.91 ? 'atRisk' : at < 0.96 ? 'offTrack' : at < 0.97 ? 'worse' : 'silent';
  const paid = random.next();
  return { story, money: paid < 0.82 ? 'onTrack' : paid < 0.94 ? 'atRisk' : 'offTrack' };
}

/** Sizes drawn and scaled so that the communes that have reported in 2024 have exactly the province's households. */
function provinceSizes(communes: readonly OrgUnit[], stories: readonly { story: HouseholdStory }[]): number[] {
  const lucNgan = LUC_NGAN_COMMUNES.filter((c) => c.story !== 'silent').reduce(
    (sum, c) => sum + c.households,
    TAN_MOC_2024.households,
  );
  const weights = communes.map((unit) => 0.6 + randomOf(`size ${unit.code}`).next());
  const reported = (i: number): boolean => stories[i]!.story !== 'silent';
  const total = weights.reduce((sum, weight, i) => sum + (reported(i) ? weight : 0), 0);
  const sizes = weights.map((weight) => Math.floor((weight / total) * (PROVINCE_HOUSEHOLDS - lucNgan)));
  const missing = PROVINCE_HOUSEHOLDS - lucNgan - sizes.reduce((sum, size, i) => sum + (reported(i) ? size : 0), 0);
  const last = communes.findLastIndex((_, i) => reported(i));
  return sizes.map((size, i) => (i === last ? size + missing : size));
}
