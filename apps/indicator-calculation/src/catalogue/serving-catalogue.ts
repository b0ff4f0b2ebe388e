import { STARTER, withOwn, type Catalogue, type MeasureSet, type OwnDefinitions } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { readOwn } from './catalogue-row.js';
import { measureSetOf } from './measures-in.js';
import { readServing } from './serving-row.js';

/** The generation of numbers that serves: what it counts, and the definitions that are read from it. */
export interface Serving {
  number: number;
  measures: MeasureSet;
  catalogue: Catalogue;
  /** Of a province's own definitions; null: none. */
  version: number | null;
}

/** Another generation has come to serve between two statements: what was asked has to be asked again. */
export class GenerationMoved extends Error {}

const NUMBER = { name: 'generation-number', text: 'SELECT number::float8 AS number FROM calculation.generation' };
const TRIES = 3;

/** The catalogue that serves, kept while the generation stands: one small query a read, whoever published another. */
export class ServingCatalogue {
  private serving: Serving | undefined;

  async now(tx: Tx): Promise<Serving> {
    const [row] = await tx.query<{ number: number }>(NUMBER);
    if (this.serving?.number !== row!.number) this.serving = await this.read(tx);
    return this.serving;
  }

  /** Runs a reading, again where another generation came in between. */
  async whileServing<T>(tx: Tx, reading: (serving: Serving) => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried++) {
      try {
        return await reading(await this.now(tx));
      } catch (error) {
        if (!(error instanceof GenerationMoved) || tried === TRIES) throw error;
      }
    }
  }

  private async read(tx: Tx): Promise<Serving> {
    const { number, measures, catalogue: version } = await readServing(tx);
    const own: OwnDefinitions | null = version === null ? null : await readOwn(tx, version);
    return {
      number,
      version,
      measures: measureSetOf(measures),
      catalogue: own === null ? STARTER : withOwn(own),
    };
  }
}
