import type { IndicatorValue } from '@chitieu/contracts';

/** Earlier readings of each unit, by its code, oldest first. */
export type History = ReadonlyMap<string, { year: string; value: IndicatorValue }[]>;
