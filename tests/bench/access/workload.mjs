// What is asked: checks in a fixed mixture of outcomes, and lists of chats.
import { PERMISSIONS, isAboutChats } from './catalogue.mjs';
import { companyOf } from './company.mjs';
import { documentOf } from './document.mjs';
import { Random } from './random.mjs';
import { filtered, reasonOf } from './reference.mjs';

const USERS = 50;
const CHATS = 10_000;

/**
 * How many checks end by each rule. A random mixture would be two thirds "no grant has it", which every engine answers
 * fastest, and hold next to no denial or period.
 */
const MIXTURE = {
  'allowed: every chat of the channel': 400,
  'allowed: assigned to the viewer': 560,
  'allowed: responsible for the contact': 280,
  'allowed: of a group of the viewer': 360,
  'allowed: a new client': 160,
  'allowed: about the company': 280,
  'allowed: defined by the host': 240,
  'refused: denied, though granted': 280,
  'refused: the grant has ended': 200,
  'refused: the grant has not started': 160,
  'refused: no grant has it': 400,
  'refused: other channels': 320,
  'refused: outside the scope': 320,
  'refused: user not active': 40,
};

/** How often a permission is asked for: a chat list asks for `chats.view` and `chats.reply` most of all. */
const ASKED = [
  ...Array(12).fill('chats.view'), ...Array(8).fill('chats.reply'), ...Array(3).fill('contacts.view'),
  ...Array(3).fill('chats.transfer'), ...Array(2).fill('reports.view'), ...Array(2).fill('orders.view'), ...PERMISSIONS,
];

/**
 * Everything that is asked, the same for every engine in every process: `moment` is the only input.
 *
 * @returns {object} the documents of all users; chats; checks (viewer, permission, chat, reason, expected); and lists
 *   (viewer, permission) to cut from the chats
 */
export function workloadAt(moment) {
  const company = companyOf(USERS, moment);
  const documents = company.users.map((user) => documentOf(company, user));
  const chats = chatsOf(company);
  const [checks, lists] = [checksOf(documents, chats, moment), listsOf(documents, chats, moment)];
  return { moment, company, documents, chats, checks, lists };
}

/** Chats as a frontend has them: parsed from JSON, so that no two share their strings by luck. */
function chatsOf(company) {
  const random = new Random(11);
  const someone = () => random.pick(company.users).id;
  const chats = Array.from({ length: CHATS }, () => {
    const known = random.chance(0.7);
    return {
      channel: random.pick(company.channels),
      group: random.chance(0.8) ? random.pick(company.groups).id : null,
      assignee: random.chance(known ? 0.75 : 0.4) ? someone() : null,
      responsible: known && random.chance(0.5) ? someone() : null,
      known,
    };
  });
  return JSON.parse(JSON.stringify(chats));
}

/** Checks sorted by viewer, as in a frontend: one viewer asks many questions. */
function checksOf(documents, chats, moment) {
  const random = new Random(13);
  const own = ownChats(chats);
  const wanted = new Map(Object.entries(MIXTURE));
  const checks = [];
  for (let tries = 0; wanted.size > 0; tries += 1) {
    if (tries > 2_000_000) throw new Error(`the workload lacks: ${[...wanted.keys()].join(', ')}`);
    const viewer = random.below(documents.length);
    const permission = random.pick(ASKED);
    const mine = random.chance(0.4) ? own.get(documents[viewer].user) : undefined;
    const chat = isAboutChats(permission) ? random.pick(mine ?? chats) : null;
    const reason = reasonOf(documents[viewer], permission, chat, moment);
    const left = wanted.get(reason);
    if (left === undefined) continue;
    if (left === 1) wanted.delete(reason);
    else wanted.set(reason, left - 1);
    checks.push({ viewer, permission, chat, reason, expected: reason.startsWith('allowed') });
  }
  return checks.sort((a, b) => a.viewer - b.viewer);
}

function ownChats(chats) {
  const own = new Map();
  for (const chat of chats) {
    for (const user of new Set([chat.assignee, chat.responsible])) {
      if (user !== null) own.set(user, [...(own.get(user) ?? []), chat]);
    }
  }
  return own;
}

/** Lists to filter: one viewer for each way in which a list is cut. */
function listsOf(documents, chats, moment) {
  const permission = 'chats.view';
  const shares = documents.map((document) => filtered(document, permission, chats, moment).length / chats.length);
  const off = (wanted) => shares.map((share) => Math.abs(share - wanted));
  const near = (wanted) => off(wanted).indexOf(Math.min(...off(wanted)));
  return [1, 0.5, 0.3, 0.1, 0.03, 0].map((wanted) => ({ viewer: near(wanted), permission }));
}

/** How many checks end by each rule, to be printed: what the numbers are about. */
export function composition(checks) {
  const counts = new Map(Object.keys(MIXTURE).map((reason) => [reason, 0]));
  for (const { reason } of checks) counts.set(reason, counts.get(reason) + 1);
  return Object.fromEntries(counts);
}
