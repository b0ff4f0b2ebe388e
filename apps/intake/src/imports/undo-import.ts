import type { Bilingual } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';
import type { AcceptSubmissions } from '../accept-submissions.js';
import type { Admission } from '../admission.js';
import type { Ending } from '../facts/decide-batch.js';
import type { FactStore } from '../facts/fact-store.js';
import { lockEntities } from '../facts/lock-entities.js';
import { storedSubmission } from '../submissions/read-submission.js';
import { keyOf, type Submission } from '../submissions/submission.js';
import type { ImportRow, ImportStore, KeptRejection } from './import-store.js';
import { NEWER, UNREADABLE, type EntityKey, type Former, type UndoCounts, type UndoStore } from './undo-store.js';

const BATCH = 2_000;
/** Before every id. */
const START: EntityKey = { id: '', period: '' };

/**
 * Puts what an import wrote back to what stood before it, as new versions: nothing is wiped out. What somebody has changed
 * since stays, and is listed. A killed run goes on: what it put back is no longer the import's.
 */
export class UndoImport {
  constructor(
    private readonly imports: ImportStore,
    private readonly store: UndoStore,
    private readonly submissions: AcceptSubmissions,
    private readonly facts: FactStore,
    private readonly admission: Admission,
  ) {}

  async run(undo: ImportRow): Promise<void> {
    let done = Number(undo.lines_done);
    if (done === 0) done += await this.step(undo, done, (tx) => this.leaveReplaced(tx, undo));
    for (let after: EntityKey | null = START; after !== null;) {
      await this.admission.untilFlowing(() => this.imports.wait(undo.id, 'backlog'));
      let reached: EntityKey | null = null;
      done += await this.step(undo, done, async (tx) => {
        const keys = await this.store.standing(tx, undo, after!, BATCH);
        reached = keys.at(-1) ?? null;
        return this.putBack(tx, undo, keys, done);
      });
      after = reached;
    }
    await this.imports.finish(undo.id, 'done', null);
  }

  /** Work and its counts in one transaction; returns how many entities it was about. */
  private async step(undo: ImportRow, done: number, work: (tx: Tx) => Promise<UndoCounts>): Promise<number> {
    return this.imports.database.transaction(async (tx) => {
      await this.imports.mustStandAt(tx, undo.id, done);
      const counts = await work(tx);
      await this.store.advance(tx, undo.id, counts);
      return counts.received;
    });
  }

  private async leaveReplaced(tx: Tx, undo: ImportRow): Promise<UndoCounts> {
    const keys = await this.store.replaced(tx, undo);
    await this.imports.reject(tx, undo.id, left(keys, NEWER, 0));
    return { ...NOTHING, received: keys.length, rejected: keys.length };
  }

  private async putBack(tx: Tx, undo: ImportRow, keys: readonly EntityKey[], done: number): Promise<UndoCounts> {
    if (keys.length === 0) return NOTHING;
    await lockEntities(tx, undo.kind, keys);
    const former = await this.store.former(tx, undo, keys);
    const restored = former.map((one) => restoring(undo, one));
    const known = new Set(former.map(keyOf));
    const lost = keys.filter((key) => !known.has(keyOf(key)));
    const unreadable = former.filter((_, i) => restored[i] === null);
    await this.imports.reject(tx, undo.id, [
      ...left(lost, NEWER, done),
      ...left(unreadable, UNREADABLE, done + lost.length, 'former-state-unreadable'),
    ]);
    const sound = restored.filter((one) => one !== null);
    const endings = await this.submissions.settle(tx, this.facts, undo.kind, sound, undo.id);
    return { received: keys.length, ...outcomes(endings), rejected: lost.length + unreadable.length };
  }
}

const NOTHING: UndoCounts = { received: 0, updated: 0, retracted: 0, unchanged: 0, rejected: 0 };

function outcomes(endings: readonly Ending[]): Pick<UndoCounts, 'updated' | 'retracted' | 'unchanged'> {
  const count = (outcome: Ending['outcome']): number => endings.filter((ending) => ending.outcome === outcome).length;
  return { updated: count('updated'), retracted: count('retracted'), unchanged: count('unchanged') };
}

/** What says the former state anew, or that there was none; null where today's form does not know it. */
function restoring(undo: ImportRow, { id, period, body, retracted }: Former): Submission | null {
  if (body !== null && retracted === null) return storedSubmission(undo.kind, body);
  const retract = `Hoàn tác lần nhập ${undo.undoes} · ${undo.undo_by}: ${undo.undo_reason}`;
  return { kind: undo.kind, id, period, ver: null, unit: '', text: '', hash: '', yearEnd: null, retract };
}

const left = (keys: readonly EntityKey[], message: Bilingual, done: number, code = 'changed-since'): KeptRejection[] =>
  keys.map((key, i) => {
    const line = done + i + 1;
    const column = key.period ? `${key.id}/${key.period}` : key.id;
    return { line, seq: 0, row_text: JSON.stringify(key), finding: { line, column, code, message } };
  });
