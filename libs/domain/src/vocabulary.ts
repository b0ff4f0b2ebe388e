/** The field's words, as they stand on the wire. One list each; everything else derives its type from here. */

/** From the top. A tree may leave out those between province and commune, or have one at one date and another at the next. */
export const LEVELS = ['nation', 'province', 'district', 'cluster', 'commune', 'village'] as const;
export type Level = (typeof LEVELS)[number];

/** Classes of a household under NĐ 07/2021/NĐ-CP. */
export const CLASSIFICATIONS = ['poor', 'nearPoor', 'averageLivingStandard', 'aboveAverage'] as const;
export type Classification = (typeof CLASSIFICATIONS)[number];

/** The twelve deprivation indicators of NĐ 07/2021/NĐ-CP, two for each of six dimensions, in the decree's order. */
export const DEPRIVATIONS = [
  'employment',
  'dependents',
  'nutrition',
  'healthInsurance',
  'adultEducation',
  'schoolAttendance',
  'housingQuality',
  'housingArea',
  'cleanWater',
  'sanitation',
  'telecommunications',
  'informationAccess',
] as const;
export type Deprivation = (typeof DEPRIVATIONS)[number];

export const AREAS = ['rural', 'urban'] as const;
export type Area = (typeof AREAS)[number];
/** Groups of households that the official forms report apart; several may apply. */
export const GROUPS = ['ethnicMinority', 'merit', 'noLabourCapacity', 'other'] as const;
export type Group = (typeof GROUPS)[number];
/** Causes of poverty as the official forms name them; several may apply. */
export const CAUSES = [
  'land',
  'capital',
  'labour',
  'tools',
  'productionKnowledge',
  'labourSkills',
  'illnessOrAccident',
  'other',
] as const;
export type Cause = (typeof CAUSES)[number];
export const PRESENCES = ['living', 'movedAway', 'dissolved'] as const;
export type Presence = (typeof PRESENCES)[number];
export const REVIEW_KINDS = ['annual', 'regular'] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];
export const REVIEW_STATES = ['preliminary', 'official'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];
export const CAPITAL_TYPES = ['development', 'recurrent'] as const;
export const FUND_SOURCES = ['central', 'local', 'credit', 'mobilised'] as const;
export const OWNER_LEVELS = ['nation', 'province', 'district', 'commune'] as const;
export const TARGET_KINDS = ['level', 'change', 'countReduced', 'ceiling', 'floor', 'range', 'binary'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** Status of an indicator, in the order the rules are tried (`design`: no data first, then by pace). */
export const STATUSES = ['no_data', 'not_started', 'achieved', 'deteriorating', 'on_track', 'at_risk', 'off_track'] as const;
export type Status = (typeof STATUSES)[number];

/** Code of the one unit above the provinces. */
export const NATION = 'VN';
