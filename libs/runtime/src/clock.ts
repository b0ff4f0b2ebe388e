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
