export * from './api.js';
export * from './envelope.js';
export * from './events.js';
export * as fields from './fields.js';
export * as answers from './answers.js';
export * from './asyncapi.js';
export * from './json-schema.js';
export * from './openapi.js';
export * from './routes.js';
