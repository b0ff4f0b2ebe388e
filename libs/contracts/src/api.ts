import type { Level, Status, TargetKind } from '@chitieu/domain';
import type { AlertCaseOnWire } from './alert-cases.js';
import type { EventType } from './events.js';
import type { Trajectory } from './submissions.js';
import { activity, declaration, disbursement, householdReview, orgUnit, plan } from './submissions.js';

/** What can be written: kind as in `POST /imports?kind=`, its schema, and the event it becomes. */
export const WRITABLE = {
  'household-reviews': { schema: householdReview, event: 'household.reviewed.v1' },
  disbursements: { schema: disbursement, event: 'disbursement.recorded.v1' },
  plans: { schema: plan, event: 'plan.revised.v1' },
  declarations: { schema: declaration, event: 'figures.declared.v1' },
  activities: { schema: activity, event: 'activity.reported.v1' },
  'org-units': { schema: orgUnit, event: 'org-unit.changed.v1' },
} as const satisfies Record<string, { schema: unknown; event: EventType }>;
export type WritableKind = keyof typeof WRITABLE;
export const WRITABLE_KINDS = Object.keys(WRITABLE) as WritableKind[];

/** Text in both languages of the product. Vietnamese first. */
export interface Bilingual {
  vi: string;
  en: string;
}

/** Decimal strings; `value` = num ÷ den to at least six places (0…1 for a rate), never a rounded percentage. */
export interface RatioOnWire {
  num: string;
  den: string;
  value: string;
}

export interface UnitOnWire {
  code: string;
  name: string;
  level: Level;
}

export interface Flag {
  rule: string;
  severity: 'error' | 'warning' | 'info';
  message: Bilingual;
}

export interface TargetOnWire {
  kind: TargetKind;
  /** Value as the plan prints it, in the indicator's unit; of a range its lower end. */
  value: string;
  /** Upper end of a range; null for the other kinds. */
  max: string | null;
  /** The level the reading is compared with: `value` itself for `level`, baseline ± value otherwise; null with no baseline, and for a range. */
  level: string | null;
  baseline: RatioOnWire | null;
  /** Day the plan says its baseline was read at. */
  baselineDate: string | null;
  trajectory: Trajectory;
  planId: string;
  decision: string | null;
}

export interface DeclaredOnWire {
  text: string;
  value: string | null;
  num: string | null;
  den: string | null;
  quote: string | null;
  document: string | null;
  of: 'actual' | 'achievementRate' | 'target' | 'previous';
}

/** One item of `GET /api/v1/indicator-values`. Every null is explained by `reason` or `statusReason`. */
export interface IndicatorValue {
  indicator: string;
  dimension: string | null;
  orgUnit: UnitOnWire;
  period: string;
  actual: RatioOnWire | null;
  /** Why `actual` is null. */
  reason: string | null;
  target: TargetOnWire | null;
  /** The declared reading of the indicator itself, or else the first declared figure about it (`of` says which). */
  declared: DeclaredOnWire | null;
  /** Every declared figure about it, e.g. the achievement a report prints. */
  declarations: DeclaredOnWire[];
  achievementRate: RatioOnWire | null;
  progress: RatioOnWire | null;
  /** Level the trajectory expects at `asOf`, a decimal string in the indicator's unit. */
  expectedToDate: string | null;
  pace: RatioOnWire | null;
  status: Status | null;
  statusReason: string;
  asOf: string;
  provisional: boolean;
  /** Of the reviews behind it: preliminary as long as one of them is; null where no review is. */
  reviewState: 'preliminary' | 'official' | null;
  reporting: { received: number; expected: number; onTime: number };
  flags: Flag[];
  revision: number;
  definitionVersion: number;
  sample: boolean;
}

export interface IndicatorValuesPage {
  items: IndicatorValue[];
  next: string | null;
  /** Set where the values are those known at an instant. */
  knownAt?: string | undefined;
}

/** One item of `GET /api/v1/data-quality`: what does not fit, where, and how to mend it. */
export interface QualityItem extends Flag {
  orgUnit: UnitOnWire;
  /** Of one value; null: of the unit's numbers together. */
  indicator: string | null;
  dimension: string | null;
  arithmetic: string | null;
  mend: Bilingual | null;
}

export interface DataQualityPage {
  /** Errors first, then warnings. */
  items: QualityItem[];
  next: string | null;
}

/** One item of `GET /api/v1/indicators`. */
export interface IndicatorOnWire {
  code: string;
  name: Bilingual;
  formula: Bilingual;
  unit: 'households' | 'persons' | 'ratio' | 'percentagePoints' | 'dong' | 'units';
  kind: 'count' | 'ratio';
  direction: 'ascending' | 'descending' | 'none';
  accumulation: 'period' | 'yearToDate' | 'stock';
  overUnits: 'sum' | 'ratioOfSums' | 'shareOfUnits' | 'distinctHouseholds';
  /** `distinctHouseholds`: shorter periods do not add up to a longer one. */
  overTime: 'sum' | 'last' | 'ratioOfSums' | 'distinctHouseholds';
  group: 'households' | 'money' | 'reporting';
  periods: ('year' | 'halfYear' | 'quarter' | 'month')[];
  dimension: { code: string; values: { code: string; name: Bilingual }[] } | null;
  /** How it is read from the measures, as data. */
  reading: { how: string; [part: string]: unknown };
  /** Shown and told without being asked for. */
  headline: boolean;
  legalBasis: string;
  thresholds: { onTrack: number; atRisk: number };
  definitionVersion: number;
}

