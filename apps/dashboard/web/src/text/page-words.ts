/** The words of one page in both languages, with the same keys. */
export interface PageWords {
  vi: WordTree;
  en: WordTree;
}

export interface WordTree {
  [key: string]: string | WordTree;
}
