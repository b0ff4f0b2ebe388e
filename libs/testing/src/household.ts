import type { HouseholdReview } from '@chitieu/contracts';
import { DEPRIVATIONS } from '@chitieu/domain';

type Class = HouseholdReview['classification'];

/** One household's review, said as a person would: `household('H-1').in('07606').reviewed(2024).poor()`. */
export class HouseholdStatement {
  constructor(readonly review: Omit<HouseholdReview, 'ver'> & { ver?: number }) {}

  in(commune: string, village?: string): HouseholdStatement {
    return this.with({ commune, village });
  }

  /** Reviewed in September of the year, so that it is neither early nor late. */
  reviewed(year: number, reviewedOn = `${year}-09-15`): HouseholdStatement {
    return this.with({ period: String(year), reviewedOn });
  }

  poor(): HouseholdStatement {
    return this.as('poor', 3);
  }

  nearPoor(): HouseholdStatement {
    return this.as('nearPoor', 1);
  }

  aboveAverage(): HouseholdStatement {
    return this.as('aboveAverage', 0);
  }

  version(ver: number): HouseholdStatement {
    return this.with({ ver });
  }

  movedAway(): HouseholdStatement {
    return this.with({ presence: 'movedAway' });
  }

  get path(): string {
    return `/api/v1/households/${this.review.householdId}/reviews/${this.review.period}`;
  }

  private as(classification: Class, deprived: number): HouseholdStatement {
    const scores = deprived > 0 ? { b1: 120, b2: 10 * deprived } : undefined;
    return this.with({ classification, deprivations: DEPRIVATIONS.slice(0, deprived), scores });
  }

  private with(change: Partial<HouseholdReview>): HouseholdStatement {
    return new HouseholdStatement({ ...this.review, ...change });
  }
}

export const household = (householdId: string): HouseholdStatement =>
  new HouseholdStatement({
    householdId,
    period: '2024',
    reviewedOn: '2024-09-15',
    commune: '07606',
    area: 'rural',
    standard: '2022-2025',
    classification: 'aboveAverage',
    deprivations: [],
    members: 4,
    groups: [],
    causes: [],
    presence: 'living',
    reviewKind: 'annual',
    reviewState: 'preliminary',
  });
