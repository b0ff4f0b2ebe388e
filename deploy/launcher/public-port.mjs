import { freePort, isFree } from './free-port.mjs';
import { LaunchRefusal } from './refusal.mjs';

/**
 * Looked at first of all: nobody wants to wait for a build to hear that the port is taken.
 *
 * @param {number} port 0 takes a free one
 * @param {string} host
 */
export async function choosePublicPort(port, host) {
  if (port === 0) return freePort();
  if (await isFree(port, host)) return port;
  const other = port === 65_535 ? port - 1 : port + 1;
  throw new LaunchRefusal('port-busy', {
    vi: `Cổng ${port} đang bị chương trình khác dùng: hãy dừng chương trình đó, hoặc chọn cổng khác: npm start -- --port ${other}`,
    en: `Port ${port} is busy: stop the program that holds it, or choose another: npm start -- --port ${other}`,
  });
}
