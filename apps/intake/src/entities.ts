import { isUtf8 } from 'node:buffer';
import type { Finding, WriteResult } from '@chitieu/contracts';
import type { Database } from '@chitieu/persistence';
import { failpoint, notFound, OUTSIDE_CAPTURE, ProblemError, type Scope, type Viewer } from '@chitieu/runtime';
import type { ViewerScope } from './viewer-scope.js';
import type { AcceptSubmissions, RowEnding } from './accept-submissions.js';
import { inTransaction } from './in-transaction.js';
import type { Ending } from './facts/decide-batch.js';
import type { SettledPeriods } from './facts/settled-periods.js';
import type { FactStore } from './facts/fact-store.js';
import { rowsTotal } from './intake-metrics.js';
import { finding, type FindingCode } from './submissions/findings.js';
import { placeIn, readStrictJson } from './submissions/strict-json.js';
import type { RawRow, RowContent, Submission } from './submissions/submission.js';
import type { Writable } from './submissions/writables.js';

type Key = Record<string, string>;
type Body = RowContent & { text: string };

/** Single calls on one entity. */
export class Entities {
  constructor(
    private readonly database: Database,
    private readonly facts: FactStore,
    private readonly submissions: AcceptSubmissions,
    private readonly settled: SettledPeriods,
    private readonly scopes: ViewerScope,
  ) {}

  async put(viewer: Viewer, writable: Writable, key: Key, body: unknown): Promise<WriteResult> {
    const row = withKey(jsonBody(body), writable, key);
    await this.mustCapture(viewer, writable, key, row.read().value);
    const batch = { kind: writable.kind, rows: [row], importId: null };
    const [ending] = await inTransaction(this.database, (tx) => this.submissions.accept(tx, this.facts, batch));
    const result = await this.resultOf(writable, key, ending!);
    if (result.outcome === 'unchanged') return result;
    const warnings = await inTransaction(this.database, (tx) =>
      this.settled.warnings(tx, row.read().value as Record<string, unknown>),
    );
    return warnings.length > 0 ? { ...result, warnings } : result;
  }

  async retract(
    { capture }: Viewer,
    writable: Writable,
    key: Key,
    body: unknown,
    query: Record<string, string | undefined>,
  ): Promise<WriteResult> {
    const submission = retraction(writable, key, body, query);
    if (!(await this.isOwn(capture, writable, key))) throw missing();
    const work = (tx: Parameters<FactStore['load']>[0]): Promise<Ending[]> =>
      this.submissions.settle(tx, this.facts, writable.kind, [submission], null);
    const [ending] = await inTransaction(this.database, work);
    return this.resultOf(writable, key, ending!);
  }

  async get({ view }: Viewer, writable: Writable, key: Key): Promise<object> {
    if (!(await this.isOwn(view, writable, key))) throw missing();
    const stored = await this.stored(writable, key);
    if (stored === null) throw missing();
    return stored;
  }

  /** The unit a statement names, and that of the record it replaces: neither may be another's. */
  private async mustCapture({ capture }: Viewer, writable: Writable, key: Key, value: unknown): Promise<void> {
    if (capture === 'everything') return;
    if (!(await this.isOwn(capture, writable, key))) throw missing();
    // A unit is created, moved and ended by whoever keeps the list above it: what it is part of must be the viewer's too.
    const fields = writable.kind === 'org-units' ? (['parent'] as const) : ([writable.unitField] as const);
    const stated = (value ?? {}) as Record<string, unknown>;
    const outside = await inTransaction(this.database, async (tx) => {
      const held = await Promise.all(fields.map((field) => this.scopes.holds(tx, capture, String(stated[field] ?? ''))));
      return fields.filter((_, i) => !held[i]);
    });
    if (outside.length === 0) return;
    throw invalid(outside.map((field) => ({ pointer: `/${field}`, code: 'outside-scope', message: OUTSIDE_CAPTURE })));
  }

  /** Whether the record is of a unit in the scope; one that is not there yet is nobody's. */
  private async isOwn(scope: Scope, writable: Writable, key: Key): Promise<boolean> {
    if (scope === 'everything') return true;
    return inTransaction(this.database, async (tx) => {
      const rows = await tx.query<{ unit: string }>(
        `SELECT unit FROM intake.fact WHERE kind = $1 AND id = $2 AND period = $3
          UNION SELECT unit FROM intake.fact_history WHERE kind = $1 AND id = $2 AND period = $3 AND $1 = 'plans'`,
        [writable.kind, writable.idOf(key), writable.periodOf(key)],
      );
      const held = await Promise.all(rows.map(({ unit }) => this.scopes.holds(tx, scope, unit)));
      return held.every(Boolean);
    });
  }

