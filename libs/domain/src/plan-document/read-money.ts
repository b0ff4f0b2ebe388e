import { foldAccents } from '../written/fold-accents.js';
import { placeOf } from './paragraphs.js';
import { capitalTypeIn, fundSourceIn, writtenAmounts, type WrittenAmount } from './money-wording.js';
import type { MoneyTotal, ProjectLine, ResponsibleOffice, Unexplained } from './plan-draft.js';
import { projectHead, type ProjectHead } from './project-heads.js';
import { programmeIn } from './programmes.js';
import { officeIn } from './read-offices.js';
import { yearIn, type Passage } from './sections.js';

type Unnumbered<T> = Omit<T, 'id'>;

interface OpenProject {
  head: ProjectHead;
  passage: Passage;
  lines: Unnumbered<ProjectLine>[];
  office: ResponsibleOffice | null;
}

export interface ReadMoney {
  projectLines: Unnumbered<ProjectLine>[];
  totals: Unnumbered<MoneyTotal>[];
  offices: ResponsibleOffice[];
  unexplained: Unexplained[];
}

const MONEY = /kinh phi|\bvon\b|du toan|nguon|nhu cau|ngan sach|tong/;

/** Walks through the plan's part: a project is open from its heading to the next one, and what is said of money and offices is said of it. */
export class MoneyReader {
  readonly read: ReadMoney = { projectLines: [], totals: [], offices: [], unexplained: [] };
  private project: OpenProject | null = null;
  private sub: OpenProject | null = null;

  constructor(private readonly planYear: string | null) {}

  take(passage: Passage): void {
    const { label, phase, isHeading } = passage;
    const isChapter = label === null ? isHeading : ['part', 'roman', 'upper'].includes(label.style);
    if (phase === 'result') return this.close();
    const body = { ...passage, text: passage.text.slice(label?.end ?? 0), folded: passage.folded.slice(label?.end ?? 0) };
    const amounts = writtenAmounts(body.text, body.folded);
    const above = this.isBesideTheProject(passage) ? null : (this.project?.head ?? null);
    const head = projectHead(body.text, body, above);
    if (head && (amounts.length > 0 || isHeading || label !== null)) this.open(head, passage);
    else if (isChapter || this.isBesideTheProject(passage) || this.isSumBehindProjects(body.folded)) this.close();
    const office = officeIn(body, this.planYear);
    const open = this.sub ?? this.project;
    if (open) this.takeProjectMoney(open, passage, amounts, head !== null || MONEY.test(body.folded));
    else if (MONEY.test(body.folded)) this.takeTotals({ ...passage, ...body }, amounts);
    if (office) this.assign(office, open);
  }

  close(): void {
    this.project = null;
    this.sub = null;
  }

  private open(head: ProjectHead, passage: Passage): void {
    const opened: OpenProject = { head, passage, lines: [], office: null };
    if (head.isSub) this.sub = opened;
    else [this.project, this.sub] = [opened, null];
  }

  /** A numbered line of the same rank as the project's own, which is about something else. */
  private isBesideTheProject({ label }: Passage): boolean {
    const own = this.project?.passage.label;
    return label != null && own != null && label.style === own.style && label.depth === own.depth;
  }

  private isSumBehindProjects(folded: string): boolean {
    return /^tong (?:cong|kinh phi|von|nhu cau|nguon|muc)/.test(folded) && (this.sub ?? this.project)?.lines.length !== 0;
  }

  private takeProjectMoney(open: OpenProject, passage: Passage, amounts: WrittenAmount[], isItsMoney: boolean): void {
    const areApart = amounts.length > 1 && amounts.every(({ label }) => isSourced(label));
    for (const [i, amount] of amounts.entries()) {
      if (!isItsMoney || (i > 0 && !areApart) || (open.lines.length > 0 && !isSourced(amount.label))) {
        this.read.unexplained.push({ text: amount.text, place: placeOf(passage, amount.start) });
        continue;
      }
      const line = projectLine(open, passage, amount, this.planYear);
      open.lines.push(line);
      this.read.projectLines.push(line);
      assignTo(line, open.office ?? this.project?.office ?? null);
    }
  }

  private takeTotals(passage: Passage, amounts: WrittenAmount[]): void {
    for (const amount of amounts) {
      const own = totalOf(passage, amount, this.planYear);
      if (own === null) this.read.unexplained.push({ text: amount.text, place: placeOf(passage, amount.start) });
      else this.read.totals.push(own);
    }
  }

  private assign(office: ResponsibleOffice, open: OpenProject | null): void {
    this.read.offices.push(office);
    if (!open || office.role !== 'leads') return;
    open.office ??= office;
    for (const line of open.lines) assignTo(line, open.office);
  }
}

const isSourced = (label: string): boolean => {
  const folded = foldAccents(label);
  return capitalTypeIn(folded) !== null || fundSourceIn(folded) !== null;
};

function assignTo(line: Unnumbered<ProjectLine>, office: ResponsibleOffice | null): void {
  if (!office || line.office !== null) return;
  line.office = office.name;
  line.ownerLevel = office.level;
  line.ownerReason = office.level === null ? 'level-of-office-not-said' : null;
}

function projectLine(
  { head }: OpenProject,
  passage: Passage,
  amount: WrittenAmount,
  planYear: string | null,
): Unnumbered<ProjectLine> {
  const parts = amount.parts.length > 0;
  return {
    programme: head.programme,
    project: head.project,
    subProject: head.subProject,
    projectReason: head.reason,
    name: head.name,
    text: amount.text,
    amountDong: amount.value,
    reason: amount.reason,
    readings: amount.readings,
    capitalType: parts ? null : capitalTypeIn(passage.folded),
    fundSource: parts ? null : fundSourceIn(passage.folded),
    office: null,
    ownerLevel: null,
    ownerReason: 'office-not-named',
    period: yearIn(passage.folded) ?? planYear,
    parts: amount.parts,
    partsAre: amount.partsAre,
    isSubtotal: false,
    repeats: null,
    place: placeOf(passage, amount.start),
    confidence: head.confidence,
    confirmed: false,
  };
}

function totalOf(passage: Passage, amount: WrittenAmount, planYear: string | null): Unnumbered<MoneyTotal> | null {
  const { folded } = passage;
  const before = folded.slice(0, amount.start);
  if (/\bvay\b/.test(before) || !/tong|kinh phi|^\W*von\b|von [^;.]{0,25}(?:giao|bo tri)|du toan|ngan sach|nguon/.test(before))
    return null;
  const period = yearIn(folded) ?? planYear;
  return {
    of: /\bgiao\b|phan bo|duoc cap|bo tri/.test(folded) ? 'assigned' : 'planned',
    programme: programmeIn(folded) ?? passage.programme,
    capitalType: amount.parts.length > 0 ? null : capitalTypeIn(folded),
    fundSource: amount.parts.length > 0 ? null : fundSourceIn(folded),
    period,
    text: amount.text,
    amountDong: amount.value,
    reason: amount.reason,
    readings: amount.readings,
    parts: amount.parts,
    partsAre: amount.partsAre,
    place: placeOf(passage, amount.start),
    confidence: 'high',
    confirmed: false,
  };
}
