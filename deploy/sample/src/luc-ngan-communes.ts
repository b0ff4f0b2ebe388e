import type { HouseholdStory, MoneyStory } from './commune-story.js';

/** What is invented of one commune of Lục Ngạn: households, share of poor at the end of 2023, and how 2024 goes. */
export interface LucNganCommune {
  code: string;
  households: number;
  poorRate: number;
  story: HouseholdStory;
  money: MoneyStory;
  /** Finished its review of 2023 after the last day. */
  late?: boolean;
}

const row = (
  code: string,
  households: number,
  poorRate: number,
  story: HouseholdStory,
  money: MoneyStory,
  late = false,
): LucNganCommune => ({
  code,
  households,
  poorRate,
  story,
  money,
  late,
});

/** The 28 communes beside Tân Mộc. Nothing here is a statement about the real places; every row made from it says `sample`. */
export const LUC_NGAN_COMMUNES: readonly LucNganCommune[] = [
  row('07525', 2460, 0.011, 'achieved', 'onTrack'),
  row('07528', 930, 0.132, 'offTrack', 'atRisk'),
  row('07531', 1010, 0.118, 'onTrack', 'onTrack'),
  row('07534', 820, 0.125, 'silent', 'onTrack'),
  row('07537', 1040, 0.104, 'atRisk', 'onTrack'),
  row('07540', 830, 0.121, 'onTrack', 'atRisk'),
  row('07543', 910, 0.109, 'onTrack', 'onTrack'),
  row('07546', 860, 0.134, 'worse', 'offTrack'),
  row('07549', 1480, 0.029, 'achieved', 'onTrack'),
  row('07552', 1120, 0.061, 'onTrack', 'onTrack'),
  row('07555', 1060, 0.052, 'onTrack', 'onTrack'),
  row('07558', 1290, 0.036, 'onTrack', 'onTrack'),
  row('07561', 1240, 0.024, 'achieved', 'onTrack'),
  row('07564', 840, 0.098, 'atRisk', 'onTrack', true),
  row('07567', 900, 0.067, 'onTrack', 'onTrack'),
  row('07570', 1130, 0.042, 'onTrack', 'nothing'),
  row('07573', 1080, 0.047, 'achieved', 'onTrack'),
  row('07576', 1760, 0.028, 'onTrack', 'onTrack'),
  row('07579', 1180, 0.027, 'achieved', 'onTrack'),
  row('07582', 820, 0.039, 'onTrack', 'onTrack'),
  row('07588', 970, 0.058, 'atRisk', 'atRisk'),
  row('07591', 1000, 0.063, 'onTrack', 'onTrack'),
  row('07594', 1020, 0.071, 'offTrack', 'onTrack'),
  row('07597', 940, 0.088, 'silent', 'onTrack'),
  row('07600', 900, 0.044, 'onTrack', 'onTrack'),
  row('07603', 1210, 0.033, 'atRisk', 'onTrack'),
  row('07609', 830, 0.127, 'offTrack', 'offTrack'),
  row('07612', 1270, 0.022, 'onTrack', 'onTrack'),
];
