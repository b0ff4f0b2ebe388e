import { scaleLinear } from 'd3-scale';

const WIDTH = 78;
const HEIGHT = 18;
const across = scaleLinear([0, 1], [0, WIDTH]).clamp(true);

/** A share of a whole, with a tick where it should stand by now. */
export function ShareBar({ share, expected, label }: { share: number; expected: number | null; label: string }) {
  return (
    <svg className="chart" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <rect className="track" y={7} width={WIDTH} height={4} rx={2} />
      <rect className="fill share" y={7} width={across(Math.max(share, 0))} height={4} rx={2} />
      {expected !== null && <rect className="tick" x={across(expected) - 0.75} y={3} width={1.5} height={12} />}
    </svg>
  );
}
