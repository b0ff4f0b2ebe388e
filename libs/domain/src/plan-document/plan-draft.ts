import type { Bilingual } from '../catalogue/indicator.js';
import type { Level, TargetKind } from '../vocabulary.js';

/** Where something stands in the document: the line of the file, counted from 1, and what stands there. */
export interface Place {
  line: number;
  quote: string;
}

/** `high`: said in the sentence itself. `medium`: year, subject or programme stand in a heading. `low`: taken from how such documents are laid out. */
export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** What the document says of itself; a null value has its reason. */
export interface Stated<T = string> {
  value: T | null;
  reason: string | null;
  place: Place | null;
  confidence: Confidence | null;
  confirmed: boolean;
}

/** Everything that a person confirms one by one. */
export interface DraftLine {
  id: string;
  place: Place;
  confidence: Confidence;
  confirmed: boolean;
}

export type FigureOf = 'actual' | 'target' | 'achievementRate';
export type Bound = 'exact' | 'atLeast' | 'atMost' | 'about';

/** A figure as printed; its value as a plain decimal, a rate as 0…1. */
export interface ReadFigure extends DraftLine {
  indicator: string;
  of: FigureOf;
  /** Of a target only. */
  kind: TargetKind | null;
  period: string | null;
  /** A unit below the document's own; null: the document's own. */
  unitName: string | null;
  /** Of a change: the year it is counted from, where the document says one. */
  base: string | null;
  text: string;
  value: string | null;
  bound: Bound;
  /** Why `value` or `period` is null. */
  reason: string | null;
  /** Where two readings are possible: both. */
  readings: string[];
}

export interface PlannedFigure extends ReadFigure {
  /** The same at the end of the year before, as the document gives it. */
  baseline: string | null;
  baselineReason: string | null;
}

export interface AmountPart {
  label: string;
  text: string;
  amountDong: string | null;
  capitalType: string | null;
  fundSource: string | null;
}

/** `of-which`: it may name some of the parts only. `all`: it says that these are all. */
export type PartsAre = 'of-which' | 'all';

export interface ProjectLine extends DraftLine {
  programme: string | null;
  project: string | null;
  subProject: string | null;
  /** Why programme or project is null. */
  projectReason: string | null;
  name: string;
  text: string;
  amountDong: string | null;
  reason: string | null;
  readings: string[];
  capitalType: string | null;
  fundSource: string | null;
  office: string | null;
  ownerLevel: Level | null;
  ownerReason: string | null;
  period: string | null;
  parts: AmountPart[];
  partsAre: PartsAre | null;
  /** Its amount is the sum of lines that stand below it. */
  isSubtotal: boolean;
  /** The line that said the same before, where the document gives it twice. */
  repeats: string | null;
}

/** An amount for more than one project. */
export interface MoneyTotal extends DraftLine {
  of: 'assigned' | 'planned';
  /** Null: all of the document. */
  programme: string | null;
  capitalType: string | null;
  fundSource: string | null;
  period: string | null;
  text: string;
  amountDong: string | null;
  reason: string | null;
  readings: string[];
  parts: AmountPart[];
  partsAre: PartsAre | null;
}

export interface ResponsibleOffice {
  name: string;
  level: Level | null;
  role: 'leads' | 'takes-part' | 'has-duties';
  place: Place;
}

export interface LegalBasis {
  kind: string;
  number: string;
  date: string | null;
  dateReason: string | null;
  issuer: string | null;
  place: Place;
}

export interface CalendarEntry {
  kind: 'report' | 'deadline' | 'as-of';
  date: string | null;
  /** Why there is no date. */
  reason: string | null;
  every: 'month' | 'quarter' | 'halfYear' | 'year' | null;
  text: string;
  place: Place;
}

/** What a document claims in words, for rules that hold it against the figures. */
export interface Claim {
  claim: 'exceeds' | 'disbursed-little' | 'units-by-assigned-targets' | 'table-attached';
  place: Place;
}

export type Severity = 'error' | 'warning' | 'info';

export interface PlanFinding {
  rule: string;
  severity: Severity;
  message: Bilingual;
  arithmetic: string;
  mend: Bilingual;
  places: Place[];
}

/** A figure that was seen and that no rule explains: better listed than guessed at. */
export interface Unexplained {
  text: string;
  place: Place;
}

export interface PlanDraft {
  document: {
    title: Stated;
    number: Stated;
    date: Stated;
    issuer: Stated;
    unitName: Stated;
    unitLevel: Stated<Level>;
    /** The year it plans for, and the one it reports on. */
    planYear: Stated;
    resultYear: Stated;
    signer: Stated;
    signerTitle: Stated;
  };
  programmes: string[];
  targets: PlannedFigure[];
  results: ReadFigure[];
  projectLines: ProjectLine[];
  totals: MoneyTotal[];
  offices: ResponsibleOffice[];
  legalBases: LegalBasis[];
  calendar: CalendarEntry[];
  claims: Claim[];
  unexplained: Unexplained[];
  findings: PlanFinding[];
}
