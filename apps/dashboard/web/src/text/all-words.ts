import { words as answering } from '../answering/words.js';
import { words as notes } from '../notes/words.js';
import { PAGES } from '../pages.js';
import { words as savedViews } from '../saved-views/words.js';
import { en } from './en.js';
import type { WordTree } from './page-words.js';
import { vi } from './vi.js';

const ofPages = (language: 'vi' | 'en'): WordTree => Object.fromEntries(PAGES.map(({ id, words }) => [id, words[language]]));

/** Every word there is: of the frame and the first screen, and of each page under its id. */
export const ALL_WORDS: Record<'vi' | 'en', WordTree> = {
  vi: { ...vi, answering: answering.vi, notes: notes.vi, 'saved-views': savedViews.vi, ...ofPages('vi') },
  en: { ...en, answering: answering.en, notes: notes.en, 'saved-views': savedViews.en, ...ofPages('en') },
};
