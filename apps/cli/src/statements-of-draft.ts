import type { Allocation, Declaration, Plan, PlanDraftOnWire, PlanTarget } from '@chitieu/contracts';
import { OWNER_LEVELS, STARTER } from '@chitieu/domain';

type Draft = PlanDraftOnWire;
type Figure = Draft['results'][number];
type Line = Draft['projectLines'][number];

/** A line that was confirmed and cannot be sent as it stands. */
export interface Unsendable {
  id: string;
  why: string;
}

export interface Statements {
  plan: (Omit<Plan, 'ver'> & { ver?: number }) | null;
  declarations: (Omit<Declaration, 'ver'> & { ver?: number })[];
  unsendable: Unsendable[];
  /** Lines that nobody confirmed: they stay behind. */
  unconfirmed: string[];
}

const TARGET_CODES: Record<string, string> = {
  'poor-rate-change': 'poor-rate',
  'near-poor-rate-change': 'near-poor-rate',
  'multi-poor-rate-change': 'multi-poor-rate',
};
const LINEAR = { kind: 'linear' } as const;

/** What a person confirmed in a draft, as it is stated to the product; what cannot be stated says why. */
export function statementsOf(draft: Draft, { orgUnit, planId }: { orgUnit: string; planId?: string | undefined }): Statements {
  const lines = [...draft.targets, ...draft.results, ...draft.projectLines, ...draft.totals];
  const unsendable: Unsendable[] = [];
  /** Keeps what is sound, and says of the rest why not. */
  const sound = <T extends { id: string; confirmed: boolean }>(all: T[], whyNot: (one: T) => string | null): T[] =>
    all.filter((one) => {
      const why = one.confirmed ? whyNot(one) : null;
      if (why !== null) unsendable.push({ id: one.id, why });
      return one.confirmed && why === null;
    });
  const { value: year } = draft.document.planYear;
  const targets = onceEach(
    sound(draft.targets, (target) => whyNotTarget(target, year)),
    targetKey,
    unsendable,
  );
  const projectLines = sound(draft.projectLines, (line) => whyNotLine(line, year));
  const totals = sound(draft.totals, ({ of, amountDong, reason }) =>
    of !== 'assigned' ? 'only an assigned total is stated' : amountDong === null ? (reason ?? 'no amount') : null,
  );
  for (const { id } of totals.slice(1)) unsendable.push({ id, why: 'a plan has one assigned total' });
  const results = onceEach(sound(draft.results, whyNotFigure), figureKey, unsendable);
  const isPlan = targets.length + projectLines.length + totals.length > 0;
  if (isPlan && !draft.document.planYear.confirmed)
    unsendable.push({ id: 'document.planYear', why: 'confirm the year that is planned for' });
  return {
    plan: isPlan
      ? {
          ...{ planId: planId ?? `KH-${orgUnit}-${year}`, orgUnit, period: year!, decision: decisionOf(draft.document) },
          ...{ targets: targets.map(targetOf), allocations: projectLines.flatMap(allocationsOf) },
          ...(totals[0] && { assignedDong: totals[0].amountDong! }),
        }
      : null,
    declarations: [...new Set(results.map(({ period }) => period!))].map((period) => ({
      ...{ declarationId: `KB-${orgUnit}-${period}`, orgUnit, period },
      figures: results.filter((result) => result.period === period).map(declaredOf),
      ...(draft.document.title.value !== null && { document: draft.document.title.value.slice(0, 300) }),
    })),
    unsendable,
    unconfirmed: lines.filter(({ confirmed }) => !confirmed).map(({ id }) => id),
  };
}

const codeOf = ({ indicator, of }: Figure): string => (of === 'target' ? (TARGET_CODES[indicator] ?? indicator) : indicator);
const targetKey = (figure: Figure): string => [codeOf(figure), figure.kind].join(' ');
const figureKey = ({ indicator, of, period }: Figure): string => [indicator, of, period].join(' ');

