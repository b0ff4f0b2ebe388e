import type { FastifyReply } from 'fastify';

const PROBLEMS = {
  'unknown-call': {
    status: 404,
    vi: 'Không có lời gọi API này. Danh sách đầy đủ: /api/v1/openapi.json.',
    en: 'There is no such API call. The full list: /api/v1/openapi.json.',
  },
  unavailable: {
    status: 503,
    vi: 'Tiến trình phía sau chưa trả lời. Nếu vừa gửi số liệu, hãy gửi lại đúng nội dung đó: gửi trùng không làm thay đổi số.',
    en: 'The process behind does not answer. If this was a write, send the same body again: a repeat changes nothing.',
  },
  'no-such-file': {
    status: 404,
    vi: 'Không có tệp này. Trang đã được cập nhật: hãy tải lại.',
    en: 'There is no such file. The pages have been updated: reload.',
  },
  'pages-not-built': {
    status: 503,
    vi: 'Chưa dựng trang. Chạy: npm run build.',
    en: 'The pages are not built. Run: npm run build.',
  },
} as const;

export type GatewayProblem = keyof typeof PROBLEMS;

const RETRY_AFTER_SECONDS = 2;

/** The gateway's own refusals, in the same shape as every other process's. */
export function sendProblem(reply: FastifyReply, code: GatewayProblem): FastifyReply {
  const { status, vi, en } = PROBLEMS[code];
  if (status === 503) void reply.header('retry-after', RETRY_AFTER_SECONDS);
  return reply
    .code(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send({ type: `urn:chitieu:problem:${code}`, title: en, status, code, detail: { vi, en } });
}
