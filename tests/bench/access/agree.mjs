// An engine that answers otherwise than the reference is not measured: it would be timed at another task.
import { filtered, opened } from './reference.mjs';

/** Viewers of an engine, one for each document; `documents` may be all or those that are asked about. */
export async function viewersOf(engine, { documents, moment, company }) {
  const viewers = [];
  for (const document of documents) viewers.push(await engine.open(engine.prepare(document, moment, company)));
  return viewers;
}

/**
 * Holds every check, list and section of the workload against the reference, in each form that the engine has.
 *
 * @throws {Error} names the first disagreement
 */
export function agree(engine, workload, viewers, chats) {
  for (const check of workload.checks) {
    const viewer = viewers[check.viewer];
    demand(engine.can(viewer, check.permission, check.chat), check.expected, engine, 'by string', check);
    if (engine.handles) {
      const { permission, chat, can } = engine.handles;
      const answer = can(viewer, permission(viewer, check.permission), chat(viewer, check.chat));
      demand(answer, check.expected, engine, 'by handle', check);
    }
  }
  for (const { viewer, permission } of workload.lists) {
    const document = workload.documents[viewer];
    const expected = filtered(document, permission, chats, workload.moment);
    same(engine.filter(viewers[viewer], permission, chats), expected, engine, document);
    if (engine.columns) same(filteredByColumns(engine, viewers[viewer], permission, chats), expected, engine, document);
  }
  agreeOnSections(engine, workload, viewers);
}

function agreeOnSections(engine, { documents, company, moment }, viewers) {
  documents.forEach((document, place) => {
    const expected = opened(document, company.sections, moment).join();
    const found = sectionsOf(engine, viewers[place], company.sections).join();
    if (found === expected) return;
    throw new Error(`${engine.title}: sections of ${document.user} are ${found}, should be ${expected}`);
  });
}

function sectionsOf(engine, viewer, sections) {
  if (engine.sections) return engine.sections(viewer);
  return sections.filter(({ permission }) => engine.can(viewer, permission, null)).map(({ id }) => id);
}

function filteredByColumns(engine, viewer, permission, chats) {
  const column = engine.columns.pack(viewer, chats);
  const kept = new Uint32Array(chats.length);
  const count = engine.columns.filter(viewer, engine.handles.permission(viewer, permission), column, kept);
  return Array.from(kept.subarray(0, count), (place) => chats[place]);
}

function demand(answer, expected, engine, form, check) {
  if (answer === expected) return;
  const asked = `${check.permission} on ${JSON.stringify(check.chat)} by user ${check.viewer}`;
  throw new Error(`${engine.title}, ${form}: ${asked} is ${answer}, should be ${expected} (${check.reason})`);
}

function same(found, expected, engine, document) {
  const first = expected.findIndex((chat, place) => found[place] !== chat);
  if (first < 0 && found.length === expected.length) return;
  const lengths = `${found.length} chats, should be ${expected.length}`;
  throw new Error(`${engine.title}: the list of ${document.user} differs at ${first}: ${lengths}`);
}
