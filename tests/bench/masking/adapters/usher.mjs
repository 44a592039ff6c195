// Ours, as a host imports it.
import { find as search, init as start } from 'usher-access';

export const title = 'usher-access, balanced';
export const note = 'policy `balanced`, the company’s region';
export const entry = "export { init, find, maskJson } from 'usher-access';";

export const init = () => start();

export function find(text, region) {
  return search(text, { region }).map(({ start: from, end, kind }) => [from, end, kind]);
}
