export * from './clock.js';
export * from './health.js';
export * from './logger.js';
export * from './metrics.js';
export * from './problem.js';
export * from './settings.js';
export * from './process.js';
export * from './problem.filter.js';
