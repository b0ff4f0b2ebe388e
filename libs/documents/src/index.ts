export * from './document-refused.js';
export * from './read-document.js';
