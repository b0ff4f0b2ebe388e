import { z } from 'zod';
import { CONFIDENCES, LEVELS, TARGET_KINDS, type PlanDraft } from '@chitieu/domain';
import { bilingual } from './answers.js';

/** What `POST /plan-documents` answers and `chitieu plans read` keeps: a plan as it was read, for a person to confirm line by line. */
export const PLAN_DRAFT_FORMAT = 'chitieu.plan-draft.v1';

const text = z.string().nullable();
const place = z.object({ line: z.number().int(), quote: z.string() });
const level = z.enum(LEVELS).nullable();
const confidence = z.enum(CONFIDENCES);
const stated = <T extends z.ZodType>(value: T) =>
  z.object({
    value: value.nullable(),
    reason: text,
    place: place.nullable(),
    confidence: confidence.nullable(),
    confirmed: z.boolean(),
  });
const line = { id: z.string(), place, confidence, confirmed: z.boolean() };

const figure = z.object({
  ...line,
  indicator: z.string(),
  of: z.enum(['actual', 'target', 'achievementRate']),
  kind: z.enum(TARGET_KINDS).nullable(),
  period: text,
  unitName: text,
  base: text,
  text: z.string(),
  value: text,
  bound: z.enum(['exact', 'atLeast', 'atMost', 'about']),
  reason: text,
  readings: z.array(z.string()),
});

const part = z.object({ label: z.string(), text: z.string(), amountDong: text, capitalType: text, fundSource: text });
const partsAre = z.enum(['of-which', 'all']).nullable();

const projectLine = z.object({
  ...line,
  programme: text,
  project: text,
  subProject: text,
  projectReason: text,
  name: z.string(),
  text: z.string(),
  amountDong: text,
  reason: text,
  readings: z.array(z.string()),
  capitalType: text,
  fundSource: text,
  office: text,
  ownerLevel: level,
  ownerReason: text,
  period: text,
  parts: z.array(part),
  partsAre,
  isSubtotal: z.boolean(),
  repeats: text,
});

const total = z.object({
  ...line,
  of: z.enum(['assigned', 'planned']),
  programme: text,
  capitalType: text,
  fundSource: text,
  period: text,
  text: z.string(),
  amountDong: text,
  reason: text,
  readings: z.array(z.string()),
  parts: z.array(part),
  partsAre,
});

export const planDraft = z.object({
  format: z.literal(PLAN_DRAFT_FORMAT),
  source: z.object({ format: z.enum(['docx', 'pdf', 'text']), encoding: z.string() }),
  document: z.object({
    title: stated(z.string()),
    number: stated(z.string()),
    date: stated(z.string()),
    issuer: stated(z.string()),
    unitName: stated(z.string()),
    unitLevel: stated(z.enum(LEVELS)),
    planYear: stated(z.string()),
    resultYear: stated(z.string()),
    signer: stated(z.string()),
    signerTitle: stated(z.string()),
  }),
  programmes: z.array(z.string()),
  targets: z.array(figure.extend({ baseline: text, baselineReason: text })),
  results: z.array(figure),
  projectLines: z.array(projectLine),
  totals: z.array(total),
  offices: z.array(z.object({ name: z.string(), level, role: z.enum(['leads', 'takes-part', 'has-duties']), place })),
  legalBases: z.array(z.object({ kind: z.string(), number: z.string(), date: text, dateReason: text, issuer: text, place })),
  calendar: z.array(
    z.object({
      kind: z.enum(['report', 'deadline', 'as-of']),
      date: text,
      reason: text,
      every: z.enum(['month', 'quarter', 'halfYear', 'year']).nullable(),
      text: z.string(),
      place,
    }),
  ),
  claims: z.array(
    z.object({ claim: z.enum(['exceeds', 'disbursed-little', 'units-by-assigned-targets', 'table-attached']), place }),
  ),
  unexplained: z.array(z.object({ text: z.string(), place })),
  findings: z.array(
    z.object({
      rule: z.string(),
      severity: z.enum(['error', 'warning', 'info']),
      message: bilingual,
      arithmetic: z.string(),
      mend: bilingual,
      places: z.array(place),
    }),
  ),
}) satisfies z.ZodType<PlanDraft>;

export type PlanDraftOnWire = z.output<typeof planDraft>;
