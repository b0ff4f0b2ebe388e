import { MeasureSet, STARTER_SET, type Measure } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';

/** A transaction whose statements write to one generation of the projection, and what that generation counts. */
interface GenerationTx extends Tx {
  readonly measures: MeasureSet;
}

export const countingIn = (tx: Tx, measures: MeasureSet): Tx => {
  const own: GenerationTx = { query: (statement, values) => tx.query(statement, values), measures };
  return own;
};

/** What the generation that is written to counts; the starter set, where nobody has said otherwise. */
export const measuresIn = (tx: Tx): MeasureSet => (tx as Partial<GenerationTx>).measures ?? STARTER_SET;

/** `null`: nothing has been published or rebuilt here yet. */
export const measureSetOf = (stored: readonly Measure[] | null): MeasureSet =>
  stored === null ? STARTER_SET : new MeasureSet(stored);

/** Compiled once for each list that was stored: a list never changes, a generation that counts otherwise is another one. */
export class CompiledMeasures {
  private readonly compiled = new Map<string, MeasureSet>();

  known(key: string): MeasureSet | undefined {
    return this.compiled.get(key);
  }

  /** `key` names the list. */
  of(key: string, stored: readonly Measure[] | null): MeasureSet {
    if (this.compiled.size >= 8) this.compiled.clear(); // one that serves and one that is built; more only hold memory
    const set = measureSetOf(stored);
    this.compiled.set(key, set);
    return set;
  }
}
