import fc from 'fast-check';
import { STARTER } from '../catalogue/catalogue.js';
import type { AllocationLine, CascadeUnit, LedgerPlan, PlannedTarget } from './ledger-plan.js';
import type { CascadeFacts } from './reconcile-plans.js';

export const NOTHING_KNOWN: CascadeFacts = {
  indicator: (code) => STARTER.indicatorOf(code),
  denominator: () => null,
  hadNothing: () => false,
  plansBefore: () => [],
};

export const planOf = (orgUnit: string, more: Partial<LedgerPlan> = {}): LedgerPlan => ({
  ...{ planId: `KH-${orgUnit}`, orgUnit, period: '2024', decision: {}, targets: [], allocations: [] },
  ...more,
});

export const lineOf = (amountDong: string, more: Partial<AllocationLine> = {}): AllocationLine => ({
  ...{ programme: 'GNBV', project: 'DA2', originYear: 2024, amountDong, ownerLevel: 'commune' },
  ...more,
});

/** What one generated commune plans: households fewer, and an amount for each heading. */
export interface CommuneAims {
  fewer: number;
  households: number;
  poor: number;
  millions: number[];
}

const HEADINGS: Partial<AllocationLine>[] = [
  { programme: 'GNBV', project: 'DA2', capitalType: 'recurrent' },
  { programme: 'GNBV', project: 'DA7', subProject: 'TDA1', capitalType: 'recurrent' },
  { programme: 'DTTS1719', project: 'DA1', capitalType: 'recurrent' },
  { programme: 'DTTS1719', project: 'DA4', capitalType: 'development' },
];

const commune: fc.Arbitrary<CommuneAims> = fc.record({
  fewer: fc.integer({ min: 3, max: 400 }),
  households: fc.integer({ min: 200, max: 4_000 }),
  poor: fc.integer({ min: 1, max: 190 }),
  millions: fc.array(fc.integer({ min: 11, max: 3_000 }), { minLength: HEADINGS.length, maxLength: HEADINGS.length }),
});

/** Districts of communes. */
export const aims = fc.array(fc.array(commune, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 4 });

const sumOf = (all: readonly CommuneAims[]): CommuneAims =>
  all.reduce((a, b) => ({
    fewer: a.fewer + b.fewer,
    households: a.households + b.households,
    poor: a.poor + b.poor,
    millions: a.millions.map((amount, i) => amount + b.millions[i]!),
  }));

const rate = ({ poor, households }: CommuneAims): string => (Math.round((poor / households) * 10_000) / 10_000).toFixed(4);

function planFrom(code: string, of: CommuneAims, isCommune: boolean): LedgerPlan {
  const targets: PlannedTarget[] = [
    { indicator: 'poor-reduction', kind: 'countReduced', value: String(of.fewer) },
    { indicator: 'poor-rate', kind: 'level', value: rate(of) },
  ];
  const allocations = of.millions.map((amount, i) => lineOf(`${amount}000000`, HEADINGS[i]));
  const total = of.millions.reduce((a, b) => a + b, 0);
  return planOf(code, { targets, allocations, ...(isCommune && { assignedDong: `${total}000000` }) });
}

/** A province whose districts and communes add up: counts and money exactly, rates as far as they are printed. */
export function cascadeFrom(districts: readonly CommuneAims[][]): { cascade: CascadeUnit; facts: CascadeFacts } {
  const households = new Map<string, bigint>();
  const unit = (code: string, level: CascadeUnit['level'], of: CommuneAims, children: CascadeUnit[]): CascadeUnit => {
    households.set(code, BigInt(of.households));
    return { code, level, plans: [planFrom(code, of, level === 'commune')], children };
  };
  const cascade = unit(
    'P',
    'province',
    sumOf(districts.flat()),
    districts.map((communes, d) =>
      unit(
        `D${d}`,
        'district',
        sumOf(communes),
        communes.map((of, c) => unit(`D${d}C${c}`, 'commune', of, [])),
      ),
    ),
  );
  return { cascade, facts: { ...NOTHING_KNOWN, denominator: (code) => households.get(code) ?? null } };
}

/** The cascade with the first commune's plan changed. */
export function withFirstCommune(cascade: CascadeUnit, change: (plan: LedgerPlan) => LedgerPlan): CascadeUnit {
  const [district, ...districts] = cascade.children;
  const [first, ...communes] = district!.children;
  const changed = { ...first!, plans: first!.plans.map(change) };
  return { ...cascade, children: [{ ...district!, children: [changed, ...communes] }, ...districts] };
}
