import { hash } from 'node:crypto';

/**
 * Tells whether two statements say the same. The content has been through its schema, which gives fields in the
 * schema's order: the same content is the same text. A test pins that order, because stored hashes rest on it.
 */
export const contentHash = (text: string): string => hash('sha256', text, 'base64url');
