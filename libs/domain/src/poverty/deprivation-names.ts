import type { Bilingual } from '../catalogue/indicator.js';
import type { Deprivation } from '../vocabulary.js';

/** The twelve deprivation indicators as NĐ 07/2021/NĐ-CP names them. */
export const DEPRIVATION_NAMES: Readonly<Record<Deprivation, Bilingual>> = {
  employment: { vi: 'Việc làm', en: 'Employment' },
  dependents: { vi: 'Người phụ thuộc trong hộ gia đình', en: 'Dependents in the household' },
  nutrition: { vi: 'Dinh dưỡng', en: 'Nutrition' },
  healthInsurance: { vi: 'Bảo hiểm y tế', en: 'Health insurance' },
  adultEducation: { vi: 'Trình độ giáo dục của người lớn', en: 'Education of adults' },
  schoolAttendance: { vi: 'Tình trạng đi học của trẻ em', en: 'School attendance of children' },
  housingQuality: { vi: 'Chất lượng nhà ở', en: 'Quality of housing' },
  housingArea: { vi: 'Diện tích nhà ở bình quân đầu người', en: 'Housing area per person' },
  cleanWater: { vi: 'Nguồn nước sinh hoạt', en: 'Source of domestic water' },
  sanitation: { vi: 'Nhà tiêu hợp vệ sinh', en: 'Hygienic toilet' },
  telecommunications: { vi: 'Sử dụng dịch vụ viễn thông', en: 'Use of telecommunication services' },
  informationAccess: { vi: 'Phương tiện phục vụ tiếp cận thông tin', en: 'Means of access to information' },
};
