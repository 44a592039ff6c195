// The same with a rule for every grant, as its documentation writes them, and not folded for it.
import { unfolded } from '../fold.mjs';
import { rulesOf } from './casl.mjs';

export const title = '@casl/ability 7, a rule per grant';
export const note = 'denials and periods resolved beforehand, grants as they are';

export const prepare = (document, moment) => rulesOf(unfolded(document, moment), document.user);

export { can, filter, open } from './casl.mjs';
