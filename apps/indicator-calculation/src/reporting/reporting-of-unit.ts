import type { ReportingOnWire } from '@chitieu/contracts';
import {
  addReports,
  completenessOf,
  countReports,
  NO_REPORTS,
  OWNER_LEVELS,
  rateOnWire,
  timelinessOf,
  type OrgUnitRow,
  type ReportCounts,
  type ReportForm,
  type ReportOccasion,
  type Tree,
} from '@chitieu/domain';
import type { ReportsOfUnits } from './read-reports.js';

/** A report that is owed, with the units as they stood on the day it is owed. */
export interface DatedOccasion extends ReportOccasion {
  tree: Tree;
}

interface FormStatus {
  form: ReportForm;
  occasions: (ReportCounts & { occasion: ReportOccasion })[];
}

/** Reports owed by a unit and all below it, form by form; forms that nobody there owes are left out. */
export class ReportingOfUnit {
  /** By day: what takes part, and whatever stands above it. */
  private readonly taking = new Map<Tree, Set<string>>();

  constructor(
    private readonly occasions: readonly DatedOccasion[],
    private readonly reports: ReportsOfUnits,
    private readonly today: string,
  ) {}

  of(unit: string): FormStatus[] {
    const counted = this.occasions.map((occasion) => ({
      occasion,
      ...countReports(occasion, this.owing(occasion, unit), this.reports.received, this.today),
    }));
    const forms = [...new Set(this.occasions.map(({ form }) => form))];
    return forms.flatMap((form) => {
      const own = counted.filter(({ occasion, expected }) => occasion.form === form && expected > 0);
      return own.length === 0 ? [] : [{ form, occasions: own }];
    });
  }

  /** Directly below at any of the days: one that closed within the year has owed its part. */
  childrenOf(unit: string): OrgUnitRow[] {
    const rows = this.occasions.flatMap(({ tree }) => tree.children(unit)).filter(({ level }) => isReporting(level));
    return [...new Map(rows.map((row) => [`${row.code} ${row.validFrom}`, row])).values()].sort((a, b) =>
      a.code < b.code ? -1 : 1,
    );
  }

  private owing({ form, tree }: DatedOccasion, unit: string): string[] {
    const taking = this.takingPart(tree);
    return form.from.flatMap((level) => tree.unitsOf(level, unit).map(({ code }) => code)).filter((code) => taking.has(code));
  }

  private takingPart(tree: Tree): Set<string> {
    const known = this.taking.get(tree);
    if (known) return known;
    const codes = [...this.reports.takingPart].filter((code) => tree.has(code));
    const taking = new Set(codes.flatMap((code) => [code, ...tree.ancestors(code).map((above) => above.code)]));
    this.taking.set(tree, taking);
    return taking;
  }
}

export const isReporting = (level: OrgUnitRow['level']): boolean => (OWNER_LEVELS as readonly string[]).includes(level);

export const formOnWire = ({ form, occasions }: FormStatus): ReportingOnWire['forms'][number] => ({
  ...{ form: form.code, name: form.name, to: form.to, legalBasis: form.legalBasis, carries: form.carries ?? null },
  ...countsOnWire(occasions.reduce(addReports, NO_REPORTS)),
  occasions: occasions.map(({ occasion: { period, opensOn, dueOn }, ...counts }) => ({
    ...{ period, opensOn, dueOn },
    ...countsOnWire(counts),
  })),
});

export const formOfChildOnWire = ({ form, occasions }: FormStatus) => ({
  form: form.code,
  ...countsOnWire(occasions.reduce(addReports, NO_REPORTS)),
});

function countsOnWire({ expected, received, onTime, late, returned, missing, notDue }: ReportCounts) {
  const counts = { expected, received, onTime, late, returned, missing, notDue };
  const [completeness, timeliness] = [completenessOf(counts), timelinessOf(counts)];
  return { ...counts, completeness: completeness && rateOnWire(completeness), timeliness: timeliness && rateOnWire(timeliness) };
}
