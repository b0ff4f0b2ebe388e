import { ORDINARY, type Run } from '../run.js';
import { review } from '../traffic/contents.js';
import { ownStatement } from '../traffic/statements.js';
import { COMMUNES } from '../traffic/units.js';
import { BOTH, type Row } from './row.js';

const AT_ONCE = 20;

/** Senders that do what senders do: twenty times the same at once, the same version with another content, uploads cut off. */
export const clients: Row = {
  name: 'clients',
  modes: BOTH,
  act: async (run, { isShort, timeIsUp }) => {
    run.traffic.start(ORDINARY);
    for (let round = 1; round <= (isShort ? 5 : 60) && !timeIsUp(); round++) {
      await sameAtOnce(run, round);
      await differentAtOnce(run, round);
      await run.imports.cut(run.chance.between(5, 2_000));
      run.faults += 3;
    }
    await run.recovers('clients that repeat, contradict and hang up');
  },
};

/** One effect: one created, nineteen unchanged. */
async function sameAtOnce(run: Run, round: number): Promise<void> {
  const content = review(run.chance, `SAME-${round}`, run.chance.pick(COMMUNES), '2023');
  const statement = ownStatement('household-reviews', `SAME-${round}`, '2023', 1, content);
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => run.sender.send(statement)));
  const outcomes = answers
    .map(({ body, status }) => body.outcome ?? status)
    .sort()
    .join(' ');
  const wanted = ['created', ...Array.from({ length: AT_ONCE - 1 }, () => 'unchanged')].join(' ');
  if (outcomes !== wanted) run.complaints.push(`${AT_ONCE} identical requests at once: ${outcomes}`);
}

/** Twenty contents for one version: one is kept, the others are told of the conflict. */
async function differentAtOnce(run: Run, round: number): Promise<void> {
  const id = `ONE-${round}`;
  const statements = Array.from({ length: AT_ONCE }, (_, i) =>
    ownStatement('household-reviews', id, '2023', 1, { ...review(run.chance, id, COMMUNES[0]!, '2023'), members: i + 1 }),
  );
  const answers = await Promise.all(statements.map((statement) => run.sender.send(statement)));
  const kept = answers.filter(({ outcome }) => outcome === 'acknowledged').length;
  const refused = answers.filter(({ code }) => code === 'version-conflict').length;
  if (kept !== 1 || refused !== AT_ONCE - 1)
    run.complaints.push(`${AT_ONCE} contents of one version: ${kept} kept, ${refused} refused`);
}
