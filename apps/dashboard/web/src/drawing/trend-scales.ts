import { scaleLinear, scalePoint } from 'd3-scale';
import type { TrendPoint } from './trend-chart.js';

export const TREND_SIZE = { width: 720, height: 240 };
export const TREND_PAD = { left: 68, right: 16, top: 18, bottom: 24 };

/** Where a period and a figure stand in the picture; also for what is laid over it. */
export function trendScales(points: readonly TrendPoint[], forecast: number | null, { width, height } = TREND_SIZE) {
  const told = points.flatMap(({ value, plan }) => [value, plan]).concat(forecast);
  const known = told.filter((value) => value !== null);
  const [low, high] = [Math.min(0, ...known), Math.max(...known, 0)];
  const y = scaleLinear([low, high > low ? high : low + 1], [height - TREND_PAD.bottom, TREND_PAD.top]).nice(4);
  const x = scalePoint(
    points.map(({ period }) => period),
    [TREND_PAD.left + 12, width - TREND_PAD.right - 12],
  );
  return { x, y };
}
