import { z } from 'zod';
import { REPORT_FORMS } from '@chitieu/domain';
import { bilingual, ratioOnWire, unitOnWire } from './answers.js';

/** What `GET /reporting` answers. Schemas and types of one mould. */
const count = z.number().int();
const day = z.string().meta({ format: 'date' });

const counts = {
  expected: count.describe('Units that stood on the day the report is owed and take part in the programme'),
  received: count.describe('On time or late; never more than expected'),
  onTime: count,
  late: count,
  returned: count.describe('Sent back, and not sent again'),
  missing: count.describe('Overdue'),
  notDue: count,
  completeness: ratioOnWire.nullable().describe('received ÷ expected; null where nothing is owed'),
  timeliness: ratioOnWire.nullable().describe('onTime ÷ expected'),
};

const form = z.enum(REPORT_FORMS);

export const reportingOnWire = z.object({
  orgUnit: unitOnWire,
  period: z.string(),
  asOf: z.string().meta({ format: 'date-time' }),
  forms: z.array(
    z.object({
      ...{ form, name: bilingual, to: bilingual, legalBasis: z.string() },
      carries: z.enum(['preliminary', 'official']).nullable().describe('What a figure in it is, where the law says'),
      ...counts,
      occasions: z.array(z.object({ period: z.string(), opensOn: day.nullable(), dueOn: day, ...counts })),
    }),
  ),
  children: z.array(z.object({ orgUnit: unitOnWire, forms: z.array(z.object({ form, ...counts })) })),
});

export type ReportingOnWire = z.output<typeof reportingOnWire>;
