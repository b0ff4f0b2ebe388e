import type { EventData, EventType } from './events.js';

/** An event on the bus, whichever adapter carries it. CloudEvents attributes in brackets. */
export interface BusEvent<T extends EventType = EventType> {
  /** (`id`) unique per emission. */
  id: string;
  /** (`type`) */
  type: T;
  /** (`subject`) entity key, e.g. `household:H-1/2024`. */
  subject: string;
  /** Commune or unit code: the Kafka key. The lane follows from it. */
  key: string;
  lane: number;
  /**
   * (`rev`) intake's own counter of the entity's states, strictly rising with every accepted change, move or
   * re-emission. Consumers drop `rev` at or below the one they hold; that makes repeats and disorder harmless.
   */
  rev: number;
  /** (`time`) ISO date-time. */
  time: string;
  /** W3C trace context. */
  traceparent?: string;
  data: EventData<T>;
}

export type NewEvent<T extends EventType = EventType> = Omit<BusEvent<T>, 'id' | 'lane' | 'time'> & { lane?: number };

/** A new event whose data is JSON text already, on one line. */
export type WrittenEvent = Omit<NewEvent, 'data'> & { data: string };

/** Kafka topic of an event type: `chitieu.<thing>.v1`, where the thing is the event's noun and verb. */
export const topicOf = (type: EventType): string => `chitieu.${type}`;
export const deadLetterTopicOf = (type: EventType): string => `${topicOf(type)}.dlq`;
