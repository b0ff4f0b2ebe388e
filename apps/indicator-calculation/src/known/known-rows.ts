import { OWNER_LEVELS, previousPeriod, yearOf, type Tree } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { COUNT_COLUMNS, deltasOf, type CountDelta, type StoredHousehold } from '../projection/household-projection.js';
import { assignedBy, type StoredDocument } from '../projection/plan-projection.js';
import { deltasOf as moneyDeltasOf, type MoneyDelta, type StoredVoucher } from '../projection/voucher-projection.js';
import type { Plan } from '@chitieu/contracts';
import { wantedUnit } from '../reading/read-measures.js';
import { readKnownFacts, type KnownFact, type KnownKind, type KnownPlaces } from './known-facts.js';
import { declarationState, householdStates, planState, voucherState } from './known-states.js';
import type { RowsInHand } from './rows-in-hand.js';

/** Which facts are read, and who reads them: those that stood at an instant, or these with others in their place. */
export interface KnownScope {
  tree: Tree;
  units: readonly string[];
  period: string;
}
export type ReadKnown = (kind: KnownKind, places: KnownPlaces) => Promise<KnownFact[]>;

export const factsAt =
  (tx: Tx, at: Date): ReadKnown =>
  (kind, places) =>
    readKnownFacts(tx, kind, { ...places, at });

export const communesOf = ({ tree, units }: KnownScope): string[] => [
  ...new Set(units.flatMap((code) => wantedUnit(tree, code).communes)),
];

/** Rows as the projection would hold them for these units and this period, were these facts all there is. */
export async function knownRows(read: ReadKnown, scope: KnownScope): Promise<RowsInHand> {
  const { tree, units, period } = scope;
  const year = yearOf(period);
  const communes = communesOf(scope);
  const payers = OWNER_LEVELS.flatMap((level) => units.flatMap((code) => tree.unitsOf(level, code).map((unit) => unit.code)));
  const places = [...new Set([...units, ...communes, ...payers])];
  const of = new Set(places);
  const vouchers = (await read('disbursements', { units: places })).filter((fact) => of.has(fact.unit)).map(voucherState);
  const plans = (await read('plans', { units: places })).filter((fact) => of.has(fact.unit)).map(planState);
  const declarations = (await read('declarations', { units: [...units] })).filter((fact) => of.has(fact.unit));
  const ofYear = vouchers.filter(({ retracted, month }) => !retracted && month.startsWith(`${year}-`));
  return {
    ...(await householdRows(read, communes, year)),
    disbursed: moneyDeltasOf(ofYear.map((after) => ({ before: undefined, after }))).map(moneyRow),
    plan_state: plans.map(planRow),
    declaration_state: declarations.map(declarationState).map(documentRow('declaration_id')),
    ...(communes.length === 1 && { voucher_state: ofYear.map(voucherRow) }),
  };
}

/** Commune after commune, so that a province's households are never all in hand; their states only where one is asked for. */
async function householdRows(read: ReadKnown, communes: readonly string[], year: string): Promise<RowsInHand> {
  const counts: object[] = [];
  const states: StoredHousehold[] = [];
  for (const commune of communes) {
    const facts = await read('household-reviews', { units: [commune], lastPeriod: year });
    const own = householdStates(facts).filter((s) => s.commune === commune && s.period >= previousPeriod(year));
    counts.push(...deltasOf(own.map((after) => ({ before: null, after }))).map(countRow));
    if (communes.length === 1) states.push(...own);
  }
  return { household_count: counts, household_state: states.map(householdRow) };
}

const countRow = ({ lane, commune, village, period, add }: CountDelta): object => ({
  ...{ lane, commune, village, period },
  ...Object.fromEntries(COUNT_COLUMNS.map((column, i) => [column, add[i]!])),
});

const householdRow = ({ householdId, ...state }: StoredHousehold): object => ({ household_id: householdId, ...state });

const lineOf = ({ lane, unit, month, programme, project, ...at }: StoredVoucher): object => ({
  ...{ lane, unit, month, programme, project, sub_project: at.subProject, capital_type: at.capitalType },
  ...{ fund_source: at.fundSource, origin_year: at.originYear, owner_level: at.ownerLevel },
});

const voucherRow = (voucher: StoredVoucher): object => ({
  ...lineOf(voucher),
  ...{ voucher_id: voucher.voucherId, rev: voucher.rev, retracted: voucher.retracted, sample: voucher.sample },
  amount_dong: voucher.amountDong.toString(),
});

const moneyRow = ({ at, amountDong, vouchers, sample }: MoneyDelta): object => ({
  ...lineOf(at),
  ...{ amount_dong: amountDong.toString(), vouchers, sample },
});

const documentRow =
  (id: string) =>
  ({ lane, rev, unit, period, body, ...document }: StoredDocument): object => ({
    [id]: document.id,
    lane,
    rev,
    unit,
    period,
    body,
  });

function planRow(plan: StoredDocument): object {
  const { lines, led, assigned } = assignedBy(plan.body as Plan | null);
  const byLevel = Object.fromEntries(OWNER_LEVELS.map((level) => [`led_by_${level}`, led[level].toString()]));
  return { ...documentRow('plan_id')(plan), lines, ...byLevel, assigned_dong: assigned?.toString() ?? null };
}
