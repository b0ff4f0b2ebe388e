/**
 * Mistakes that the oracle must see, as changes of the built files' text. A text that is not found there any more fails the
 * process that loads it: a check that no longer plants anything must not look green.
 *
 * @type {Record<string, { what: string, changes: { file: string, from: string, to: string }[] }>}
 */
export const MUTATIONS = {
  'no-fence': {
    what: 'the offset row is read without FOR UPDATE',
    changes: [
      { file: 'libs/messaging/dist/outbox-place.js', from: 'FOR UPDATE SKIP LOCKED', to: '' },
      { file: 'libs/messaging/dist/kafka-place.js', from: 'FOR UPDATE OF c SKIP LOCKED', to: '' },
    ],
  },
  'id-order': {
    what: 'the outbox is read by position alone, without the horizon',
    changes: [
      {
        file: 'libs/messaging/dist/outbox-table.js',
        from: '(o.xid, o.pos) > ($1::xid8, $2::bigint) AND o.xid < ${HORIZON}',
        to: "o.pos > $2::bigint AND $1::xid8 >= '0'",
      },
      { file: 'libs/messaging/dist/outbox-table.js', from: 'ORDER BY o.xid, o.pos LIMIT $4', to: 'ORDER BY o.pos LIMIT $4' },
    ],
  },
  'offset-first': {
    what: 'the offset is committed before the data, in a transaction of its own',
    changes: [
      {
        file: 'libs/messaging/dist/apply-batch.js',
        from: 'return database.transaction(',
        to: `const taken = await database.transaction(async (first) => {
          const all = await place.take(first);
          if (all !== null) await place.moveOn(first);
          return all;
        });
        return database.transaction(`,
      },
      { file: 'libs/messaging/dist/apply-batch.js', from: 'await place.take(tx)', to: 'taken' },
      { file: 'libs/messaging/dist/apply-batch.js', from: 'await place.moveOn(tx);', to: '' },
    ],
  },
};
