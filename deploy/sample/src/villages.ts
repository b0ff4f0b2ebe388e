import type { OrgUnit } from '@chitieu/contracts';
import { CODE_LIST_DAY } from './official-units.js';

/** Villages have no official code in the list: these are invented, numbered inside their commune. */
export const villageCodes = (commune: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${commune}-${String(i + 1).padStart(2, '0')}`);

export const villageUnits = (commune: string, count: number): OrgUnit[] =>
  villageCodes(commune, count).map((code, i) => ({
    code,
    ver: 1,
    validFrom: CODE_LIST_DAY,
    name: `Thôn ${i + 1}`,
    level: 'village',
    parent: commune,
    sample: true,
  }));
