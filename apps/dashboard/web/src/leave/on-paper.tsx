import type { Surroundings } from './sheet.js';

/** What stands above the figures on paper, in place of the header of the screen. */
export function OnPaper({ around }: { around: Surroundings }) {
  return (
    <div className="on-paper" aria-hidden="true">
      <p className="of-page">{around.title}</p>
      {around.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
