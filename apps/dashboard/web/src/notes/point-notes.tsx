import type { NoteOnWire } from '@chitieu/contracts';
import type { TrendPoint } from '../drawing/trend-chart.js';
import { TREND_SIZE, trendScales } from '../drawing/trend-scales.js';
import { useSay } from '../text/say.js';
import { Noted } from './noted.js';

interface PointNotesProps {
  points: readonly TrendPoint[];
  forecast: number | null;
  notesOf: (period: string) => readonly NoteOnWire[];
}

/** Marks over a trend chart at the points that have notes: what they say on hover and on focus, and the way to the list below. */
export function PointNotes({ points, forecast, notesOf }: PointNotesProps) {
  const { x, y } = trendScales(points, forecast);
  return points.map(({ period, value }) => {
    const notes = notesOf(period);
    if (notes.length === 0) return null;
    const left = `${(100 * x(period)!) / TREND_SIZE.width}%`;
    const top = `${(100 * y(value ?? 0)) / TREND_SIZE.height}%`;
    return (
      <span key={period} className="point-note" style={{ left, top }} data-point={period}>
        <Mark period={period} notes={notes} />
      </span>
    );
  });
}

function Mark({ period, notes }: { period: string; notes: readonly NoteOnWire[] }) {
  const { t } = useSay();
  return (
    <Noted notes={notes}>
      <a href={`#note-${notes[0]!.id}`} aria-label={t('notes.mark', { period, count: notes.length })}>
        {notes.length}
      </a>
    </Noted>
  );
}
