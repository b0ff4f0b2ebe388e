import type { PrintedFigure, PrintedTable } from './printed-table.js';
import { add, compareRatios, divide, ratio, type Ratio } from '../ratio.js';

export type LawName =
  | 'rows-add-up'
  | 'columns-add-up'
  | 'one-denominator'
  | 'rate-of-the-whole-lies-between'
  | 'part-is-no-larger'
  | 'rate-is-at-most-100';

/** What must hold between figures of a table, whatever they count. */
export interface Law {
  name: LawName;
  figures: PrintedFigure[];
  holds: (as: ReadAs) => boolean;
  /** The sums and bounds as they come out, for a reader who checks them. */
  arithmetic: string;
}

/** What a figure is read as: itself, or what it would be if it were mended. */
export type ReadAs = (figure: PrintedFigure) => PrintedFigure;

export const asPrinted: ReadAs = (figure) => figure;

const MANY_COLUMNS = 12;
const HUNDRED = ratio(100n);
const ZERO = ratio(0n);

/**
 * The laws of a table. Which columns are parts of another one, and which share a denominator, is taken from the table itself: from what holds in
 * most of the rows and in two at least.
 */
export function lawsOf(table: PrintedTable): Law[] {
  return [
    ...rowsAddUp(table),
    ...columnsAddUp(table),
    ...oneDenominator(table),
    ...between(table),
    ...noLarger(table),
    ...atMost100(table),
  ];
}

const columnsOf = (table: PrintedTable, kind: 'count' | 'rate'): number[] =>
  table.columns.flatMap((column, i) => (column.kind === kind ? [i] : []));

/** Whole and parts of a column; null where one is missing, since then nothing can be said of their sum. */
function wholeAndParts(
  { figures, whole }: PrintedTable,
  column: number,
): { total: PrintedFigure; parts: PrintedFigure[] } | null {
  if (whole === null || figures.length < 3) return null;
  const all = figures.map((row) => row[column]);
  if (!all.every((figure) => figure != null)) return null;
  return { total: all[whole]!, parts: all.filter((_, row) => row !== whole) };
}

const sumOf = (figures: PrintedFigure[], as: ReadAs): Ratio => figures.map((f) => as(f).value).reduce(add, ZERO);
const isSame = (a: Ratio, b: Ratio): boolean => compareRatios(a, b) === 0;
const say = (r: Ratio): string => (r.den === 1n ? r.num.toString() : asNumber(r).toFixed(2));

function addsUp(name: LawName, total: PrintedFigure, parts: PrintedFigure[]): Law {
  const sum = sumOf(parts, asPrinted);
  return {
    name,
    figures: [total, ...parts],
    holds: (as) => isSame(as(total).value, sumOf(parts, as)),
    arithmetic: `${parts.map(({ text }) => text).join(' + ')} = ${say(sum)}; ${total.text}`,
  };
}

function rowsAddUp(table: PrintedTable): Law[] {
  return columnsOf(table, 'count').flatMap((column) => {
    const found = wholeAndParts(table, column);
    return found ? [addsUp('rows-add-up', found.total, found.parts)] : [];
  });
}

/** Columns of counts that are the sum of two to four others; of two, where there are so many that a sum could be chance. */
function columnsAddUp(table: PrintedTable): Law[] {
  const counts = columnsOf(table, 'count');
  const most = counts.length > MANY_COLUMNS ? 2 : 4;
  return counts.flatMap((whole) =>
    combinations(
      counts.filter((column) => column !== whole),
      most,
    ).flatMap((parts) => {
      const laws = table.figures.flatMap((row) => {
        const all = [whole, ...parts].map((column) => row[column]);
        return all.every((figure) => figure != null && figure.value.num > 0n)
          ? [addsUp('columns-add-up', all[0]!, all.slice(1) as PrintedFigure[])]
          : [];
      });
      return isTheRule(laws) ? laws : [];
    }),
  );
}

const isTheRule = (laws: Law[]): boolean => {
  const kept = laws.filter(({ holds }) => holds(asPrinted)).length;
  return kept >= 2 && kept * 2 > laws.length;
};

function combinations(of: number[], most: number): number[][] {
  const all = of.reduce<number[][]>(
    (sets, column) => [...sets, ...sets.filter((set) => set.length < most).map((set) => [...set, column])],
    [[]],
  );
  return all.filter((set) => set.length >= 2);
}

interface Pair {
  count: PrintedFigure;
  rate: PrintedFigure;
}

const pairsOf = ({ columns, figures }: PrintedTable, row: number): Pair[] =>
  columns.flatMap(({ of }, column) => {
    const [count, rate] = [of === null ? null : figures[row]![of], figures[row]![column]];
    return count && rate && rate.high.num > 0n ? [{ count, rate }] : [];
  });

/** What a count was divided by, so that its rate rounds to what is printed. `high` is null without a bound. */
function denominators({ count, rate }: Pair, as: ReadAs): { low: Ratio; high: Ratio | null } {
  const [c, r] = [as(count), as(rate)];
  const times100 = ratio(c.value.num * 100n, c.value.den);
  return { low: divide(times100, r.high) ?? ZERO, high: divide(times100, r.low) };
}

