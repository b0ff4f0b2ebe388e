import { describe, expect, it } from '@jest/globals';
import { readSettings } from './settings.js';
import { inScope, LOCAL_VIEWER, viewerFromWire, viewerToWire, type Viewer } from './viewer.js';

const COMMUNE: Viewer = { id: 'tm', name: 'Cán bộ xã Tân Mộc', roles: ['officer'], view: ['07606'], capture: [] };

describe('the viewer', () => {
  it('crosses the wire as it is; no header is the local viewer; a broken one is nobody', () => {
    expect(viewerFromWire(viewerToWire(COMMUNE))).toEqual(COMMUNE);
    expect(viewerFromWire(undefined)).toBe(LOCAL_VIEWER);
    expect(['', 'x', viewerToWire({ ...COMMUNE, view: [] })].map(viewerFromWire)).toEqual([null, null, null]);
  });

  it.each([
    ['everything', '07609', ['219'], true],
    [['07606'], '07606', ['219'], true],
    [['219'], '07606', ['VN', '24', '219'], true],
    [['07606'], '07609', ['219'], false],
    [['07606'], '219', ['24'], false],
    [[], '07606', ['219'], false],
  ] as const)('scope %j holds %s below %j: %s', (scope, unit, above, held) => {
    expect(inScope(scope, unit, above)).toBe(held);
  });

  it('is a setting that says what is wrong with it', () => {
    const read = (CHITIEU_VIEWER: string) =>
      readSettings({ CHITIEU_DATABASE_URL: 'postgresql://x', CHITIEU_VIEWER }).CHITIEU_VIEWER;
    expect(read(JSON.stringify(COMMUNE))).toEqual(COMMUNE);
    expect(() => read('{')).toThrow('CHITIEU_VIEWER: must be JSON');
    expect(() => read('{"id":"x","name":"x","view":["0 7"],"capture":[]}')).toThrow('CHITIEU_VIEWER');
  });
});
