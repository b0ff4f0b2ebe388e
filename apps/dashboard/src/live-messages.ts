import type { AlertOnWire, BusEvent, EventData, StreamMessage } from '@chitieu/contracts';

/** A message with the units it concerns: its own unit first, then everything above it. */
export interface LiveMessage {
  id: number;
  unit: string;
  ancestors: readonly string[];
  message: StreamMessage;
}

/** What pages are told about an event; null for an event that is none of theirs. */
export function toLive(event: BusEvent, id: number): LiveMessage | null {
  if (event.type === 'indicator.changed.v1') return indicatorMessage(event.data as EventData<'indicator.changed.v1'>, id);
  if (event.type === 'alert.changed.v1') {
    const alert = (event.data as EventData<'alert.changed.v1'>).alert as unknown as AlertOnWire;
    return { id, unit: alert.orgUnit.code, ancestors: alert.ancestors, message: { event: 'alert', data: alert } };
  }
  return null;
}

function indicatorMessage(data: EventData<'indicator.changed.v1'>, id: number): LiveMessage {
  const { orgUnit, period, group, indicators, rev } = data;
  return {
    id,
    unit: orgUnit,
    ancestors: data.ancestors,
    message: { event: 'indicator', data: { orgUnit, period, group, indicators, rev } },
  };
}

/** A page on one unit. */
export interface Viewpoint {
  unit: string;
  ancestors: readonly string[];
}

/** True when the message's unit is the page's own, lies below it, or above it. */
export function concerns(live: LiveMessage, view: Viewpoint | null): boolean {
  return view === null || live.unit === view.unit || live.ancestors.includes(view.unit) || view.ancestors.includes(live.unit);
}

/** As it stands on a server-sent-events stream. JSON has no raw line break, so one `data:` line is enough. */
export const onStream = (live: LiveMessage): string =>
  `id: ${live.id}\nevent: ${live.message.event}\ndata: ${JSON.stringify(live.message.data)}\n\n`;
