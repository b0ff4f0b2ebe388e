import type { BusEvent, ChangedValue, IndicatorChanged } from '@chitieu/contracts';
import { laneOf } from '@chitieu/domain';

/** `poor-reduction` of Tân Mộc in 2024, ten households planned: on 2024-10-05 a straight line expects 7.6 of them. */
export function poorReduction(reducedBy: number | null, part: Partial<IndicatorChanged> = {}): IndicatorChanged {
  return heard({ group: 'households', values: [value('poor-reduction', reducedBy)], ...part });
}

export function reporting(received: number, part: Partial<IndicatorChanged> = {}): IndicatorChanged {
  return heard({ group: 'reporting', reporting: { expected: 1, received, onTime: received }, ...part });
}

export function heard(part: Partial<IndicatorChanged> = {}): IndicatorChanged {
  const values = part.values ?? [];
  return {
    orgUnit: '07606',
    name: 'Xã Tân Mộc',
    level: 'commune',
    ancestors: ['VN', '24', '219'],
    period: '2024',
    group: 'households',
    indicators: values.map(({ indicator }) => indicator),
    rev: 1,
    values,
    reporting: { expected: 1, received: 1, onTime: 1 },
    ...part,
  };
}

export function value(indicator: string, count: number | null, part: Partial<ChangedValue> = {}): ChangedValue {
  return {
    indicator,
    dimension: null,
    actual: count === null ? null : { num: String(count), den: '1' },
    reason: count === null ? 'not_reported' : null,
    target: { kind: 'countReduced', value: '10', trajectory: { kind: 'linear' }, planId: 'KH-2024', decision: null },
    baseline: { num: '0', den: '1' },
    provisional: true,
    sample: false,
    ...part,
  };
}

export const asEvent = (data: IndicatorChanged): BusEvent<'indicator.changed.v1'> => ({
  id: `${data.orgUnit}-${data.period}-${data.group}-${data.rev}`,
  type: 'indicator.changed.v1',
  subject: `indicator-values:${data.orgUnit}/${data.period}/${data.group}`,
  key: data.orgUnit,
  lane: laneOf(data.orgUnit),
  rev: data.rev,
  time: '2024-10-05T00:00:00.000Z',
  data,
});
