import { z } from 'zod';
import { DEPRIVATIONS, isIsoDate, parsePeriod } from '@chitieu/domain';

/**
 * Building blocks of every schema. Text is normalised to NFC and trimmed at this door; control characters, zero-width
 * and direction-changing characters are refused, because they make two different names look alike.
 */
// eslint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

export const text = (max: number) =>
  z
    .string()
    .max(max)
    .transform((value) => value.normalize('NFC').trim())
    .refine((value) => value.length > 0, { params: { code: 'text-empty' } })
    .refine((value) => !INVISIBLE.test(value), { params: { code: 'text-invisible-character' } })
    .meta({ minLength: 1 });

export const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/);
export const unitCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,23}$/);
// `meta` stands in the generated documents, where what `refine` checks cannot be seen.
export const isoDate = z
  .string()
  .refine(isIsoDate, { params: { code: 'date-not-iso' } })
  .meta({ format: 'date' });
export const period = z
  .string()
  .refine((value) => parsePeriod(value) !== null, { params: { code: 'period-malformed' } })
  .meta({ pattern: '^(19|20|21)\\d\\d(-S[12]|-Q[1-4]|-(0[1-9]|1[0-2]))?$' });
export const yearPeriod = z.string().regex(/^(19|20|21)\d\d$/);
export const version = z.number().int().min(1).max(2_000_000_000);
export const count = z.number().int().min(0).max(1_000_000_000);

/** Whole đồng as a decimal string, 0 … 10^15; a JSON integer is accepted on the way in. */
export const amountDong = z
  .union([z.string(), z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).transform(String)])
  .refine((value) => /^(0|[1-9]\d{0,15})$/.test(value), { params: { code: 'amount-not-whole-dong' } })
  .meta({ description: 'Whole đồng, as a decimal string', pattern: '^(0|[1-9]\\d{0,15})$' });

/** A plain decimal with `.` as the mark and at most 12 places, as a string: no exponent, no `-0`, no grouping. */
export const decimal = z
  .union([z.string(), z.number().transform(String)])
  .refine((value) => /^-?(0|[1-9]\d{0,17})(\.\d{1,12})?$/.test(value) && !/^-0(\.0+)?$/.test(value), {
    params: { code: 'number-not-plain' },
  })
  .meta({ description: 'A plain decimal number, as a string', pattern: '^-?(0|[1-9]\\d{0,17})(\\.\\d{1,12})?$' });

export const deprivation = z.enum(DEPRIVATIONS);
export const indicatorCode = z.string().regex(/^[a-z][a-z0-9-]{1,63}$/);
export const programme = z.string().regex(/^[A-Z][A-Z0-9]{1,15}$/);
/** A project code inside its programme; `unspecified` for money that its source does not break down. */
export const project = z.string().regex(/^(DA\d{1,2}|unspecified)$/);
export const subProject = z.string().regex(/^TDA\d{1,2}$|^ND\d{1,2}$/);
