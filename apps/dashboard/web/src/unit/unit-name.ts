import type { Level } from '@chitieu/domain';

/** Within a list the kind of unit goes without saying, unless it differs from the list's own. */
export function shortName(name: string): string {
  if (name.startsWith('Thị trấn ')) return `TT. ${name.slice(9)}`;
  if (name.startsWith('Thành phố ')) return `TP. ${name.slice(10)}`;
  if (name.startsWith('Phường ')) return `P. ${name.slice(7)}`;
  if (name.startsWith('Thị xã ')) return `TX. ${name.slice(7)}`;
  return name.replace(/^(Xã|Huyện|Tỉnh) /, '');
}

const BELOW: Record<Level, Level | null> = {
  nation: 'province',
  province: 'district',
  district: 'commune',
  cluster: 'commune',
  commune: 'village',
  village: null,
};
export const levelBelow = (level: Level): Level | null => BELOW[level];
