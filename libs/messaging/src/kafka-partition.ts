/** The lane is the partition: nobody else decides where a commune's events go. */
export interface Partition {
  topic: string;
  lane: number;
}

/** As messages and maps name it. */
export const keyOf = ({ topic, lane }: Partition): string => `${topic}/${lane}`;
