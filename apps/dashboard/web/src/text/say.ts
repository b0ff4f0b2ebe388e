import { useTranslation } from 'react-i18next';
import type { Bilingual } from '@chitieu/contracts';
import type { Language } from '../number/format-number.js';

/** Words, language and the two dictionaries that are looked up by codes from the wire. */
export function useSay() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'vi';
  return {
    t,
    language,
    /** What the API says in both languages. */
    say: (text: Bilingual): string => text[language],
    /** A reason code in words; an unknown one is shown as it is rather than hidden. */
    reason: (code: string): string => (i18n.exists(`reason.${code}`) ? t(`reason.${code}`) : t('reason.unknown', { code })),
    changeLanguage: (to: Language): void => void i18n.changeLanguage(to),
  };
}
