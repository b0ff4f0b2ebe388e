import type { Mode, ProductOptions } from '../product/product.js';
import type { Run } from '../run.js';

/** How much of a row is done. */
export interface Size {
  /** Processes to kill, of the row `kill`. */
  kills: number;
  /** The subset of `npm test`: absences of seconds instead of half a minute, few rounds. */
  isShort: boolean;
  timeIsUp: () => boolean;
}

/** One line of the closing table: what is done to the product while offices send. */
export interface Row {
  name: string;
  modes: readonly Mode[];
  options?: Partial<ProductOptions>;
  act(run: Run, size: Size): Promise<void>;
}

export const BOTH: readonly Mode[] = ['embedded', 'cluster'];
