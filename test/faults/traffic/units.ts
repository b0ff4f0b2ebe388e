/** A small country: dated units, so that higher levels differ by year; codes of its own. */
export interface Unit {
  code: string;
  validFrom: string;
  validTo?: string;
  name: string;
  level: 'province' | 'district' | 'commune' | 'village';
  parent?: string;
}

const FROM = '2000-01-01';
const DISTRICTS = [
  ['F1', 'F11'],
  ['F1', 'F12'],
  ['F2', 'F21'],
  ['F2', 'F22'],
] as const;
const COMMUNES_EACH = 4;
const VILLAGES_EACH = 3;

/** The commune whose only households are the probe's. */
export const PROBE_COMMUNE = 'F1199';

export const COMMUNES: readonly string[] = DISTRICTS.flatMap(([, district]) =>
  Array.from({ length: COMMUNES_EACH }, (_, i) => `${district}0${i + 1}`),
);
export const VILLAGES_OF = (commune: string): string[] => Array.from({ length: VILLAGES_EACH }, (_, i) => `${commune}-V${i + 1}`);
export const YEARS = ['2022', '2023', '2024'] as const;

/** F1204 went from district F12 to F21, of another province, on the first day of 2024. */
const MOVED = { commune: 'F1204', from: 'F12', to: 'F21', on: '2024-01-01', lastDay: '2023-12-31' };

const provinces: Unit[] = ['F1', 'F2'].map((code) => ({ code, validFrom: FROM, name: `Tỉnh ${code}`, level: 'province' }));
const districts: Unit[] = DISTRICTS.map(([parent, code]) => ({
  code,
  validFrom: FROM,
  name: `Huyện ${code}`,
  level: 'district',
  parent,
}));
const commune = (code: string, parent: string, validFrom = FROM, validTo?: string): Unit => ({
  code,
  validFrom,
  ...(validTo && { validTo }),
  name: `Xã ${code}`,
  level: 'commune',
  parent,
});
const communes: Unit[] = [...COMMUNES, PROBE_COMMUNE].flatMap((code) =>
  code === MOVED.commune
    ? [commune(code, MOVED.from, FROM, MOVED.lastDay), commune(code, MOVED.to, MOVED.on)]
    : [commune(code, code.slice(0, 3))],
);
const villages: Unit[] = COMMUNES.flatMap((parent) =>
  VILLAGES_OF(parent).map((code) => ({ code, validFrom: FROM, name: `Thôn ${code}`, level: 'village' as const, parent })),
);

/** Parents before children. */
export const UNITS: readonly Unit[] = [...provinces, ...districts, ...communes, ...villages];
