import { z } from 'zod';

/** What judging says of an alert; absent of one that was last emitted by a version that did not say it. */
export const judgingOnWire = {
  ruleVersion: z.number().int().optional(),
  audience: z.enum(['programme', 'operators']).optional().describe('`operators`: about the product itself'),
  inhibitedBy: z
    .object({ alert: z.string(), rule: z.string(), orgUnit: z.string(), since: z.string().meta({ format: 'date-time' }) })
    .nullable()
    .optional()
    .describe("The firing alert that is told in this one's place"),
  forecast: z.object({ end: z.string(), perMonthSoFar: z.string().nullable() }).nullable().optional(),
};
