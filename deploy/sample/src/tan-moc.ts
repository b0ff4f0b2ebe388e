import type { HouseholdReview, OrgUnit, Plan } from '@chitieu/contracts';
import { householdReviews, type CommuneHouseholds } from './commune-households.js';
import type { Flows } from './household-flows.js';
import { annualReview, reviewUnderWay } from './review-window.js';
import { villageCodes, villageUnits } from './villages.js';

/** Xã Tân Mộc, huyện Lục Ngạn, tỉnh Bắc Giang: the commune whose plan of 2024 the product starts from. */
export const TAN_MOC = '07606';
const VILLAGES = 12;
export const LEGAL_BASE = 'thực hiện Kế hoạch số 46/KH-UBND ngày 07/02/2024 của UBND huyện Lục Ngạn';

export const TAN_MOC_2022 = { households: 1625, poor: 70, nearPoor: 130 };
export const TAN_MOC_2023 = { households: 1612, poor: 58, nearPoor: 85 };
/** Invented: 2024 is under way. */
export const TAN_MOC_2024 = { households: 1612, poor: 52, nearPoor: 77 };

/** Invented, but they lead from the one year's printed counts to the other's. */
const FLOWS_2023: Flows = {
  poorGone: 2,
  nearPoorGone: 1,
  othersGone: 15,
  arrived: 5,
  poorToNearPoor: 8,
  poorToAbove: 9,
  nearPoorToPoor: 4,
  aboveToPoor: 3,
  nearPoorToAbove: 58,
  aboveToNearPoor: 10,
};

export const tanMocVillages = (): OrgUnit[] => villageUnits(TAN_MOC, VILLAGES);

/** The counts are the plan's; the households behind them are invented and say so. */
export function tanMocReviews(with2024: boolean): Generator<HouseholdReview> {
  const years: CommuneHouseholds['years'][number][] = [
    { period: '2022', counts: TAN_MOC_2022, window: annualReview(2022) },
    { period: '2023', counts: TAN_MOC_2023, flows: FLOWS_2023, window: annualReview(2023) },
  ];
  if (with2024) years.push({ period: '2024', counts: TAN_MOC_2024, window: reviewUnderWay(2024) });
  return householdReviews({
    commune: TAN_MOC,
    area: 'rural',
    villages: villageCodes(TAN_MOC, VILLAGES),
    ethnicShare: 0.4,
    years,
  });
}

/** The document prints no number or date of any decision behind these figures, so none is given. */
export function tanMocPlans(): Plan[] {
  const linear = { kind: 'linear' } as const;
  return [
    {
      planId: 'KH-07606-2023',
      ver: 1,
      orgUnit: TAN_MOC,
      period: '2023',
      decision: {},
      targets: [
        { indicator: 'poor-reduction', kind: 'countReduced', value: '10', trajectory: linear },
        { indicator: 'near-poor-reduction', kind: 'countReduced', value: '45', trajectory: linear },
      ],
      allocations: [],
      assignedDong: '1063000000',
    },
    {
      planId: 'KH-07606-2024',
      ver: 1,
      orgUnit: TAN_MOC,
      period: '2024',
      decision: { issuer: 'UBND xã Tân Mộc' },
      targets: [{ indicator: 'poor-rate', kind: 'level', value: '0.0298', trajectory: linear }],
      allocations: allocations2024(),
      assignedDong: '459000000',
    },
  ];
}

function allocations2024(): Plan['allocations'] {
  const commune = { originYear: 2024, ownerLevel: 'commune' } as const;
  const housing = { programme: 'DTTS1719', project: 'DA1', ...commune };
  return [
    { ...housing, amountDong: '44000000', note: `Nhà ở (${LEGAL_BASE})` },
    { ...housing, amountDong: '24000000', note: 'Nước phân tán' },
    {
      programme: 'GNBV',
      project: 'DA2',
      amountDong: '340000000',
      ...commune,
      note: 'Đa dạng hóa sinh kế, phát triển mô hình giảm nghèo',
    },
    {
      programme: 'GNBV',
      project: 'DA6',
      subProject: 'TDA2',
      originYear: 2024,
      amountDong: '472000000',
      ownerLevel: 'district',
      note: 'Do Phòng LĐTB&XH chủ trì',
    },
    {
      programme: 'GNBV',
      project: 'DA7',
      subProject: 'TDA1',
      amountDong: '35000000',
      ...commune,
      note: 'Nâng cao năng lực thực hiện Chương trình',
    },
    { programme: 'GNBV', project: 'DA7', subProject: 'TDA2', amountDong: '19000000', ...commune, note: 'Giám sát, đánh giá' },
  ];
}
