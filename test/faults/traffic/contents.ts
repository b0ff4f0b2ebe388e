import type { Chance } from '../chance.js';
import { COMMUNES, VILLAGES_OF } from './units.js';

export const CLASSES = ['poor', 'nearPoor', 'averageLivingStandard', 'aboveAverage'] as const;
export const DEPRIVATIONS = [
  'employment',
  'dependents',
  'nutrition',
  'healthInsurance',
  'adultEducation',
  'schoolAttendance',
  'housingQuality',
  'housingArea',
  'cleanWater',
  'sanitation',
  'telecommunications',
  'informationAccess',
] as const;

const pad = (n: number): string => String(n).padStart(2, '0');

/** Every field is given, so that what is stored is what was sent. */
export function review(chance: Chance, householdId: string, commune: string, period: string) {
  const village = chance.happens(0.7) ? { village: chance.pick(VILLAGES_OF(commune)) } : {};
  return {
    householdId,
    period,
    reviewedOn: reviewedOn(chance, period),
    commune,
    ...village,
    area: 'rural',
    standard: '2022-2025',
    classification: chance.pick(chance.happens(0.5) ? CLASSES : (['poor', 'nearPoor'] as const)),
    deprivations: chance.some(DEPRIVATIONS, chance.between(0, 3)).sort(),
    members: chance.between(1, 9),
    groups: [],
    causes: [],
    presence: chance.happens(0.93) ? 'living' : chance.pick(['movedAway', 'dissolved']),
    reviewKind: 'annual',
    reviewState: chance.pick(['preliminary', 'official']),
  };
}

/** In past years also on and around the last day of the review, and in the January behind; 2024 is not over yet. */
function reviewedOn(chance: Chance, year: string): string {
  if (year === '2024' || chance.happens(0.8)) return `${year}-${pad(chance.between(1, 9))}-${pad(chance.between(1, 28))}`;
  return chance.pick([`${year}-12-14`, `${year}-12-15`, `${year}-12-31`, `${Number(year) + 1}-01-31`]);
}

/** Days at the edges of months, quarters and years among them. */
const PAID_ON = ['2023-01-01', '2023-03-31', '2023-04-01', '2023-12-31', '2024-01-01', '2024-02-29', '2024-06-30', '2024-07-01'];
const PAYERS: [unit: string, ownerLevels: string[]][] = [
  ...COMMUNES.map((code): [string, string[]] => [code, ['commune', 'district', 'province']]),
  ['F11', ['district', 'province']],
  ['F2', ['province', 'nation']],
];

export function disbursement(chance: Chance, voucherId: string) {
  const [orgUnit, ownerLevels] = chance.pick(PAYERS);
  const paidOn = chance.happens(0.4) ? chance.pick(PAID_ON) : `2024-${pad(chance.between(1, 9))}-${pad(chance.between(1, 28))}`;
  return {
    voucherId,
    orgUnit,
    paidOn,
    amountDong: String(chance.between(1, 900_000_000)),
    programme: 'GN',
    project: chance.pick(['DA1', 'DA2', 'unspecified']),
    capitalType: chance.pick(['development', 'recurrent']),
    fundSource: chance.pick(['central', 'local']),
    originYear: 2024,
    ownerLevel: chance.pick(ownerLevels),
    ...(chance.happens(0.08) && { reverses: `${voucherId}-wrong` }),
  };
}

const target = (indicator: string, kind: string, value: string) => ({ indicator, kind, value, trajectory: { kind: 'linear' } });

/** Targets near what chance gives, so that alerts come and go; some plans print a total instead of lines. */
export function plan(chance: Chance, planId: string, orgUnit: string, period: string) {
  const line = () => ({
    programme: 'GN',
    project: chance.pick(['DA1', 'DA2']),
    amountDong: String(chance.between(1, 9) * 1_000_000_000),
    originYear: Number(period),
    ownerLevel: chance.pick(['commune', 'district']),
  });
  const money = chance.happens(0.3)
    ? { allocations: [], assignedDong: String(chance.between(1, 9) * 2_000_000_000) }
    : { allocations: [line(), line()] };
  return {
    planId,
    orgUnit,
    period,
    decision: { number: `${chance.between(1, 999)}/QĐ-UBND` },
    targets: [
      target('poor-rate', 'level', (0.2 + chance.between(0, 25) / 100).toFixed(2)),
      target('near-poor-rate', 'level', (0.2 + chance.between(0, 25) / 100).toFixed(2)),
      target('poor-reduction', 'level', String(chance.between(1, 60))),
      target('disbursement-rate', 'level', '0.95'),
    ],
    ...money,
  };
}
