import type { BusEvent } from '@chitieu/contracts';
import { inScope, type Scope } from '@chitieu/runtime';
import { concerns, onStream, toLive, type LiveMessage, type Viewpoint } from './live-messages.js';

/** One open page. `write` answers false when the page is too far behind to be told more. */
export interface Listener {
  view: Viewpoint | null;
  /** Units that whoever looks at it may see. */
  scope: Scope;
  write(text: string): boolean;
  end(): void;
}

export interface HubOptions {
  /** Ids begin here and rise by one; beginning at the start's clock they also rise across restarts. */
  firstId: number;
  /** Messages kept for pages that come back. */
  remembered?: number;
}

const isFor = (live: LiveMessage, { view, scope }: Listener): boolean =>
  inScope(scope, live.unit, live.ancestors) && concerns(live, view);

/** Told to a page whose missed messages are no longer remembered: read everything again. */
const GAP = 'event: gap\ndata: {}\n\n';
const HEARTBEAT = ': alive\n\n';

/** Tells every open page what concerns it. Holds the last messages for pages that reconnect; never waits for a slow one. */
export class LiveHub {
  private readonly listeners = new Set<Listener>();
  private readonly recent: LiveMessage[] = [];
  private nextId: number;
  private readonly firstId: number;
  private readonly remembered: number;

  constructor({ firstId, remembered = 1_000 }: HubOptions) {
    this.firstId = this.nextId = firstId;
    this.remembered = remembered;
  }

  get open(): number {
    return this.listeners.size;
  }

  tell(event: BusEvent): void {
    const live = toLive(event, this.nextId);
    if (live === null) return;
    this.nextId += 1;
    this.recent.push(live);
    if (this.recent.length > this.remembered) this.recent.shift();
    const text = onStream(live);
    for (const listener of this.listeners) if (isFor(live, listener)) this.write(listener, text);
  }

  /** Adds a page; with `lastEventId` it first gets what it missed, or word of a gap. */
  join(listener: Listener, lastEventId: number | null): void {
    this.listeners.add(listener);
    if (lastEventId === null) return;
    if (this.hasForgotten(lastEventId)) return this.write(listener, GAP);
    for (const live of this.recent) if (live.id > lastEventId && isFor(live, listener)) this.write(listener, onStream(live));
  }

  leave(listener: Listener): void {
    this.listeners.delete(listener);
  }

  /** Keeps idle connections open through middle boxes, and lets a page notice that its own is dead. */
  heartbeat(): void {
    for (const listener of this.listeners) this.write(listener, HEARTBEAT);
  }

  close(): void {
    for (const listener of this.listeners) listener.end();
    this.listeners.clear();
  }

  private hasForgotten(lastEventId: number): boolean {
    const oldest = this.recent[0]?.id ?? this.nextId;
    return lastEventId < Math.max(oldest - 1, this.firstId - 1) || lastEventId >= this.nextId;
  }

  private write(listener: Listener, text: string): void {
    if (listener.write(text)) return;
    this.listeners.delete(listener);
    listener.end();
  }
}
