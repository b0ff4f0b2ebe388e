import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../number/format-number.js';
import { ALL_WORDS } from './all-words.js';

const KEPT_AS = 'chitieu-language';

export function startText(): void {
  const kept = localStorage.getItem(KEPT_AS);
  void i18next.use(initReactI18next).init({
    lng: kept === 'en' ? 'en' : 'vi',
    fallbackLng: 'vi',
    resources: { vi: { translation: ALL_WORDS.vi }, en: { translation: ALL_WORDS.en } },
    interpolation: { escapeValue: false }, // React escapes
  });
  const tellDocument = (language: string): void => void (document.documentElement.lang = language);
  tellDocument(i18next.language);
  i18next.on('languageChanged', (language) => {
    localStorage.setItem(KEPT_AS, language);
    tellDocument(language);
  });
}

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'vi');