export interface OrgUnitOnWire extends UnitOnWire {
  parent: string | null;
  validFrom: string;
  validTo: string | null;
  predecessors: string[];
  /** Of each predecessor, the declared share that came here; empty: not declared. */
  predecessorShares: string[];
  /** Of a unit that ended: what it is part of on the day that was asked for; empty while it stands. */
  successors: UnitOnWire[];
  /** From the nation down to the parent. */
  ancestors: UnitOnWire[];
  childCount: number;
}

export interface ExplanationOnWire {
  value: IndicatorValue;
  formula: Bilingual;
  legalBasis: string;
  /** The named integers the number was made from. */
  measures: { code: string; name: Bilingual; period: string; value: string; role: 'numerator' | 'denominator' }[];
  /** Readings of the units directly below; they add up to the value's own numerator and denominator. */
  children: { orgUnit: UnitOnWire; num: string; den: string }[];
  /** In a tree that is not the period's own: the units of then that the unit was made of, with their own readings. */
  carriedFrom: {
    orgUnit: UnitOnWire;
    validTo: string | null;
    /** All that it held came here. */
    isWhole: boolean;
    /** Declared share of it that came here, a decimal; null: not declared, and only villages tell. */
    share: string | null;
    num: string;
    den: string;
  }[];
  /** Entities behind the number, newest first, at most 100; commune and village only. */
  events: { entity: string; rev: number; note: string }[];
  eventCount: number;
  /** Set where it is the explanation of what was known at an instant. */
  knownAt?: string | undefined;
}

export type AlertState = 'pending' | 'firing' | 'recovering' | 'resolved' | 'retracted';

/** One item of `GET /api/v1/alerts`. */
export interface AlertOnWire {
  id: string;
  rule: string;
  severity: 'warning' | 'critical';
  indicator: string;
  dimension: string | null;
  orgUnit: UnitOnWire;
  ancestors: string[];
  period: string;
  episode: number;
  state: AlertState;
  /** Reason of the last decision: `first-breach`, `held`, `recovered`, … */
  reason: string;
  message: Bilingual;
  actual: RatioOnWire | null;
  target: string | null;
  expectedToDate: string | null;
  pace: string | null;
  /** Of the indicator's unit, what each remaining month must bring to reach the target; null when it cannot be said. */
  neededPerMonth: string | null;
  startedAt: string;
  firedAt: string | null;
  resolvedAt: string | null;
  /** Holds until then, where an end is named. */
  acknowledged: { at: string; by: string; note: string; until?: string | null | undefined } | null;
  notifications: { channel: 'in-app' | 'webhook' | 'email'; state: 'queued' | 'sent' | 'failed'; attempts: number; at: string }[];
  sample: boolean;
  ver: number;

  // Judging; absent of an alert that was last emitted by a version that did not say it.
  /** Of the rule, as it was when it last decided. */
  ruleVersion?: number | undefined;
  /** `operators`: about the product itself. */
  audience?: 'programme' | 'operators' | undefined;
  /** The firing alert that is told in this one's place, since when; null: it is told itself. */
  inhibitedBy?: { alert: string; rule: string; orgUnit: string; since: string } | null | undefined;
  /** Of a forecast: the share of the planned way it ends at, and what each month has brought so far. */
  forecast?: { end: string; perMonthSoFar: string | null } | null | undefined;

  // What people have done with it; absent likewise.
  assigned?: AlertCaseOnWire['assigned'] | undefined;
  /** Told nobody until then. */
  silenced?: AlertCaseOnWire['silenced'] | undefined;
  /** Accepting it closes the question, not the fact. */
  explanation?: AlertCaseOnWire['explanation'] | undefined;
}

export interface ImportStatus {
  id: string;
  /** The unit it was sent for; null: for none in particular. */
  orgUnit: string | null;
  kind: WritableKind;
  state: 'receiving' | 'queued' | 'running' | 'done' | 'refused' | 'failed';
  dryRun: boolean;
  /** `keep`: good rows of a file are kept beside rejected ones. `refuse`: one bad row refuses the file whole. */
  onError: 'keep' | 'refuse';
  received: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  /** Of an undo: what the import had created, and is taken back. */
  retracted: number;
  /** This is the undo of another import: its counts are of records put back (`updated`), taken back, or left (`rejected`). */
  undo: { of: string; by: string; reason: string } | null;
  /** The undo of this import. */
  undoneBy: string | null;
  /** Why a running import stands still: more events wait for their readers than the bound allows. */
  waitingFor: 'backlog' | null;
  receivedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  error: Bilingual | null;
  href: string;
  rejectedHref: string | null;
}

/** One finding about one row or body; `pointer` is RFC 6901, `line` the sender's own line number (header = 1). */
export interface Finding {
  pointer: string;
  code: string;
  message: Bilingual;
  suggestion?: Bilingual;
}

export interface RejectedRow {
  line: number;
  column: string;
  code: string;
  message: Bilingual;
  suggestion?: Bilingual;
}

/** RFC 9457. `code` is stable; `errors` lists everything wrong at once. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: Bilingual;
  errors?: Finding[];
  /** Beside a 409: what is stored. */
  stored?: unknown;
}

/** Result of one `PUT` or `DELETE`. */
export interface WriteResult {
  outcome: 'created' | 'updated' | 'unchanged' | 'retracted';
  ver: number;
  /** What the sender should know; absent where there is nothing. */
  warnings?: WriteWarning[] | undefined;
}

/** The fact is of a period that a unit has closed or published. */
export interface WriteWarning {
  code: 'period-closed' | 'period-published';
  orgUnit: string;
  period: string;
  message: Bilingual;
}

/** Messages of `GET /api/v1/stream`: `event: indicator` and `event: alert`. */
export type StreamMessage =
  | { event: 'indicator'; data: { orgUnit: string; period: string; group: string; indicators: string[]; rev: number } }
  | { event: 'alert'; data: AlertOnWire };
