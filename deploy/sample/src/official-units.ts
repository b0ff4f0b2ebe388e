import type { OrgUnit } from '@chitieu/contracts';
import { Communes, Districts, Provinces } from 'vietnam-provinces-js';
import { CHU, DAY_BEFORE_REFORM, LUC_NGAN, NAME_BEFORE_REFORM, REFORM_DAY, WENT_TO_CHU } from './luc-ngan-reform.js';
import { withReform } from './reform-2025.js';

/**
 * Day from which a unit stands whose own opening is not known here: that of the code list itself, QĐ 124/2004/QĐ-TTg.
 * It is not a claim that the unit opened then.
 */
export const CODE_LIST_DAY = '2004-07-08';

/** The 63/696 system and, from 2025-07-01, the 34 provinces with no district; parents before children, with Lục Ngạn as it was until 2024-12-31. */
export async function officialUnits(): Promise<OrgUnit[]> {
  const provinces = await Provinces.getAllProvince();
  const districts = await Districts.getAllDistricts();
  const communes = await Communes.getAllCommunes();
  return withReform([
    ...provinces.map((p) => unit(p.idProvince, p.name, 'province')),
    ...districts.map((d) => ({ ...unit(d.idDistrict, d.name, 'district', d.idProvince), validFrom: districtFrom(d.idDistrict) })),
    ...communes.flatMap((c) => communeStates(unit(c.idCommune, c.name, 'commune', c.idDistrict))),
  ]);
}

/** Units of a level that stand on a day, in the order given. */
export function unitsOn(units: readonly OrgUnit[], day: string, level: OrgUnit['level']): OrgUnit[] {
  return units.filter((u) => u.level === level && u.validFrom <= day && (u.validTo === undefined || day <= u.validTo));
}

const districtFrom = (code: string): string => (code === CHU ? REFORM_DAY : CODE_LIST_DAY);

function communeStates(now: OrgUnit): OrgUnit[] {
  const wentToChu = (WENT_TO_CHU as readonly string[]).includes(now.code);
  const nameBefore = NAME_BEFORE_REFORM[now.code];
  if (!wentToChu && nameBefore === undefined) return [now];
  return [
    { ...now, name: nameBefore ?? now.name, parent: LUC_NGAN, validTo: DAY_BEFORE_REFORM },
    { ...now, validFrom: REFORM_DAY },
  ];
}

function unit(code: string, name: string, level: OrgUnit['level'], parent?: string): OrgUnit {
  return { code, ver: 1, validFrom: CODE_LIST_DAY, name: tidy(name), level, ...(parent === undefined ? {} : { parent }) };
}

/** The list has a few names with a space behind them and one type in capitals. */
const tidy = (name: string): string =>
  name
    .normalize('NFC')
    .trim()
    .replace(/^Thị Xã /, 'Thị xã ');
