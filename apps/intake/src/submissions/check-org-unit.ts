import type { Finding } from '@chitieu/contracts';
import { LEVELS, type Level } from '@chitieu/domain';
import type { CheckContext, Partly } from './check-context.js';
import { finding } from './findings.js';

const END_OF_TIME = '9999-12-31';

export function checkOrgUnit(value: Partly, context: CheckContext): Finding[] {
  return [...validity(value, context), ...parent(value, context), ...shares(value)];
}

function validity({ code, validFrom, validTo }: Partly, { units }: CheckContext): Finding[] {
  if (!isText(code) || !isText(validFrom)) return [];
  const end = isText(validTo) ? validTo : END_OF_TIME;
  if (end < validFrom) return [finding('validity-reversed', '/validTo')];
  return units
    .validities(code)
    .filter((other) => other.validFrom !== validFrom && other.validFrom <= end && validFrom <= (other.validTo ?? END_OF_TIME))
    .map((other) => finding('validity-overlap', '/validFrom', { given: code, from: other.validFrom, to: other.validTo ?? '…' }));
}

function parent({ level, parent: given, validFrom }: Partly, { units }: CheckContext): Finding[] {
  if (!isText(level) || !isText(validFrom)) return [];
  if (!isText(given)) return level === 'nation' || level === 'province' ? [] : [finding('parent-required', '/parent', { level })];
  const above = units.at(given, validFrom);
  if (above === null) return [finding('parent-unknown', '/parent', { given, day: validFrom })];
  if (LEVELS.indexOf(above.level) < LEVELS.indexOf(level as Level)) return [];
  return [finding('parent-not-above', '/parent', { given, level: above.level })];
}

function shares({ predecessors = [], predecessorShares = [] }: Partly): Finding[] {
  if (!Array.isArray(predecessors) || !Array.isArray(predecessorShares) || predecessorShares.length === 0) return [];
  if (predecessors.length !== predecessorShares.length)
    return [
      finding('shares-of-others', '/predecessorShares', { given: predecessorShares.length, expected: predecessors.length }),
    ];
  return predecessorShares.flatMap((share, i) =>
    Number(share) > 0 && Number(share) <= 1
      ? []
      : [finding('share-no-share', `/predecessorShares/${i}`, { given: String(share) })],
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';
