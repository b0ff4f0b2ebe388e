import type { Finding, WritableKind } from '@chitieu/contracts';
import { treeChanges, type TreeChanges } from '@chitieu/domain';
import type { EventLog } from '@chitieu/messaging';
import type { Tx } from '@chitieu/persistence';
import { dayInVietnam, failpoint, type Clock } from '@chitieu/runtime';
import { decideBatch, type Ending } from './facts/decide-batch.js';
import { factEvents } from './facts/fact-events.js';
import { lockEntities } from './facts/lock-entities.js';
import type { KnownIndicators } from './facts/known-indicators.js';
import type { FactStore } from './facts/fact-store.js';
import { UnitIndex, unitRow, type UnitRegister } from './facts/unit-register.js';
import type { CheckContext } from './submissions/check-context.js';
import { readSubmission } from './submissions/read-submission.js';
import type { RawRow, Reading, Submission } from './submissions/submission.js';
import { WRITABLES } from './submissions/writables.js';

export type RowEnding = Ending | { outcome: 'invalid'; findings: Finding[]; column?: number | undefined };

export interface Batch {
  kind: WritableKind;
  rows: readonly RawRow[];
  importId: string | null;
  /** What {@link AcceptSubmissions.readAhead} found of these rows. */
  readings?: Reading[] | undefined;
}

/** The one way in, for single calls and imports alike: check, decide, save, tell, say how each row ended. */
export class AcceptSubmissions {
  constructor(
    private readonly units: UnitRegister,
    private readonly indicators: KnownIndicators,
    private readonly log: EventLog,
    private readonly clock: Clock,
  ) {}

  async accept(tx: Tx, store: FactStore, { kind, rows, importId, readings: ahead }: Batch): Promise<RowEnding[]> {
    const readings = ahead ?? (await this.readAll(tx, store, kind, rows, importId));
    failpoint('after-validate');
    const sound = readings.flatMap(({ submission }) => submission ?? []);
    const endings = (await this.settle(tx, store, kind, sound, importId)).values();
    return readings.map((reading) =>
      reading.findings ? { outcome: 'invalid', findings: reading.findings, column: reading.column } : endings.next().value!,
    );
  }

  /** Checks rows before their transaction, while another is under way. Not units: whether one stands depends on those before it. */
  async readAhead(tx: Tx, store: FactStore, { kind, rows, importId }: Batch): Promise<Reading[] | undefined> {
    return kind === 'org-units' ? undefined : this.readAll(tx, store, kind, rows, importId);
  }

  /** Decides submissions that have been checked, retractions among them; saves and tells what changed. */
  async settle(
    tx: Tx,
    store: FactStore,
    kind: WritableKind,
    submissions: readonly Submission[],
    importId: string | null,
  ): Promise<Ending[]> {
    await lockEntities(tx, kind, submissions);
    const stored = await store.load(
      tx,
      kind,
      submissions.map(({ id }) => id),
      importId,
    );
    const { endings, changes } = decideBatch(kind, stored, submissions);
    if (changes.length === 0) return endings;
    const written = await store.save(tx, kind, changes, importId);
    if (!store.isPreview) {
      await this.log.appendWritten(tx, factEvents(WRITABLES[kind], written));
      if (kind === 'org-units') await this.units.changed(tx);
    }
    return endings;
  }

  private async readAll(
    tx: Tx,
    store: FactStore,
    kind: WritableKind,
    rows: readonly RawRow[],
    importId: string | null,
  ): Promise<Reading[]> {
    const context = await this.contextOf(tx, kind, store, importId);
    return rows.map((row) => this.read(kind, row, context));
  }

  private async contextOf(tx: Tx, kind: WritableKind, store: FactStore, importId: string | null): Promise<CheckContext> {
    if (kind === 'org-units') await lockEntities(tx, kind, []);
    const units = await this.units.current(tx);
    const indicators = await this.indicators.current(tx);
    const today = dayInVietnam(this.clock.now());
    if (kind !== 'org-units') return { units, indicators, today };
    const previewed = await store.unitsOf(tx, importId);
    return { units: new UnitIndex([...units.rows(), ...previewed]), indicators, today };
  }

  /** What the rows of an import that were good would change in the tree. */
  async treeChanges(tx: Tx, store: FactStore, importId: string): Promise<TreeChanges> {
    const before = (await this.units.current(tx)).rows();
    return treeChanges(before, new UnitIndex([...before, ...(await store.unitsOf(tx, importId))]).rows());
  }

  /** A unit that was read may be the parent of the next row's. */
  private read(kind: WritableKind, row: RawRow, context: CheckContext): Reading {
    const reading = readSubmission(kind, row, context);
    if (kind === 'org-units' && reading.submission) {
      context.units.put(unitRow(JSON.parse(reading.submission.text) as Parameters<typeof unitRow>[0]));
    }
    return reading;
  }
}
