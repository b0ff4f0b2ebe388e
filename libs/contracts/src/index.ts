export * from './api.js';
export * from './envelope.js';
export * from './events.js';
export * as fields from './fields.js';
