export * from './load-sample.js';
export * from './ndjson-stream.js';
export * from './official-units.js';
export * from './sample-sets.js';
export { tanMocDeclarations } from './tan-moc-declarations.js';
export { TAN_MOC, tanMocPlans, tanMocReviews, tanMocVillages } from './tan-moc.js';
export { tanMocVouchers2023 } from './tan-moc-vouchers.js';
