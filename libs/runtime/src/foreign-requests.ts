import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from './settings.js';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses a request whose `Host` is not ours (DNS rebinding) or whose `Origin` is another site's (cross-site writes):
 * until accounts exist, being on this machine is the only credential.
 */
export function refuseForeign(settings: Settings) {
  const names = [
    ...LOOPBACK_NAMES,
    ...settings.CHITIEU_ALLOWED_HOSTS.split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  ];
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const host = hostName(`http://${request.headers.host ?? ''}`);
    if (host === null || !names.includes(host)) return refuse(reply, 421, 'foreign-host', 'Host');
    const { origin } = request.headers;
    if (origin !== undefined && (hostName(origin) === null || origin.replace(/^https?:\/\//, '') !== request.headers.host)) {
      return refuse(reply, 403, 'foreign-origin', 'Origin');
    }
    return undefined;
  };
}

function hostName(url: string): string | null {
  try {
    return new URL(url).hostname || null;
  } catch {
    return null;
  }
}

function refuse(reply: FastifyReply, status: number, code: string, header: string): FastifyReply {
  const detail = {
    vi: `Yêu cầu bị từ chối: tiêu đề ${header} không phải của máy chủ này.`,
    en: `Refused: the ${header} header does not name this server. Use the address that the start line printed.`,
  };
  return reply
    .code(status)
    .header('content-type', 'application/problem+json')
    .send({ type: `urn:chitieu:problem:${code}`, title: detail.en, status, code, detail });
}
