import type { IndicatorIndex } from '../facts/known-indicators.js';
import type { UnitIndex } from '../facts/unit-register.js';

/** What a check looks at beside the statement itself. */
export interface CheckContext {
  units: UnitIndex;
  indicators: IndicatorIndex;
  /** Calendar day in Việt Nam, ISO. */
  today: string;
}

/** The statement, or as much of it as the schema let through: a check says nothing about a field that is not there. */
export type Partly = Record<string, unknown>;
