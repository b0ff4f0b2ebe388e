import { describe, expect, it } from '@jest/globals';
import type { ProblemError } from '@chitieu/runtime';
import { readDrop, readFilter, readReplay } from './dead-letter-requests.js';

const pointers = (read: () => unknown): string[] => {
  try {
    read();
  } catch (error) {
    return ((error as ProblemError).extra.errors as { pointer: string }[]).map(({ pointer }) => pointer);
  }
  return [];
};

describe('requests about dead letters', () => {
  it('reads a filter, with and without values', () => {
    expect(readFilter({})).toEqual({ limit: 100 });
    expect(readFilter({ group: 'alerting', reason: '', ids: '3,17', limit: '5', after: '9' })).toEqual({
      group: 'alerting',
      ids: ['3', '17'],
      limit: 5,
      after: '9',
    });
  });

  it.each([
    [{ limit: 'x' }, ['/limit']],
    [{ limit: '501', after: 'x', more: '1' }, ['/limit', '/after', '/more']],
    [{ ids: '1,,2' }, ['/ids']],
    [{ group: ['a', 'b'] }, ['/group']],
  ])('names what is wrong in the query %j', (query, wrong) => expect(pointers(() => readFilter(query))).toEqual(wrong));

  it.each([{ ids: ['1', '22'] }, { group: 'relay' }, { group: 'relay', reason: 'too-large', after: '7' }])('replays %j', (body) =>
    expect(readReplay(body)).toEqual(body),
  );

  it.each([
    [null, ['']],
    [[], ['']],
    [{}, ['/group']],
    [{ ids: [] }, ['/ids']],
    [{ ids: ['1', 'x'] }, ['/ids/1']],
    [{ ids: ['9'.repeat(19)] }, ['/ids/0']],
    [{ ids: ['1'], group: 'g' }, ['/group']],
    [{ ids: Array(1001).fill('1') }, ['/ids']],
    [{ group: 'g', __proto__: null, why: 1 }, ['/why']],
  ])('names what is wrong in a replay %#', (body, wrong) => expect(pointers(() => readReplay(body))).toEqual(wrong));

  it('drops only with a reason', () => {
    expect(readDrop({ ids: ['1'], reason: 'sent again' })).toEqual({ ids: ['1'], reason: 'sent again' });
    expect(pointers(() => readDrop({ ids: ['1'], reason: '' }))).toEqual(['/reason']);
    expect(pointers(() => readDrop({ ids: ['1'] }))).toEqual(['/reason']);
  });
});
