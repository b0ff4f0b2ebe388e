import { describe, expect, it } from '@jest/globals';
import { failpoint, FAILPOINTS, readFailpoints } from './failpoint.js';
import { readSettings, SettingsError } from './settings.js';

describe('failpoints', () => {
  it('do nothing while the environment names none', () => {
    for (const step of FAILPOINTS) expect(failpoint(step)).toBeUndefined();
  });

  it('name the call at which the process ends', () => {
    const decide = readFailpoints('after-validate:kill@3').get('after-validate')!;
    expect([1, 2, 3, 4].map(decide)).toEqual([null, null, 'SIGKILL', null]);
  });

  it('name a probability, several at once', () => {
    const read = readFailpoints('after-publish:kill:1,mid-import:stop:1.0,mid-delivery:kill:0');
    expect([...read].map(([step, decide]) => [step, decide()])).toEqual([
      ['after-publish', 'SIGKILL'],
      ['mid-import', 'SIGSTOP'],
      ['mid-delivery', null],
    ]);
  });

  it.each(['', 'after-lunch:kill@1', 'after-publish', 'after-publish:kill', 'after-publish:kill@0', 'after-publish:kill:2'])(
    'refuse "%s"',
    (text) => expect(() => readFailpoints(text)).toThrow(/CHITIEU_TEST_FAILPOINT/),
  );

  it('are no setting: a misspelt one is refused with the rest', () => {
    const given = { CHITIEU_DATABASE_URL: 'postgresql://127.0.0.1/x' };
    expect(readSettings({ ...given, CHITIEU_TEST_FAILPOINT: 'mid-import:kill@1' })).not.toHaveProperty('CHITIEU_TEST_FAILPOINT');
    expect(() => readSettings({ ...given, CHITIEU_TEST_FAILPOINTS: 'mid-import:kill@1' })).toThrow(SettingsError);
  });
});
