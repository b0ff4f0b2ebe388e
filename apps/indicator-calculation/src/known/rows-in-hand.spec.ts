import { expect, it } from '@jest/globals';
import { overRowsInHand } from './rows-in-hand.js';

it('puts rows in hand in the place of tables, behind the parameters that there are', () => {
  const statement = {
    name: 'x',
    text: 'SELECT a FROM projection.plan_state p JOIN projection.plan_state q USING (a) WHERE b = $1',
  };
  expect(overRowsInHand(statement, 1)).toEqual({
    tables: ['plan_state'],
    text:
      'WITH known_plan_state AS MATERIALIZED (SELECT * FROM json_populate_recordset(NULL::projection.plan_state, $2::json)) ' +
      'SELECT a FROM known_plan_state p JOIN known_plan_state q USING (a) WHERE b = $1',
  });
});

it('leaves a statement alone that reads no numbers', () => {
  expect(overRowsInHand('SELECT 1', 0)).toEqual({ text: 'SELECT 1', tables: [] });
});
