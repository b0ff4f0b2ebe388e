import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useSay } from '../text/say.js';

/** Day or night: the system's until the reader chooses, then the reader's. */
export function ThemeChoice() {
  const { t } = useSay();
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const isDark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  const word = t(isDark ? 'header.toLight' : 'header.toDark');
  return (
    <button
      type="button"
      className="theme"
      title={word}
      aria-pressed={isDark}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      <span aria-hidden="true">◐</span>
      <span className="unseen">{t('header.toDark')}</span>
    </button>
  );
}
