/** How a figure comes to be printed wrong, and what it would have been. */
export interface Misprint {
  how: 'digits-swapped' | 'ten-times' | 'a-tenth' | 'a-thousand-times' | 'a-thousandth';
  text: string;
}

/** What a printed figure may have been before a common mistake: two digits swapped, or a decimal mark or zeros out of place. */
export function misprintsOf(text: string, kind: 'count' | 'rate'): Misprint[] {
  const scaled: Misprint[] = [
    { how: 'ten-times', text: shifted(text, -1, kind) },
    { how: 'a-tenth', text: shifted(text, 1, kind) },
    { how: 'a-thousand-times', text: shifted(text, -3, kind) },
    { how: 'a-thousandth', text: shifted(text, 3, kind) },
  ];
  const found = [...swaps(text), ...scaled].filter((misprint) => misprint.text !== text && misprint.text !== '');
  return [...new Map(found.map((misprint) => [misprint.text, misprint])).values()];
}

function swaps(text: string): Misprint[] {
  const places = [...text].flatMap((letter, i) => (/\d/.test(letter) ? [i] : []));
  return places.flatMap((a, i) =>
    places.slice(i + 1).map((b): Misprint => {
      const letters = [...text];
      [letters[a], letters[b]] = [letters[b]!, letters[a]!];
      return { how: 'digits-swapped', text: letters.join('') };
    }),
  );
}

/** The decimal mark so many places to the right; '' where a count would lose digits. Grouping marks go. */
function shifted(text: string, places: number, kind: 'count' | 'rate'): string {
  const match = /^(\d+)(?:([.,])(\d+))?( ?%)?$/.exec(kind === 'count' ? text.replace(/(\d)[.,](?=\d{3}([.,]|$))/g, '$1') : text);
  if (!match) return '';
  const [, whole = '', mark = '.', fraction = '', unit = ''] = match;
  const digits = whole.padStart(1 + Math.max(0, -places), '0') + fraction.padEnd(places, '0');
  const at = Math.max(whole.length, 1 - places) + places;
  const [before, behind] = [digits.slice(0, at).replace(/^0+(?=\d)/, ''), digits.slice(at)];
  if (kind === 'count') return /^0*$/.test(behind) ? before : '';
  return `${before}${behind && mark + behind}${unit}`;
}
