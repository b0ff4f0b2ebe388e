import type { Bilingual } from './indicator.js';
import type { Cause } from '../vocabulary.js';

/** Causes of poverty as the official forms name them (TT 07/2021/TT-BLĐTBXH). */
export const CAUSE_NAMES: Readonly<Record<Cause, Bilingual>> = {
  land: { vi: 'Không có đất sản xuất', en: 'No land to farm' },
  capital: { vi: 'Không có vốn sản xuất, kinh doanh', en: 'No capital' },
  labour: { vi: 'Không có lao động', en: 'No labour' },
  tools: { vi: 'Không có công cụ, phương tiện sản xuất', en: 'No tools or means of production' },
  productionKnowledge: { vi: 'Không có kiến thức về sản xuất', en: 'No knowledge of production' },
  labourSkills: { vi: 'Không có kỹ năng lao động, sản xuất', en: 'No labour skills' },
  illnessOrAccident: { vi: 'Có người ốm đau, bệnh nặng, tai nạn', en: 'Illness or accident' },
  other: { vi: 'Nguyên nhân khác', en: 'Another cause' },
};
