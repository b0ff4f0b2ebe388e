import type { AREAS } from '../vocabulary.js';

type Area = (typeof AREAS)[number];

/** One dated set of parameters by which households are classified in one kind of area. */
export interface PovertyStandard {
  code: string;
  area: Area;
  /** ISO dates, both inclusive. */
  validFrom: string;
  validTo: string;
  /** Income per person and month up to which a household is poor or near-poor. */
  incomeLineDong: bigint;
  /** Income up to which it is poor whatever its deprivations; null: the standard has no such line. */
  poorWhateverDong: bigint | null;
  /** Income up to which its living standard is average; null: not set. */
  averageUpToDong: bigint | null;
  /** Form B1's score that stands for the income line, and for `poorWhateverDong`; null: scoring not set. */
  b1Line: number | null;
  b1PoorWhatever: number | null;
  /** Deprivations from which a household below the line is poor, of how many. */
  minDeprivations: number;
  indicators: number;
  /** Fields whose values are from memory: to be confirmed by a lawyer before anybody relies on them. */
  unconfirmed: (keyof PovertyStandard)[];
  legalBasis: string;
}

/** Form B2 gives so many points per deprivation. */
export const B2_PER_DEPRIVATION = 10;

const million = (millions: number): bigint => BigInt(millions * 1000) * 1000n;

const y2016 = (area: Area, own: Partial<PovertyStandard>): PovertyStandard => ({
  code: '2016-2020',
  area,
  validFrom: '2016-01-01',
  validTo: '2021-12-31',
  incomeLineDong: million(1),
  poorWhateverDong: million(0.7),
  averageUpToDong: million(1.5),
  b1Line: 150,
  b1PoorWhatever: 120,
  minDeprivations: 3,
  indicators: 10,
  unconfirmed: ['averageUpToDong'],
  legalBasis: 'QĐ 59/2015/QĐ-TTg; TT 14/2018/TT-BLĐTBXH',
  ...own,
});

const y2022 = (area: Area, own: Partial<PovertyStandard>): PovertyStandard => ({
  code: '2022-2025',
  area,
  validFrom: '2022-01-01',
  validTo: '2026-12-31',
  incomeLineDong: million(1.5),
  poorWhateverDong: null,
  averageUpToDong: million(2.25),
  b1Line: 140,
  b1PoorWhatever: null,
  minDeprivations: 3,
  indicators: 12,
  unconfirmed: [],
  legalBasis: 'NĐ 07/2021/NĐ-CP; TT 07/2021/TT-BLĐTBXH',
  ...own,
});

const DONG_NAI: Partial<PovertyStandard> = {
  code: 'dong-nai-2022-2025',
  validTo: '2025-12-31',
  b1Line: null,
  minDeprivations: 2,
  legalBasis: 'Chuẩn nghèo riêng của tỉnh Đồng Nai 2022-2025',
};

const Y2027: Partial<PovertyStandard> = {
  code: '2027-2030',
  validFrom: '2027-01-01',
  validTo: '2030-12-31',
  averageUpToDong: null,
  b1Line: null,
  legalBasis: 'NĐ 351/2025/NĐ-CP',
};

export const POVERTY_STANDARDS: readonly PovertyStandard[] = [
  y2016('rural', { unconfirmed: ['b1Line', 'averageUpToDong'] }),
  y2016('urban', {
    incomeLineDong: million(1.3),
    poorWhateverDong: million(0.9),
    averageUpToDong: million(1.95),
    b1Line: 175,
    b1PoorWhatever: 140,
  }),
  y2022('rural', {}),
  y2022('urban', { incomeLineDong: million(2), averageUpToDong: million(3), b1Line: 175 }),
  y2022('rural', { ...DONG_NAI, incomeLineDong: million(2), averageUpToDong: million(3) }),
  y2022('urban', { ...DONG_NAI, incomeLineDong: million(2.5), averageUpToDong: million(3.75) }),
  y2022('rural', { ...Y2027, incomeLineDong: million(2.2) }),
  y2022('urban', { ...Y2027, incomeLineDong: million(2.8) }),
];

export const povertyStandard = (code: string, area: Area): PovertyStandard | null =>
  POVERTY_STANDARDS.find((standard) => standard.code === code && standard.area === area) ?? null;

export const isStandardValidOn = (standard: PovertyStandard, isoDay: string): boolean =>
  standard.validFrom <= isoDay && isoDay <= standard.validTo;
