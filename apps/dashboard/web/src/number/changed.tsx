import { useRef, type ReactNode } from 'react';

/**
 * Flashes once when what it shows changes while it is on the screen. Renewing the key restarts the animation; a first
 * showing has none, and nothing (an empty text) becoming something is one.
 */
export function Changed({ of, children }: { of: string; children: ReactNode }) {
  const shown = useRef({ of, times: 0 });
  if (shown.current.of !== of) shown.current = { of, times: shown.current.of === '' ? 0 : shown.current.times + 1 };
  const { times } = shown.current;
  return (
    <span key={times} className={times > 0 ? 'changed' : undefined} data-changes={times}>
      {children}
    </span>
  );
}
