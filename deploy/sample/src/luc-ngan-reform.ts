/**
 * What changed in huyện Lục Ngạn on 2025-01-01, when thị xã Chũ was cut from it: the list of early 2025 knows only the
 * outcome. Names are given only where they differ from that list.
 */
export const REFORM_DAY = '2025-01-01';
export const DAY_BEFORE_REFORM = '2024-12-31';
export const LUC_NGAN = '219';
export const CHU = '224';

/** The ten communes that went to thị xã Chũ. */
export const WENT_TO_CHU = ['07525', '07549', '07552', '07558', '07561', '07576', '07579', '07600', '07603', '07612'] as const;

/** Name and type until the reform, of communes that got another one with it. */
export const NAME_BEFORE_REFORM: Record<string, string> = {
  '07525': 'Thị trấn Chũ',
  '07549': 'Xã Thanh Hải',
  '07561': 'Xã Hồng Giang',
  '07573': 'Xã Biển Động',
  '07579': 'Xã Trù Hựu',
  '07582': 'Xã Phì Điền',
  '07612': 'Xã Phượng Sơn',
};
