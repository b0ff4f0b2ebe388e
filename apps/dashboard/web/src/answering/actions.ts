import type { AlertOnWire } from '@chitieu/contracts';
import { readJson } from '../api/read.js';

/** What somebody may do with an alert. */
export const ACTIONS = ['acknowledge', 'assign', 'request-explanation', 'reply', 'accept', 'reopen', 'silence'] as const;
export type Action = (typeof ACTIONS)[number];

interface Said {
  by: string;
  why: string;
  /** What the action asks for beside who and why. */
  more: string;
}

interface ActionForm {
  longestWhy: number;
  /** Of the third field; none: there is none. */
  more?: { type: 'text' | 'number' | 'date'; first: string };
  bodyOf: (said: Said) => object;
}

const REPLY_WITHIN_WORKING_DAYS = '5';
/** A silence ends when offices close. */
const OFFICES_CLOSE = 'T17:00:00+07:00';

export const FORMS: Readonly<Record<Action, ActionForm>> = {
  acknowledge: { longestWhy: 500, bodyOf: ({ by, why }) => ({ by, note: why }) },
  assign: { longestWhy: 500, more: { type: 'text', first: '' }, bodyOf: ({ by, why, more }) => ({ by, to: more, note: why }) },
  'request-explanation': {
    longestWhy: 1_000,
    more: { type: 'number', first: REPLY_WITHIN_WORKING_DAYS },
    bodyOf: ({ by, why, more }) => ({ by, question: why, replyWithinWorkingDays: Number(more) }),
  },
  reply: { longestWhy: 4_000, bodyOf: ({ by, why }) => ({ by, text: why }) },
  accept: { longestWhy: 500, bodyOf: ({ by, why }) => ({ by, note: why }) },
  reopen: { longestWhy: 500, bodyOf: ({ by, why }) => ({ by, reason: why }) },
  silence: {
    longestWhy: 500,
    more: { type: 'date', first: '' },
    bodyOf: ({ by, why, more }) => ({ by, reason: why, until: more + OFFICES_CLOSE }),
  },
};

/** Those that fit how the alert stands. */
export function actionsFor({ resolvedAt, acknowledged, explanation, silenced }: AlertOnWire): Action[] {
  const isOpen = resolvedAt === null;
  const fits: Record<Action, boolean> = {
    acknowledge: isOpen && !acknowledged,
    assign: isOpen,
    'request-explanation': isOpen && !explanation,
    reply: explanation?.state === 'asked',
    accept: explanation?.state === 'replied',
    reopen: explanation?.state === 'replied' || explanation?.state === 'accepted',
    silence: isOpen && !silenced,
  };
  return ACTIONS.filter((action) => fits[action]);
}

export const answerAlert = (alert: string, action: Action, body: object): Promise<unknown> =>
  readJson(`alerts/${encodeURIComponent(alert)}/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
