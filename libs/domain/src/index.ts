export * from './vocabulary.js';
export * from './lane.js';
export * from './period.js';
