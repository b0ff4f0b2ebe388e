/** The only source of time. Abstract, so that the type is the Nest token; domain code gets `now` as an argument. */
export abstract class Clock {
  abstract now(): Date;
}

/** Wall time, or wall time shifted so that the process started at `startsAt` (`CHITIEU_NOW`). */
export class SystemClock extends Clock {
  private readonly shiftMs: number;

  constructor(startsAt?: string) {
    super();
    this.shiftMs = startsAt === undefined ? 0 : Date.parse(startsAt) - Date.now();
  }

  now(): Date {
    return new Date(Date.now() + this.shiftMs);
  }
}

export class FixedClock extends Clock {
  constructor(private instant: Date) {
    super();
  }

  now(): Date {
    return this.instant;
  }

  set(instant: Date): void {
    this.instant = instant;
  }
}

/** Calendar day in Việt Nam (UTC+7, no summer time) at an instant, ISO date: the day that deadlines and trajectories mean. */
export const dayInVietnam = (instant: Date): string => new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
