import { line } from 'd3-shape';
import { TREND_PAD as PAD, TREND_SIZE, trendScales } from './trend-scales.js';

export interface TrendPoint {
  period: string;
  value: number | null;
  plan: number | null;
  /** The figure here is counted by another standard than the one before. */
  isBreak?: boolean;
}

export interface TrendChartProps {
  points: readonly TrendPoint[];
  forecast: number | null;
  /** What a reader hears in place of the picture: its numbers. */
  label: string;
  print: (value: number) => string;
  words: { plan: string; forecast: string; standardChanges: string };
}

const { width, height } = TREND_SIZE;
const PLAN_MARK = 9;

/** Figures by period with the plan's level in each, and where the last one is heading. Props in, SVG out: also drawn where there is no window. */
export function TrendChart({ points, forecast, label, print, words }: TrendChartProps) {
  const { x, y } = trendScales(points, forecast);
  const last = points.findLast(({ value }) => value !== null);
  return (
    <svg className="trend-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <line className="grid-line" x1={PAD.left} x2={width - PAD.right} y1={y(tick)} y2={y(tick)} />
          <text className="axis" x={PAD.left - 6} y={y(tick)} dy="0.32em" textAnchor="end">
            {print(tick)}
          </text>
        </g>
      ))}
      {points.map(({ period, isBreak }) => (
        <g key={period}>
          <text className="axis" x={x(period)} y={height - 6} textAnchor="middle">
            {period}
          </text>
          {isBreak && <Break at={x(period)! - x.step() / 2} word={words.standardChanges} />}
        </g>
      ))}
      <Plan points={points} x={(period) => x(period)!} y={y} word={words.plan} />
      <Actual points={points} x={(period) => x(period)!} y={y} />
      {forecast !== null && last?.value != null && (
        <g className="forecast" data-forecast={forecast}>
          <line x1={x(last.period)} x2={x(last.period)} y1={y(last.value)} y2={y(forecast)} />
          <path transform={`translate(${x(last.period)} ${y(forecast)})`} d="M0 -5 L5 0 L0 5 L-5 0 Z" />
          <title>{`${words.forecast} ${print(forecast)}`}</title>
        </g>
      )}
    </svg>
  );
}

interface DrawnProps {
  points: readonly TrendPoint[];
  x: (period: string) => number;
  y: (value: number) => number;
}

/** One run of neighbours for each standard and each gap: nothing is joined across a break or a missing figure. */
function Actual({ points, x, y }: DrawnProps) {
  const runs = points.reduce<TrendPoint[][]>((all, point) => {
    if (point.isBreak || point.value === null || all.length === 0) all.push([]);
    if (point.value !== null) all.at(-1)!.push(point);
    return all;
  }, []);
  const draw = line<TrendPoint>(
    ({ period }) => x(period),
    ({ value }) => y(value!),
  );
  return (
    <>
      {runs
        .filter((run) => run.length > 0)
        .map((run) => (
          <path key={run[0]!.period} className="actual" data-run={run.length} d={draw(run) ?? ''} />
        ))}
      {runs.flat().map(({ period, value }) => (
        <circle key={period} className="actual-point" cx={x(period)} cy={y(value!)} r={3.5} />
      ))}
    </>
  );
}

function Plan({ points, x, y, word }: DrawnProps & { word: string }) {
  const planned = points.filter(({ plan }) => plan !== null);
  const draw = line<TrendPoint>(
    ({ period }) => x(period),
    ({ plan }) => y(plan!),
  );
  return (
    <g className="plan-line">
      <title>{word}</title>
      {planned.length > 1 && <path d={draw(planned) ?? ''} />}
      {planned.map(({ period, plan }) => (
        <line key={period} x1={x(period) - PLAN_MARK} x2={x(period) + PLAN_MARK} y1={y(plan!)} y2={y(plan!)} />
      ))}
    </g>
  );
}

function Break({ at, word }: { at: number; word: string }) {
  return (
    <g className="standard-break">
      <line x1={at} x2={at} y1={PAD.top - 10} y2={height - PAD.bottom} />
      <text className="axis" x={at + 4} y={PAD.top - 6}>
        {word}
      </text>
    </g>
  );
}