/** As if the rate were exact. */
const printedDenominator = ({ count, rate }: Pair, as: ReadAs): number => asNumber(as(count).value) / asNumber(as(rate).value);

const asNumber = ({ num, den }: Ratio): number => Number(num) / Number(den);

const overlap = (a: ReturnType<typeof denominators>, b: ReturnType<typeof denominators>): boolean =>
  (b.high === null || compareRatios(a.low, b.high) <= 0) && (a.high === null || compareRatios(b.low, a.high) <= 0);

const sayRange = ({ low, high }: ReturnType<typeof denominators>): string =>
  `${say(ratio(low.num / low.den))}–${high === null ? '∞' : say(ratio(high.num / high.den))}`;

/** Counts of a row whose rates were taken of the same households. */
function oneDenominator(table: PrintedTable): Law[] {
  const all = table.figures.flatMap((_, row) => {
    const pairs = pairsOf(table, row);
    return pairs.flatMap((a, i) => pairs.slice(i + 1).map((b) => sharesDenominator(a, b)));
  });
  const columnsOfLaw = ({ figures }: Law): string => figures.map(({ column }) => column).join();
  return [...new Set(all.map(columnsOfLaw))]
    .map((columns) => all.filter((law) => columnsOfLaw(law) === columns))
    .filter(isTheRule)
    .flat();
}

const sharesDenominator = (a: Pair, b: Pair): Law => ({
  name: 'one-denominator',
  figures: [a.count, a.rate, b.count, b.rate],
  holds: (as) => overlap(denominators(a, as), denominators(b, as)),
  arithmetic: [a, b]
    .map((pair) => `${pair.count.text} ÷ ${pair.rate.text} % = ${sayRange(denominators(pair, asPrinted))}`)
    .join('; '),
});

/**
 * How far apart lie what a row's rates were taken of, and the parts' households and the whole's: 0 where they are the same. No law, since rates
 * are rounded and parts may be counted otherwise than the whole; but of two ways to mend a table the one with less is the likelier.
 */
export function strainOf(table: PrintedTable, as: ReadAs): number {
  const rows = table.figures.map((_, row) => pairsOf(table, row));
  const apart = (a: number, b: number): number => {
    const times = Math.log(a / b);
    return Number.isFinite(times) ? Math.abs(times) : 0; // a rate of 0 says nothing
  };
  const within = rows.flatMap((pairs) =>
    pairs.slice(1).map((pair) => apart(printedDenominator(pair, as), printedDenominator(pairs[0]!, as))),
  );
  const across = columnsOf(table, 'rate').map((column) => {
    const ofColumn = rows.map((pairs) => pairs.find(({ rate }) => rate.column === column));
    if (table.whole === null || !ofColumn.every((pair) => pair !== undefined)) return 0;
    const parts = ofColumn.filter((_, row) => row !== table.whole).map((pair) => printedDenominator(pair, as));
    return apart(
      parts.reduce((a, b) => a + b, 0),
      printedDenominator(ofColumn[table.whole]!, as),
    );
  });
  return [...within, ...across].reduce((a, b) => a + b, 0);
}

function between(table: PrintedTable): Law[] {
  return columnsOf(table, 'rate').flatMap((column) => {
    const found = wholeAndParts(table, column);
    if (!found) return [];
    const { total, parts } = found;
    const least = (as: ReadAs): Ratio => parts.map((part) => as(part).low).reduce((a, b) => (compareRatios(a, b) < 0 ? a : b));
    const most = (as: ReadAs): Ratio => parts.map((part) => as(part).high).reduce((a, b) => (compareRatios(a, b) > 0 ? a : b));
    return [
      {
        name: 'rate-of-the-whole-lies-between' as const,
        figures: [total, ...parts],
        holds: (as: ReadAs) => compareRatios(as(total).high, least(as)) >= 0 && compareRatios(as(total).low, most(as)) <= 0,
        arithmetic: `${say(least(asPrinted))} … ${say(most(asPrinted))}; ${total.text}`,
      },
    ];
  });
}

/** A part that is printed beside its whole, whether or not the other parts are. */
function noLarger({ figures, whole, columns }: PrintedTable): Law[] {
  if (whole === null) return [];
  return columns.flatMap(({ kind }, column) => {
    const total = figures[whole]![column];
    if (kind !== 'count' || !total) return [];
    return figures.flatMap((row, r) => {
      const part = row[column];
      if (!part || r === whole) return [];
      const holds = (as: ReadAs): boolean => compareRatios(as(part).value, as(total).value) <= 0;
      return [{ name: 'part-is-no-larger' as const, figures: [total, part], holds, arithmetic: `${part.text} > ${total.text}` }];
    });
  });
}

function atMost100({ figures }: PrintedTable): Law[] {
  return figures.flat().flatMap((figure) =>
    figure?.kind === 'rate'
      ? [
          {
            name: 'rate-is-at-most-100' as const,
            figures: [figure],
            holds: (as: ReadAs) => compareRatios(as(figure).low, HUNDRED) <= 0,
            arithmetic: `${figure.text} % > 100 %`,
          },
        ]
      : [],
  );
}
