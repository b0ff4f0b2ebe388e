import type { Sheet } from './sheet.js';

/** More than this a browser makes slowly and nobody reads; the file says what was cut. */
const MOST_ROWS = 20_000;

/** The tables of the page as they stand: same rows, order, filters and figures; nothing that the reader may not see. */
export function tablesOnScreen(within: ParentNode = document): Sheet[] {
  return [...within.querySelectorAll<HTMLTableElement>('main table.units')].map((table) => {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    const all = Math.max(rows.length, Number(table.getAttribute('aria-rowcount') ?? 0) - 1);
    const leaving = rows.slice(0, MOST_ROWS);
    return {
      name: table.getAttribute('aria-label') ?? titleAbove(table),
      columns: [...(table.tHead?.rows[0]?.cells ?? [])].map(textOf),
      rows: leaving.map((row) => [...row.cells].map(textOf)),
      cutFrom: all > leaving.length ? all : null,
    };
  });
}

const titleAbove = (table: Element): string => table.closest('section')?.querySelector('h2')?.textContent?.trim() ?? '';

/** What a reader reads in a cell; of a drawing without words beside it, what it says to those who cannot see it. */
export function textOf(cell: Element): string {
  const visible = wordsOf(cell);
  return visible || (cell.querySelector('svg')?.getAttribute('aria-label') ?? '');
}

function wordsOf(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  // A second mark beside the state is a shape alone on the screen; in a file it is its word.
  for (const also of copy.querySelectorAll('.also')) also.replaceWith(` · ${also.getAttribute('title') ?? ''}`);
  for (const unsaid of copy.querySelectorAll('.unseen, [aria-hidden="true"], svg, form')) unsaid.remove();
  const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  const words: string[] = [];
  while (walk.nextNode()) words.push(walk.currentNode.nodeValue ?? '');
  return words.join(' ').replaceAll(/\s+/g, ' ').trim();
}
