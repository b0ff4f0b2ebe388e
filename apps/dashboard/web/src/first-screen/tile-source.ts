import type { RankedUnit } from '../unit/rank-units.js';

/** What a tile reads: the unit itself and those below it. */
export interface TileSource {
  own: RankedUnit | undefined;
  below: readonly RankedUnit[];
}
