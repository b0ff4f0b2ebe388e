import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { Look } from '../unit/unit-state.js';

const WIDTH = 72;
const HEIGHT = 20;
const PAD = 3;

export interface SparkPoint {
  at: number;
  value: number;
}

/** Earlier years and the current reading, which carries the dot. */
export function Sparkline({ points, look, label }: { points: readonly SparkPoint[]; look: Look; label: string }) {
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = scaleLinear([points[0]?.at ?? 0, Math.max(points.at(-1)?.at ?? 1, (points[0]?.at ?? 0) + 1)], [PAD, WIDTH - PAD]);
  const y = scaleLinear(high > low ? [low, high] : [low - 1, low + 1], [HEIGHT - PAD, PAD]);
  const draw = line<SparkPoint>(
    (point) => x(point.at),
    (point) => y(point.value),
  );
  const last = points.at(-1);
  return (
    <svg className="chart" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {points.length > 1 && <path className="spark" d={draw(points) ?? ''} />}
      {last && <circle className={`fill ${look}`} cx={x(last.at)} cy={y(last.value)} r={2.5} />}
    </svg>
  );
}
