import { ratio, type Ratio } from '../ratio.js';
import type { ReportOccasion } from './report-calendar.js';

/** A report as it came in. */
export interface ReceivedReport {
  unit: string;
  form: string;
  period: string;
  sentOn: string;
  /** Sent back to be mended: not received until it is sent again. */
  returnedOn: string | null;
}

export type ReportState = 'onTime' | 'late' | 'returned' | 'missing' | 'notDue';

export interface ReportCounts {
  expected: number;
  /** On time or late. */
  received: number;
  onTime: number;
  late: number;
  returned: number;
  /** Overdue. */
  missing: number;
  /** Neither received nor due. */
  notDue: number;
}

export const NO_REPORTS: ReportCounts = { expected: 0, received: 0, onTime: 0, late: 0, returned: 0, missing: 0, notDue: 0 };

/**
 * What became of one report at the end of `today`. Of several of a unit the first that was not sent back counts; those of units that did not owe it
 * count nowhere, so that nothing is above 1 when units open or close.
 */
export function countReports(
  { form, period, dueOn }: ReportOccasion,
  owing: readonly string[],
  received: readonly ReceivedReport[],
  today: string,
): ReportCounts {
  const ofUnit = new Map<string, ReceivedReport[]>();
  for (const report of received) {
    if (report.form !== form.code || report.period !== period || report.sentOn > today) continue;
    ofUnit.set(report.unit, [...(ofUnit.get(report.unit) ?? []), report]);
  }
  const states = [...new Set(owing)].map((unit) => stateOf(ofUnit.get(unit) ?? [], dueOn, today));
  return states.map(counted).reduce(addReports, NO_REPORTS);
}

function stateOf(reports: readonly ReceivedReport[], dueOn: string, today: string): ReportState {
  const standing = reports.filter(({ returnedOn }) => returnedOn === null || returnedOn > today).map(({ sentOn }) => sentOn);
  if (standing.length > 0) return standing.some((sentOn) => sentOn <= dueOn) ? 'onTime' : 'late';
  if (reports.length > 0) return 'returned';
  return today > dueOn ? 'missing' : 'notDue';
}

function counted(state: ReportState): ReportCounts {
  const received = state === 'onTime' || state === 'late' ? 1 : 0;
  return { ...NO_REPORTS, expected: 1, received, [state]: 1 };
}

export const addReports = (a: ReportCounts, b: ReportCounts): ReportCounts => ({
  expected: a.expected + b.expected,
  received: a.received + b.received,
  onTime: a.onTime + b.onTime,
  late: a.late + b.late,
  returned: a.returned + b.returned,
  missing: a.missing + b.missing,
  notDue: a.notDue + b.notDue,
});

/** Received, and received on time, of what is owed; null where nothing is. */
export const completenessOf = ({ received, expected }: ReportCounts): Ratio | null =>
  expected === 0 ? null : ratio(BigInt(received), BigInt(expected));
export const timelinessOf = ({ onTime, expected }: ReportCounts): Ratio | null =>
  expected === 0 ? null : ratio(BigInt(onTime), BigInt(expected));
