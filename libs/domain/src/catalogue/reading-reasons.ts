/** Why an indicator has no value. */
export type ReadingReason =
  | 'not_reported'
  | 'no_base_period'
  | 'no_households'
  | 'no_poor_households'
  | 'no_poor_or_near_poor_households'
  | 'nothing_to_divide_by'
  | 'no_plan'
  | 'nothing_assigned'
  | 'lines_not_said'
  | 'nothing_expected'
  | 'not_counted_yet'
  /** Of a unit that was split: nothing says which of its households came here. */
  | 'split_shares_unknown';
