import { annualReviewEndsOn, DEPRIVATIONS } from '@chitieu/domain';

/** The measures that the contribution by hand counts, in the order of its bits. */
export const COUNTED_BY_HAND = [
  ...['reviews', 'reviewsOnTime', 'households', 'official', 'sample', 'poor', 'nearPoor'],
  ...['escapedPoverty', 'relapsed', 'newlyPoor', 'withoutBase'],
  ...DEPRIVATIONS.map((code) => `deprived${code[0].toUpperCase()}${code.slice(1)}`),
];

const bitOf = (code) => 1 << COUNTED_BY_HAND.indexOf(code);
const [REVIEWS, ON_TIME, HOUSEHOLDS, OFFICIAL, SAMPLE, POOR, NEAR_POOR, ESCAPED, RELAPSED, NEWLY_POOR, WITHOUT_BASE] =
  COUNTED_BY_HAND.map(bitOf);
const DEPRIVED = new Map(DEPRIVATIONS.map((code, i) => [code, 1 << (11 + i)]));

/** What a household counts for, as one writes it by hand where measures are not data: bit i stands for the i-th of COUNTED_BY_HAND. */
export function contributionByHand(review) {
  let counted = REVIEWS;
  if (review.reviewedOn <= annualReviewEndsOn(review.period)) counted |= ON_TIME;
  if (review.sample) counted |= SAMPLE;
  return review.presence === 'living' ? counted | HOUSEHOLDS | ofLiving(review) : counted;
}

function ofLiving({ classification, baseClassification, wasPoorBefore, deprivations, reviewState }) {
  let counted = reviewState === 'official' ? OFFICIAL : 0;
  if (baseClassification === null) counted |= WITHOUT_BASE;
  if (classification === 'poor') {
    counted |= POOR;
    if (baseClassification !== null && baseClassification !== 'poor') counted |= wasPoorBefore ? RELAPSED : NEWLY_POOR;
  } else if (baseClassification === 'poor') counted |= ESCAPED;
  if (classification === 'nearPoor') counted |= NEAR_POOR;
  if (counted & (POOR | NEAR_POOR)) for (const code of deprivations) counted |= DEPRIVED.get(code);
  return counted;
}
