import { useEffect, useState } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';

/** Between two refreshes; messages in between are one refresh. */
const BREATH_MS = 300;
const REOPEN_MS = 3_000;

/** Follows the unit's stream and refreshes what is on the screen. True while the stream is open. */
export function useLive(orgUnit: string): boolean {
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(true);
  useEffect(() => {
    const refresh = refresher(client);
    let source: EventSource;
    let reopening: ReturnType<typeof setTimeout> | undefined;
    let wasAway = false;
    const open = (): void => {
      source = new EventSource(`/api/v1/stream?orgUnit=${encodeURIComponent(orgUnit)}`);
      source.onopen = () => {
        setOpen(true);
        if (wasAway) refresh(['values', 'alerts', 'explanation']);
      };
      source.onerror = () => {
        wasAway = true;
        setOpen(false);
        // The browser reconnects by itself, except after an answer that was no stream.
        if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, REOPEN_MS);
      };
      source.addEventListener('indicator', () => refresh(['values', 'explanation']));
      source.addEventListener('alert', () => refresh(['alerts']));
      source.addEventListener('gap', () => refresh(['values', 'alerts', 'explanation']));
    };
    open();
    return () => {
      clearTimeout(reopening);
      source.close();
    };
  }, [orgUnit, client]);
  return isOpen;
}

/** Never two at once, never lost: what changes during a refresh is read by the next. */
function refresher(client: QueryClient): (kinds: string[]) => void {
  const waiting = new Set<string>();
  let running = false;
  const run = async (): Promise<void> => {
    running = true;
    while (waiting.size > 0) {
      const kinds = [...waiting];
      waiting.clear();
      await Promise.all(kinds.map((kind) => client.invalidateQueries({ queryKey: [kind] })));
      await new Promise((breath) => setTimeout(breath, BREATH_MS));
    }
    running = false;
  };
  return (kinds) => {
    for (const kind of kinds) waiting.add(kind);
    if (!running) void run();
  };
}
