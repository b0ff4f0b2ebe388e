import { WRITABLE, type EventType, type WritableKind } from '@chitieu/contracts';

type Content = Record<string, unknown>;

/** What the pipeline has to know of a kind: all of it is here, no step branches on the kind by itself. */
export interface Writable {
  kind: WritableKind;
  event: EventType;
  /** Its address below /api/v1; the parameters are the fields of its key. */
  path: string;
  keyFields: string[];
  /** First part of the event's subject. */
  noun: string;
  unitField: 'commune' | 'orgUnit' | 'code';
  idOf: (key: Content) => string;
  periodOf: (key: Content) => string;
  /** Fields a tombstone carries beside `ver` and `retracted`, from the fact's key and unit. */
  tombstone: (key: { id: string; period: string; unit: string }, content: Content) => Content;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const simple = (kind: WritableKind, path: string, idField: string, noun: string): Writable => ({
  kind,
  event: WRITABLE[kind].event,
  path: `${path}/:${idField}`,
  keyFields: [idField],
  noun,
  unitField: 'orgUnit',
  idOf: (key) => text(key[idField]),
  periodOf: () => '',
  tombstone: ({ id, unit }, content) => ({
    [idField]: id,
    orgUnit: unit,
    ...(content['period'] !== undefined && { period: content['period'] }),
  }),
});

const household: Writable = {
  kind: 'household-reviews',
  event: 'household.reviewed.v1',
  path: 'households/:householdId/reviews/:period',
  keyFields: ['householdId', 'period'],
  noun: 'household',
  unitField: 'commune',
  idOf: (key) => text(key['householdId']),
  periodOf: (key) => text(key['period']),
  tombstone: ({ id, period, unit }) => ({ householdId: id, period, commune: unit }),
};

const orgUnit: Writable = {
  kind: 'org-units',
  event: 'org-unit.changed.v1',
  path: 'org-units/:code/:validFrom',
  keyFields: ['code', 'validFrom'],
  noun: 'org-unit',
  unitField: 'code',
  // Identity of a unit is (code, validFrom): codes are given out again.
  idOf: (key) => `${text(key['code'])}/${text(key['validFrom'])}`,
  periodOf: () => '',
  tombstone: ({ id }) => ({ code: id.split('/')[0], validFrom: id.split('/')[1] }),
};

export const WRITABLES: Record<WritableKind, Writable> = {
  'household-reviews': household,
  disbursements: simple('disbursements', 'disbursements', 'voucherId', 'disbursement'),
  plans: simple('plans', 'plans', 'planId', 'plan'),
  declarations: simple('declarations', 'declarations', 'declarationId', 'declaration'),
  activities: simple('activities', 'activities', 'activityId', 'activity'),
  'org-units': orgUnit,
};
