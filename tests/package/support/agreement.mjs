// Runs in a project with the package: random accesses at random moments, every question asked in all the ways there are.
// The engine in WebAssembly and the tables in JavaScript must give one answer.
import { load, open } from 'usher-access';
import { enclosed } from './enclosed.mjs';

const [cases, seed] = process.argv.slice(2).map(Number);

/** Mulberry32. */
function generator(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = generator(seed);
const below = (end) => Math.floor(random() * end);
const chance = (share) => random() < share;
const pick = (list) => list[below(list.length)];
const some = (list, share) => list.filter(() => chance(share));
const many = (count, make) => Array.from({ length: count }, make);

const USERS = ['u0', 'u1', 'u2'];
const GROUPS = ['g0', 'g1', 'g2', 'g3', 'a-group-with-a-name-of-more-than-thirty-letters'];
// More than a word of a set holds. The last of them no grant names.
const CHANNELS = many(40, (_, place) => `c${place}`);
const NAMED = CHANNELS.slice(0, 36);
const HOST = ['loyalty.view', 'loyalty.edit'];
const PERMISSIONS = ['chats.view', 'chats.reply', 'contacts.view', 'contacts.phone', 'calls.answer', 'reports.view', ...HOST];
/** Moments at which grants start and end; questions are asked around them. */
const INSTANTS = [10, 20, 30];
const EXPIRES = 40;
const MOMENTS = [0, 9, 10, 11, 19, 20, 29, 30, 31, 39, 40, 41, 15, 5];

function randomGrant() {
  const dated = chance(0.4);
  const [startsAt, endsAt] = [pick([...INSTANTS, null]), pick([...INSTANTS, EXPIRES, null])];
  const period = dated && (startsAt === null || endsAt === null || startsAt < endsAt) ? { startsAt, endsAt } : {};
  return {
    source: pick([{ kind: 'role', role: 'r' }, { kind: 'group', group: 'g1' }, { kind: 'emergency', role: 'r' }]),
    permissions: some(PERMISSIONS, 0.5),
    channels: chance(0.2) ? 'all' : some(NAMED, pick([0.05, 0.3, 0.8])),
    scope: pick(['none', 'assigned', 'group', 'all']),
    groups: some(GROUPS, 0.4),
    newClients: chance(0.3),
    fields: {},
    ...period,
  };
}

function randomDocument(policyRevision) {
  return {
    version: 2, company: pick(['demo', 'other']), user: pick(USERS), status: chance(0.05) ? 'deactivated' : 'active',
    policyRevision, issuedAt: 0, expiresAt: EXPIRES, hostPermissions: HOST,
    denied: chance(0.3) ? [pick(PERMISSIONS)] : [], grants: many(below(6), randomGrant), sections: [],
  };
}

const randomChat = () => ({
  channel: pick(CHANNELS),
  group: chance(0.4) ? null : pick([...GROUPS, 'g-of-others']),
  assignee: chance(0.4) ? null : pick(USERS),
  responsible: chance(0.6) ? null : pick(USERS),
  known: chance(0.5),
});

const randomContact = () => ({
  responsible: chance(0.5) ? null : pick(USERS),
  channels: some(CHANNELS, pick([0, 0.02, 0.1])),
  chats: many(below(3), randomChat),
});

/** Facts that are not plain: the engine has to read them. */
const opaque = (facts) => ({ facts: { toJSON: () => facts } });

const mismatches = [];
let asked = 0;

function hold(what, expected, answers) {
  for (const [way, answer] of Object.entries(answers)) {
    if (answer !== expected && mismatches.length < 3) mismatches.push({ what, expected, way, answer });
  }
}

/** Asks everything at one moment. `kept` are handles that were made before. */
function askAll(access, { document, chats, contacts }, kept, moment, opened) {
  const early = opened?.at(moment);
  const column = access.pack(chats);
  for (const permission of PERMISSIONS) {
    const handle = access.permission(permission);
    const expected = chats.map((chat) => access.explain(permission, chat).decision);
    chats.forEach((chat, place) => {
      const may = (allowed) => (allowed ? 'allow' : 'deny');
      hold({ document, moment, permission, chat }, expected[place], {
        table: access.decide(permission, chat),
        read: access.decide(permission, opaque(chat)),
        handle: may(access.allows(handle, access.chat(chat))),
        kept: may(access.allows(kept.permissions.get(permission), kept.chats[place])),
      });
      if (early) hold({ document, moment, permission, chat }, early.closed ? 'deny' : expected[place], { enclosed: early.access.decide(permission, chat) });
    });
    if (early) askEarly(early, { document, moment, permission, chats, contacts }, access);
    const places = chats.flatMap((_, place) => (expected[place] === 'allow' ? [place] : [])).join();
    const placesOf = (list) => { const own = new Set(list); return chats.flatMap((chat, place) => (own.has(chat) ? [place] : [])).join(); };
    const strict = chats.map(opaque);
    const reached = new Set(access.filter(permission, strict));
    hold({ document, moment, permission, chats }, places, {
      filter: placesOf(access.filter(permission, chats)),
      reach: strict.flatMap((chat, place) => (reached.has(chat) ? [place] : [])).join(),
      columns: [...access.select(handle, column)].join(),
      keptColumns: [...access.select(kept.permissions.get(permission), kept.column)].join(),
    });
    for (const contact of contacts) {
      hold({ document, moment, permission, contact }, access.explain(permission, { contact }).decision, {
        table: access.decide(permission, { contact }),
        read: access.decide(permission, { contact: opaque(contact) }),
      });
    }
    const general = access.explain(permission).decision;
    hold({ document, moment, permission }, general, { table: access.decide(permission) });
    asked += chats.length + contacts.length + 1;
  }
}

/** Asks an access that has no engine yet, beside one that has. */
function askEarly({ access, closed }, { permission, chats, contacts, ...what }, engine) {
  const expected = (answer) => (closed ? 'deny' : answer);
  hold({ ...what, permission }, expected(engine.explain(permission).decision), { enclosed: access.decide(permission) });
  for (const contact of contacts) {
    hold({ ...what, permission, contact }, expected(engine.explain(permission, { contact }).decision), {
      enclosed: access.decide(permission, { contact }),
    });
  }
  const kept = closed ? [] : engine.filter(permission, chats);
  hold({ ...what, permission }, kept.length, { enclosedFilter: access.filter(permission, chats).length });
  if (!closed) hold({ ...what, permission }, kept.length, { enclosedColumn: access.select(access.permission(permission), access.pack(chats)).length });
}

/** An access that answers from the tables in its document, for its engine never gets a turn here. */
async function openedOf(document) {
  const full = await enclosed(load, document);
  let now = 0;
  const access = open(full, { clock: () => now });
  const end = Math.min(full.tables.changesAt ?? EXPIRES, EXPIRES);
  return {
    at(moment) {
      now = moment;
      return { access, closed: moment >= end };
    },
  };
}

/** The same access without time: only what holds at the moment, for ever. Says that the engine's own sense of time is right. */
async function timeless(document, moment) {
  const current = ({ startsAt, endsAt }) => (startsAt ?? -1) <= moment && moment < (endsAt ?? Infinity);
  const bare = ({ startsAt, endsAt, ...grant }) => grant;
  const grants = moment < EXPIRES ? document.grants.filter(current).map(bare) : [];
  return load({ ...document, expiresAt: 1000, grants }, { clock: () => moment });
}

while (asked < cases && mismatches.length === 0) {
  const world = { document: randomDocument(1), chats: many(60, randomChat), contacts: many(12, randomContact) };
  let moment = 0;
  const access = await load(world.document, { clock: () => moment });
  const kept = {
    permissions: new Map(PERMISSIONS.map((name) => [name, access.permission(name)])),
    chats: world.chats.map((chat) => access.chat(chat)),
    column: access.pack(world.chats),
  };
  const opened = await openedOf(world.document);
  for (moment of some(MOMENTS, 0.3)) {
    await null;
    askAll(access, world, kept, moment, opened);
    const plain = await timeless(world.document, moment);
    for (const chat of world.chats.slice(0, 10)) {
      for (const permission of PERMISSIONS) {
        hold({ document: world.document, moment, permission, chat }, plain.decide(permission, chat), { timed: access.decide(permission, chat) });
      }
    }
  }
  // What was made before an update is good after it.
  moment = pick([0, 10, 20]);
  await null;
  const { company, user } = world.document;
  world.document = { ...randomDocument(2), company, user };
  access.update(world.document);
  askAll(access, world, kept, moment);
}
process.stdout.write(JSON.stringify({ asked, mismatches }));
