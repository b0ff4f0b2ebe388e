import type { Confidence } from './plan-draft.js';
import { programmeIn, projectsNamed } from './programmes.js';
import type { Passage } from './sections.js';

/** What a line says it is about: a project of a programme. */
export interface ProjectHead {
  isSub: boolean;
  programme: string | null;
  project: string | null;
  subProject: string | null;
  reason: string | null;
  name: string;
  confidence: Confidence;
}

const NUMBERED =
  /^(?:thuc hien |kinh phi (?:thuc hien )?|von )?(tieu du an|du an|tda|da)(?: thanh phan)?(?: so)? ?(\d{1,2})\b[\s:.,;–-]*/;
const UNNUMBERED = /^(?:tieu )?du an[\s:]+(?=\p{L})/u;
const CONTENT = /^(noi dung|hoat dong)(?: thanh phan)?(?: so)? (\d{1,2})\b[\s:.,;–-]*/;
const NAME_NEAR_THE_BEGINNING = 40;

/** @param above the project that is open, which a sub-project belongs to */
export function projectHead(
  text: string,
  { folded, programme }: Pick<Passage, 'folded' | 'programme'>,
  above: ProjectHead | null,
): ProjectHead | null {
  const numbered = NUMBERED.exec(folded);
  if (numbered) {
    const [whole, word = '', number = ''] = numbered;
    const name = nameOf(text.slice(whole.length).replace(/^\([^)]*\)[\s:.,–-]*/, ''));
    const named = programmeIn(folded.slice(whole.length)) ?? programme;
    return word === 'tieu du an' || word === 'tda'
      ? subProject(number, name, folded.slice(whole.length), above, named)
      : mainProject(number, name, folded.slice(whole.length), named);
  }
  const content = CONTENT.exec(folded);
  if (content && above?.programme === 'DTTS1719') {
    const name = nameOf(text.slice(content[0].length));
    return { ...above, isSub: true, subProject: `ND${Number(content[2])}`, name: name || text, confidence: 'medium' };
  }
  const behind = UNNUMBERED.exec(folded)?.[0].length ?? 0;
  return namedProject(text.slice(behind), folded.slice(behind), behind > 0);
}

/** Up to the amount or the colon in front of it. */
const nameOf = (text: string): string =>
  /^(.*?)(?:[:;]? ?(?:kinh phí|với|tổng)?[ :]*\d[\d.,]* ?(?:tỷ|tỉ|triệu|nghìn|ngàn|đồng|tr)|[:;.|] |[:;.]$|$)/iu
    .exec(text)?.[1]
    ?.trim() ?? '';

function mainProject(number: string, name: string, folded: string, context: string | null): ProjectHead {
  const project = `DA${Number(number)}`;
  const head = { isSub: false, project, subProject: null, name };
  const named = projectsNamed(folded);
  const fits =
    named.find((candidate) => candidate.project === project && (context === null || candidate.programme === context)) ??
    named.find((candidate) => candidate.project === project);
  if (fits) return { ...head, programme: fits.programme, reason: null, confidence: 'high' };
  if (named.length > 0) {
    return { ...head, programme: null, project: null, reason: 'number-and-name-differ', confidence: 'low' };
  }
  return context !== null
    ? { ...head, programme: context, reason: null, confidence: 'medium' }
    : { ...head, programme: null, reason: 'programme-not-named', confidence: 'low' };
}

function subProject(
  number: string,
  name: string,
  folded: string,
  above: ProjectHead | null,
  context: string | null,
): ProjectHead {
  const head = { isSub: true, subProject: `TDA${Number(number)}`, name };
  const fits = projectsNamed(folded).find(({ subProject: sub }) => sub === head.subProject);
  const of = /^\W*thuoc du an (\d{1,2})/.exec(folded)?.[1];
  if (fits && (above?.project == null || above.project !== fits.project || above.programme !== fits.programme)) {
    return { ...head, programme: fits.programme, project: fits.project, reason: null, confidence: 'medium' };
  }
  if (of !== undefined) return { ...mainProject(of, name, '', context), ...head };
  if (above?.project) {
    return { ...head, programme: above.programme, project: above.project, reason: above.reason, confidence: above.confidence };
  }
  return { ...head, programme: context, project: null, reason: 'project-not-named', confidence: 'low' };
}

function namedProject(text: string, folded: string, saysProject: boolean): ProjectHead | null {
  const [named] = projectsNamed(folded.slice(0, 200));
  if (!named || (!saysProject && folded.search(named.words) > NAME_NEAR_THE_BEGINNING)) return null;
  const { programme, project, subProject: sub = null } = named;
  return { isSub: sub !== null, programme, project, subProject: sub, reason: null, name: nameOf(text), confidence: 'medium' };
}