function whyNotFigure(figure: Figure): string | null {
  if (figure.value === null || figure.period === null) return figure.reason ?? 'no value or period';
  if (figure.unitName !== null)
    return `it is of ${figure.unitName}, whose code the document does not say: state it for that unit`;
  return STARTER.indicatorOf(codeOf(figure)) === null ? `the catalogue has no ${figure.indicator}` : null;
}

function whyNotTarget(target: Figure, year: string | null): string | null {
  const why = whyNotFigure(target);
  if (why !== null) return why;
  return target.period === year ? null : `it is of ${target.period}, the plan of ${year ?? 'no year'}`;
}

function whyNotLine(line: Line, year: string | null): string | null {
  if (line.amountDong === null) return line.reason ?? 'no amount';
  if (line.programme === null || line.project === null) return line.projectReason ?? 'programme or project is not said';
  if (!OWNER_LEVELS.some((level) => level === line.ownerLevel))
    return `who leads it is not said (${line.ownerReason ?? 'ownerLevel'})`;
  if (line.isSubtotal) return 'it is the sum of other lines';
  if (line.repeats !== null) return `it says ${line.repeats} again`;
  return line.period !== null && line.period === year
    ? null
    : `it is of ${line.period ?? 'no year'}, the plan of ${year ?? 'no year'}`;
}

/** A figure that stands in the document twice is stated once; with two values it is stated not at all. */
function onceEach<T extends Figure>(figures: T[], keyOf: (figure: T) => string, unsendable: Unsendable[]): T[] {
  const first = new Map<string, T>();
  for (const figure of figures) {
    const known = first.get(keyOf(figure));
    if (known === undefined) first.set(keyOf(figure), figure);
    else if (known.value !== figure.value)
      unsendable.push({ id: figure.id, why: `${known.id} says ${known.text}: confirm one of them` });
  }
  return [...first.values()];
}

function decisionOf({ number, date, issuer }: Draft['document']): Plan['decision'] {
  return {
    ...(number.confirmed && number.value !== null && { number: number.value }),
    ...(date.confirmed && date.value !== null && { date: date.value }),
    ...(issuer.confirmed && issuer.value !== null && { issuer: issuer.value }),
  };
}

const targetOf = (target: Draft['targets'][number]): PlanTarget => ({
  indicator: codeOf(target),
  kind: target.kind!,
  value: target.value!,
  ...(target.baseline !== null && { baseline: target.baseline }),
  trajectory: LINEAR,
});

/** Money of several sources or kinds is a line for each, where the parts are all there is. */
function allocationsOf(line: Line): Allocation[] {
  const whole = {
    programme: line.programme!,
    project: line.project!,
    ...(line.subProject !== null && { subProject: line.subProject }),
    originYear: Number(line.period),
    ownerLevel: line.ownerLevel as Allocation['ownerLevel'],
    ...(line.name !== '' && { note: line.name.slice(0, 500) }),
  };
  const areAll = line.parts.reduce((sum, { amountDong }) => sum + BigInt(amountDong ?? -1), 0n) === BigInt(line.amountDong!);
  const isOfSources =
    line.parts.length > 0 && line.parts.every(({ capitalType, fundSource }) => capitalType !== null || fundSource !== null);
  const parts = areAll && isOfSources ? line.parts : [line];
  return parts.map(({ amountDong, capitalType, fundSource }) => ({
    ...whole,
    amountDong: amountDong!,
    ...(capitalType !== null && { capitalType: capitalType as NonNullable<Allocation['capitalType']> }),
    ...(fundSource !== null && { fundSource: fundSource as NonNullable<Allocation['fundSource']> }),
  }));
}

const declaredOf = ({ indicator, of, text, value, place }: Figure): Declaration['figures'][number] => ({
  indicator,
  of,
  text: text.slice(0, 200),
  value: value!,
  quote: place.quote,
});
