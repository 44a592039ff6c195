export { bind } from './lib/dom/binding.js';
