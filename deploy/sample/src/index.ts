export * from './official-units.js';
export { TAN_MOC } from './tan-moc.js';
