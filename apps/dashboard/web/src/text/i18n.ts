import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../number/format-number.js';
import { en } from './en.js';
import { vi } from './vi.js';

const KEPT_AS = 'chitieu-language';

export function startText(): void {
  const kept = localStorage.getItem(KEPT_AS);
  void i18next.use(initReactI18next).init({
    lng: kept === 'en' ? 'en' : 'vi',
    fallbackLng: 'vi',
    resources: { vi: { translation: vi }, en: { translation: en } },
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