  private async resultOf(writable: Writable, key: Key, ending: RowEnding): Promise<WriteResult> {
    failpoint('after-accept-commit');
    rowsTotal.inc({ kind: writable.kind, outcome: ending.outcome === 'invalid' ? 'rejected' : ending.outcome });
    if (ending.outcome === 'invalid') throw invalid(ending.findings);
    if (ending.outcome !== 'refused') return { outcome: ending.outcome, ver: ending.ver };
    if (ending.reason === 'not-found') throw missing();
    const { message } = finding(ending.reason, '', { given: '', stored: ending.stored?.ver ?? '' });
    throw new ProblemError(409, ending.reason, message, { stored: await this.stored(writable, key) });
  }

  private async stored(writable: Writable, key: Key): Promise<object | null> {
    const [row] = await inTransaction(this.database, (tx) =>
      tx.query<{ body: object; ver: string; retracted: string | null; received_at: Date; changed_at: Date }>(
        'SELECT body, ver, retracted, received_at, changed_at FROM intake.fact WHERE kind = $1 AND id = $2 AND period = $3',
        [writable.kind, writable.idOf(key), writable.periodOf(key)],
      ),
    );
    if (!row) return null;
    const { body, ver, retracted, received_at: receivedAt, changed_at: changedAt } = row;
    return { ...body, ver: Number(ver), retracted: retracted === null ? null : { reason: retracted }, receivedAt, changedAt };
  }
}

/** The body as it was read: malformed JSON has nothing in it to find more about, so it is told at once. */
export function jsonBody(body: unknown): Body {
  if (!Buffer.isBuffer(body)) {
    throw new ProblemError(415, 'media-type', { vi: 'Hãy gửi application/json.', en: 'Send application/json.' });
  }
  if (!isUtf8(body)) throw unreadable('not-utf8');
  const text = body.toString('utf8').replace(/^\ufeff/, '');
  const read = readStrictJson(text);
  if (!read.ok) throw unreadable(read.code, placeIn(text, read.at));
  return { text, value: read.value, findings: read.findings };
}

/** The address names the entity; a body that names it too must agree. */
function withKey(body: Body, writable: Writable, key: Key): RawRow {
  const { text } = body;
  const value = body.value as Record<string, unknown>;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { line: 1, text, read: () => body };
  const disagree = writable.keyFields.flatMap((field): Finding[] =>
    value[field] === undefined || value[field] === key[field]
      ? []
      : [finding('id-mismatch', `/${field}`, { field, given: String(value[field]).slice(0, 80), expected: key[field]! })],
  );
  const content = { value: { ...key, ...value }, findings: [...body.findings, ...disagree] };
  return { line: 1, text, read: () => content };
}

function retraction(writable: Writable, key: Key, body: unknown, query: Record<string, string | undefined>): Submission {
  const given =
    Buffer.isBuffer(body) && body.length > 0 ? (jsonBody(body).value as { reason?: unknown; ver?: unknown } | null) : null;
  const reason = given?.reason ?? query['reason'];
  const ver = given?.ver ?? (query['ver'] === undefined ? undefined : Number(query['ver']));
  const findings: Finding[] = [];
  if (typeof reason !== 'string' || reason.trim() === '') findings.push(finding('reason-required', '/reason'));
  else if (reason.length > 500) findings.push(finding('too-long', '/reason', { field: 'reason', limit: 500 }));
  if (ver !== undefined && !(Number.isInteger(ver) && (ver as number) >= 1)) {
    findings.push(finding('wrong-type', '/ver', { field: 'ver', expected: 'integer', expectedVi: 'số nguyên' }));
  }
  if (findings.length > 0) throw invalid(findings);
  return {
    kind: writable.kind,
    id: writable.idOf(key),
    period: writable.periodOf(key),
    ver: typeof ver === 'number' ? ver : null,
    unit: '',
    text: '',
    hash: '',
    yearEnd: null,
    retract: String(reason).normalize('NFC').trim(),
  };
}

const missing = (): ProblemError => notFound(finding('not-found', '').message);

function unreadable(code: FindingCode, place?: { line: number; column: number }): ProblemError {
  const { message } = finding(code, '', { ...place });
  const at = place
    ? { vi: ` (dòng ${place.line}, cột ${place.column})`, en: ` (line ${place.line}, column ${place.column})` }
    : null;
  return new ProblemError(400, code, { vi: message.vi + (at?.vi ?? ''), en: message.en + (at?.en ?? '') });
}

export const invalid = (errors: Finding[]): ProblemError =>
  new ProblemError(
    422,
    'invalid',
    { vi: `Có ${errors.length} chỗ cần sửa; chưa có gì được ghi.`, en: `To mend: ${errors.length}; nothing was written.` },
    { errors },
  );
