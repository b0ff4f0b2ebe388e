import type { IndicatorValue } from '@chitieu/contracts';

/** What a place looks like at a glance: the API's status, plus doubt about the figures and having no plan. */
export type UnitState =
  'deteriorating' | 'off_track' | 'at_risk' | 'no_data' | 'doubt' | 'no_plan' | 'not_started' | 'on_track' | 'achieved';

/** Needing action first. */
export const STATES_BY_NEED: readonly UnitState[] = [
  'deteriorating',
  'off_track',
  'at_risk',
  'no_data',
  'doubt',
  'no_plan',
  'not_started',
  'on_track',
  'achieved',
];

/** Five looks: shape and colour. The word beside them is `state.<UnitState>` in both languages. */
export type Look = 'off' | 'risk' | 'none' | 'doubt' | 'ok';
const LOOKS: Record<UnitState, Look> = {
  deteriorating: 'off',
  off_track: 'off',
  at_risk: 'risk',
  no_data: 'none',
  doubt: 'doubt',
  no_plan: 'none',
  not_started: 'none',
  on_track: 'ok',
  achieved: 'ok',
};
const SHAPES: Record<Look, string> = { off: '■', risk: '▲', none: '○', doubt: '◇', ok: '●' };

export const lookOf = (state: UnitState): Look => LOOKS[state];
export const shapeOf = (state: UnitState): string => (state === 'no_plan' ? '–' : SHAPES[LOOKS[state]]);
export const needOf = (state: UnitState): number => STATES_BY_NEED.indexOf(state);

/** A flag that a reader must know before trusting the figure. */
export const isDoubtful = (value: IndicatorValue): boolean => value.flags.some(({ severity }) => severity !== 'info');

/** State of one reading: doubt never hides that someone must act. */
export function stateOf(value: IndicatorValue): UnitState {
  const judged = value.status ?? (value.actual === null ? 'no_data' : 'no_plan');
  return isDoubtful(value) && needOf(judged) > needOf('doubt') ? 'doubt' : judged;
}
