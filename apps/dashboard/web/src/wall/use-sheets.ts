import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { useChangeView } from '../view.js';

const EACH_MS = 15_000;

export interface Sheets {
  /** From 0. */
  current: number;
  isPaused: boolean;
  step: (by: 1 | -1) => void;
  togglePause: () => void;
}

/** Which sheet is shown stands in the address; they follow each other by themselves, unless paused or the reader asked for calm. */
export function useSheets(count: number): Sheets {
  const [search] = useSearchParams();
  const change = useChangeView();
  const asked = Number(search.get('sheet') ?? '1');
  const current = Number.isInteger(asked) && asked >= 1 && asked <= count ? asked - 1 : 0;
  const wantsCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const isPaused = search.has('paused') ? search.get('paused') === 'true' : wantsCalm;
  const step = (by: 1 | -1): void => change({ sheet: String(((current + by + count) % count) + 1) }, { replace: true });
  const togglePause = (): void => change({ paused: String(!isPaused) }, { replace: true });
  useEffect(() => {
    if (isPaused) return undefined;
    const timer = setTimeout(() => step(1), EACH_MS);
    return () => clearTimeout(timer);
  });
  useEffect(() => {
    const keys: Record<string, () => void> = {
      ArrowRight: () => step(1),
      ArrowLeft: () => step(-1),
      ' ': togglePause,
    };
    const press = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLButtonElement || !keys[event.key]) return;
      event.preventDefault();
      keys[event.key]!();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  return { current, isPaused, step, togglePause };
}
