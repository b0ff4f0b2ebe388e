import { createTransport } from 'nodemailer';
import type { WrittenMessage } from '@chitieu/contracts';
import type { JobHandler } from '@chitieu/jobs';
import type { AlertingTables } from '@chitieu/persistence';
import type { Clock } from '@chitieu/runtime';
import { deliver, DeliveryError, type Delivery } from './deliver.js';

const ANSWER_WITHIN_MS = 10_000;

export interface MailServer {
  /** smtp:// or smtps://, with user and password where the server asks for them. */
  url: string;
  from: string;
}

/** As it stands in the row: to whom, and what. */
export interface EmailBody extends WrittenMessage {
  to: { name: string; address: string };
}

export function deliverByEmail(tables: AlertingTables, clock: Clock, { url, from }: MailServer): JobHandler<Delivery> {
  const timeouts = {
    connectionTimeout: ANSWER_WITHIN_MS,
    greetingTimeout: ANSWER_WITHIN_MS,
    socketTimeout: ANSWER_WITHIN_MS,
    dnsTimeout: ANSWER_WITHIN_MS,
  };
  const server = createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  const send = async ({ id, body }: { id: string; body: unknown }): Promise<DeliveryError | null> => {
    const { to, subject, text, html } = body as EmailBody;
    try {
      // The same at each attempt: a mail program shows one that came twice once.
      const messageId = `<${id}@chitieu>`;
      await server.sendMail({ from, to, subject, text, html, messageId, headers: { 'auto-submitted': 'auto-generated' } });
      return null;
    } catch (error) {
      return deliveryError(error as Error & { responseCode?: number; code?: string });
    }
  };
  return { concurrency: 2, run: deliver('email', tables, clock, send) };
}

/** 5xx is a server's final no; 4xx asks to come again. */
const deliveryError = ({ responseCode, code, message }: Error & { responseCode?: number; code?: string }): DeliveryError =>
  responseCode === undefined
    ? new DeliveryError(code ?? message, false)
    : new DeliveryError(`the mail server answered ${responseCode}`, responseCode >= 500);
