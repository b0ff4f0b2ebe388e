import type { ChangedValue, IndicatorChanged, ToldDefinition } from '@chitieu/contracts';
import { assess, fromDecimal, readTarget, STARTER, type Assessment, type Ratio } from '@chitieu/domain';

/** As it was told, for a province's own; else of the starter set. */
export const definitionOf = ({ definitions }: Pick<IndicatorChanged, 'definitions'>, code: string): ToldDefinition | null =>
  definitions?.[code] ?? STARTER.indicatorOf(code);

export function assessValue(
  { actual, reason, baseline, target }: ChangedValue,
  definition: ToldDefinition | null,
  period: string,
  today: string,
): Assessment | null {
  if (!definition) return null;
  const { direction, flow, thresholds } = definition;
  return assess({
    direction,
    flow,
    actual: exact(actual),
    reason,
    baseline: exact(baseline),
    target: target && readTarget(target),
    period,
    today,
    thresholds: { onTrack: fromDecimal(String(thresholds.onTrack)), atRisk: fromDecimal(String(thresholds.atRisk)) },
  });
}

export const exact = (pair: { num: string; den: string } | null): Ratio | null =>
  pair && { num: BigInt(pair.num), den: BigInt(pair.den) };
