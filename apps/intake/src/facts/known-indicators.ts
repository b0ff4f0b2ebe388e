import { STARTER } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';

/** Code of an indicator → codes of its dimension's values, none where it has no dimension. */
export type IndicatorIndex = ReadonlyMap<string, readonly string[]>;

export const STARTER_INDICATORS: IndicatorIndex = new Map(
  STARTER.indicators.map(({ code, dimension }) => [code, dimension?.values.map((value) => value.code) ?? []]),
);

const NUMBER = { name: 'generation-number', text: 'SELECT number FROM calculation.generation' };

/** The starter set and what the province has published beside it: what indicator-calculation shows to others as `own_indicator`. */
export class KnownIndicators {
  private number: string | null = null;
  private index = STARTER_INDICATORS;

  async current(tx: Tx): Promise<IndicatorIndex> {
    const [row] = await tx.query<{ number: string }>(NUMBER);
    if (row!.number === this.number) return this.index;
    const own = await tx.query<{ code: string; dimension: string[] }>('SELECT code, dimension FROM calculation.own_indicator');
    this.index = new Map([...STARTER_INDICATORS, ...own.map(({ code, dimension }) => [code, dimension] as const)]);
    this.number = row!.number;
    return this.index;
  }
}
