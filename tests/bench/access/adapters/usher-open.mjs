// Ours without waiting for its WebAssembly: the tables that checks are looked up in come with the document, written by
// the edge.
import { open as opened } from 'usher-access';

export const title = 'usher-access, opened';
export const note = 'the same, answering from the tables in the document; its WebAssembly starts behind the first answers';

export const open = (text) => opened(text);

export { can, columns, filter, handles, isOurs, prepare, sections } from './usher.mjs';
