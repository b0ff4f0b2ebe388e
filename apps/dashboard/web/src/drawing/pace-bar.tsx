import { scaleLinear } from 'd3-scale';
import type { Look } from '../unit/unit-state.js';

const WIDTH = 108;
const HEIGHT = 18;
/** The plan to date stands at five sixths: there is room to show that a unit is ahead. */
const across = scaleLinear([0, 1.2], [0, WIDTH]).clamp(true);

/** How much of what the plan expects by now has been reached; the tick is the plan. */
export function PaceBar({ pace, look, label }: { pace: number; look: Look; label: string }) {
  return (
    <svg className="chart" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <rect className="track" y={5} width={WIDTH} height={8} rx={2} />
      <rect className={`fill ${look}`} y={5} width={across(Math.max(pace, 0))} height={8} rx={2} />
      {pace < 0 && <path className={`fill ${look}`} d={`M0 9 l6 -4.5 v9 z`} />}
      <rect className="tick" x={across(1) - 1} y={1} width={2} height={16} />
    </svg>
  );
}
