import type { AlertCaseOnWire, Bilingual, CaseAction, CaseBody } from '@chitieu/contracts';
import {
  acceptReply,
  isOpen,
  ladderOf,
  reopenExplanation,
  replyTo,
  requestExplanation,
  type Acting,
  type ExplanationRefusal,
  type ExplanationStep,
} from '@chitieu/domain';
import { dayInVietnam, ProblemError } from '@chitieu/runtime';
import type { CaseChange, HeldAlert } from './alert-case.js';

type Answer<A extends CaseAction> = (held: HeldAlert, body: CaseBody<A>, acting: Acting) => CaseChange | null;

/** What each thing that people may do with an alert makes of it. */
export const ANSWERS: { [A in CaseAction]: Answer<A> } = {
  assign: ({ body: alert, people }, { by, to, note = null }, { at }) => {
    if (!isOpen(alert)) throw refused('alert-ended');
    if (people.assigned?.to === to && people.assigned.by === by && people.assigned.note === note) return null;
    return { people: { ...people, assigned: { to, by, at, note } }, by, what: 'assigned', reason: note ?? to };
  },
  'request-explanation': ({ body: alert, people }, { by, question, ...days }, acting) => {
    if (!isOpen(alert)) throw refused('alert-ended');
    const policy = { ...days, ladder: ladderOf(alert.ancestors) };
    const step = requestExplanation(people.explanation, question, policy, acting);
    return explained(people, step, by, 'explanation-requested', question);
  },
  reply: ({ people }, { by, text }, acting) => {
    const last = people.explanation?.replies.at(-1);
    if (people.explanation?.state === 'replied' && last?.by === by && last.text === text) return null;
    return explained(people, replyTo(people.explanation, text, acting), by, 'replied', text);
  },
  accept: ({ people }, { by, note }) => explained(people, acceptReply(people.explanation), by, 'explanation-accepted', note),
  reopen: ({ people }, { by, reason }, acting) =>
    explained(people, reopenExplanation(people.explanation, acting), by, 'explanation-reopened', reason),
};

export const actingAt = (by: string, now: Date): Acting => ({ by, at: now.toISOString(), today: dayInVietnam(now) });

function explained(people: AlertCaseOnWire, step: ExplanationStep, by: string, what: string, reason: string): CaseChange {
  if ('refused' in step) throw refused(step.refused, people.explanation);
  const { replies, policy, ...rest } = step.next;
  const explanation = { ...rest, replies: [...replies], policy: { ...policy, ladder: [...policy.ladder] } };
  return { people: { ...people, explanation }, by, what, reason };
}

const REFUSALS: Record<ExplanationRefusal | 'alert-ended', Bilingual> = {
  'alert-ended': { vi: 'Cảnh báo này đã kết thúc.', en: 'This alert has ended.' },
  'already-asked': {
    vi: 'Đã có yêu cầu giải trình chưa được chấp nhận; hãy chờ trả lời, chấp nhận hoặc yêu cầu lại.',
    en: 'An explanation is asked for already; wait for the reply, accept it or reopen it.',
  },
  'not-asked': { vi: 'Chưa có yêu cầu giải trình nào.', en: 'No explanation was asked for.' },
  'not-replied': {
    vi: 'Đơn vị chưa trả lời nên chưa thể chấp nhận.',
    en: 'Nobody has replied yet, so there is nothing to accept.',
  },
  'already-accepted': {
    vi: 'Giải trình đã được chấp nhận; hãy yêu cầu lại (reopen) nếu còn điều chưa rõ.',
    en: 'The explanation was accepted; reopen it if something is still not clear.',
  },
  'still-asked': { vi: 'Yêu cầu giải trình vẫn đang mở.', en: 'The question is still open.' },
};

const refused = (code: keyof typeof REFUSALS, stored?: unknown): ProblemError =>
  new ProblemError(409, code, REFUSALS[code], stored ? { stored } : undefined);
