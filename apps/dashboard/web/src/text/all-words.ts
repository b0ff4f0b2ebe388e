import { words as answering } from '../answering/words.js';
import { words as notes } from '../notes/words.js';
import { PAGES } from '../pages.js';
import { words as savedViews } from '../saved-views/words.js';
import { words as wall } from '../wall/words.js';
import { en } from './en.js';
import type { WordTree } from './page-words.js';
import { vi } from './vi.js';

const ofPages = (language: 'vi' | 'en'): WordTree => Object.fromEntries(PAGES.map(({ id, words }) => [id, words[language]]));

/** Words of what stands on several pages. */
const PARTS = { answering, notes, 'saved-views': savedViews, wall };
const ofParts = (language: 'vi' | 'en'): WordTree =>
  Object.fromEntries(Object.entries(PARTS).map(([id, words]) => [id, words[language]]));

/** Every word there is: of the frame and the first screen, and of each page under its id. */
export const ALL_WORDS: Record<'vi' | 'en', WordTree> = {
  vi: { ...vi, ...ofParts('vi'), ...ofPages('vi') },
  en: { ...en, ...ofParts('en'), ...ofPages('en') },
};
