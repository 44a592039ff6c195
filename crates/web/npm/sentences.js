// What a decision says, for people. It needs no WebAssembly: an agent's page can say why, too.
export { LOCALES, meaning, remedies, sentence, source } from './lib/sentences/speak.js';
