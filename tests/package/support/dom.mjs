// Runs in a page: marks of every kind, what becomes of them, and what the page holds then. What it returns survives
// WebDriver.
import { load } from './node_modules/usher-access/browser.js';
import { bind } from './node_modules/usher-access/dom.js';

const PHONE = '+905321234567';
const grant = (permissions, fields) => ({
  source: { kind: 'role', role: 'agent' },
  permissions, channels: 'all', scope: 'assigned', groups: [], newClients: false, fields,
});
const documentOf = (permissions, fields) => ({
  version: 2, company: 'demo', user: 'u1', status: 'active', policyRevision: 1, issuedAt: 0,
  expiresAt: 8_640_000_000_000_000, hostPermissions: [], denied: [], sections: [],
  grants: [grant(permissions, fields)],
});
const narrow = documentOf(['chats.view'], { phone: 'masked', email: 'hidden', name: 'clear', text: 'masked' });
const wide = documentOf(
  ['chats.view', 'chats.reply', 'reports.view', 'contacts.phone', 'contacts.email'],
  { phone: 'clear', email: 'clear', name: 'clear', text: 'clear' },
);
const facts = (assignee) => ({ channel: 'wa', group: null, assignee, responsible: null, known: true });
const chats = { mine: { facts: facts('u1') }, theirs: { facts: facts('u2') } };

const page = `
  <main>
    <a id="reports" class="flex" data-usher-can="reports.view" href="/reports">Reports</a>
    <button id="reply" data-usher-chat="mine" data-usher-can="chats.reply" data-usher-otherwise="disable">Reply</button>
    <a id="link" data-usher-can="reports.view" data-usher-otherwise="disable" href="/reports">Reports</a>
    <button id="own" disabled data-usher-can="reports.view" data-usher-otherwise="disable">Reports</button>
    <button id="view" data-usher-chat="mine" data-usher-can="chats.view">View</button>
    <button id="foreign" data-usher-chat="theirs" data-usher-can="chats.view">View</button>
    <button id="lost" data-usher-chat="nowhere" data-usher-can="chats.view">View</button>
    <button id="typo" data-usher-can="reports.veiw">Reports</button>
    <section data-usher-chat="mine">
      <a id="phone" data-usher-field="phone" href="tel:${PHONE}" title="Call ${PHONE}" data-number="${PHONE}">+90 532 <b>123 45 67</b></a>
      <input id="input" data-usher-field="phone" value="${PHONE}">
      <textarea id="area" data-usher-field="text">ring ${PHONE}</textarea>
      <span id="email" data-usher-field="email">ayse@example.com</span>
      <span id="name" data-usher-field="name">Ay\u015fe</span>
      <p id="text" data-usher-field="text">call 532 123 45 67 <em>now</em></p>
      <span id="given" data-usher-field="phone"></span>
    </section>
    <span id="nobody" data-usher-field="phone">${PHONE}</span>
    <span id="theirs" data-usher-chat="theirs" data-usher-field="phone">${PHONE}</span>
  </main>`;

const byId = (id) => document.getElementById(id);
const seen = (element) => getComputedStyle(element).display !== 'none';
/** Lets the observers run, and run again on what they caused: they are microtasks. */
async function settled() {
  for (let turn = 0; turn < 10; turn += 1) await null;
}

function look() {
  const state = (id) => byId(id).getAttribute('data-usher-state');
  const value = (id) => byId(id).value;
  return {
    states: Object.fromEntries([...document.querySelectorAll('[id]')].filter((one) => one.id).map(({ id }) => [id, state(id)])),
    visible: [...document.querySelectorAll('main [id]')].filter(seen).map((one) => one.id),
    texts: Object.fromEntries(['phone', 'email', 'name', 'text', 'given', 'nobody', 'theirs'].map((id) => [id, byId(id).textContent])),
    values: [value('input'), value('area')],
    disabled: ['reply', 'own', 'input', 'area'].filter((id) => byId(id).disabled),
    link: [byId('link').inert, byId('link').getAttribute('aria-disabled')],
    phone: ['href', 'title', 'data-number'].filter((name) => byId('phone').hasAttribute(name)),
    children: [byId('phone').children.length, byId('text').children.length],
  };
}

/** Where a number of the page can still be read, however it is written. */
function leaks() {
  const digits = document.documentElement.outerHTML.replace(/\D/g, '');
  return ['5321234567', '1234567'].filter((number) => digits.includes(number));
}

async function run() {
  const reported = [];
  addEventListener('error', (event) => {
    event.preventDefault();
    reported.push(event.error?.code ?? event.message);
  });
  document.body.innerHTML = page;
  const access = await load(narrow);
  const options = { chat: (id) => chats[id], value: (element) => (element.id === 'given' ? PHONE : undefined) };
  const unbind = bind(document.body, access, options);
  const first = look();
  const leaked = leaks();
  await settled();
  const quiet = look();

  // What the host does meanwhile is followed.
  byId('phone').firstChild.data = '+44 20 7946 0958';
  byId('phone').lastChild.textContent = '';
  byId('reply').disabled = false;
  byId('reports').hidden = false;
  const late = document.createElement('div');
  late.innerHTML = `<b id="late" data-usher-chat="mine" data-usher-field="phone">${PHONE}</b><i id="menu" data-usher-can="reports.view">R</i>`;
  document.body.append(late);
  byId('name').setAttribute('data-usher-field', 'phone');
  await settled();
  const followed = {
    phone: byId('phone').textContent, name: byId('name').textContent, late: byId('late').textContent, menu: seen(byId('menu')),
    reply: byId('reply').disabled, reports: seen(byId('reports')), leaked: leaks(),
  };

  access.update(wide);
  const widened = { ...look(), late: byId('late').textContent, menu: seen(byId('menu')) };
  await settled();
  access.update(narrow);
  const narrowed = { texts: look().texts, leaked: leaks() };

  // A chat that changes hands, which only the host knows of.
  chats.theirs = { facts: facts('u1') };
  unbind.refresh();
  const transferred = [seen(byId('foreign')), byId('theirs').textContent];

  unbind();
  const unbound = {
    reports: [seen(byId('reports')), byId('reports').hasAttribute('hidden')],
    link: [byId('link').inert, byId('link').getAttribute('aria-disabled')],
    own: byId('own').disabled, reply: byId('reply').disabled, phone: byId('phone').textContent, leaked: leaks(),
  };
  // Bound again, as frameworks do in development, the mask is not taken for the value.
  bind(document.body, access, options);
  access.update(wide);
  const again = [byId('phone').textContent, byId('late').textContent];
  return { first, leaked, quiet, followed, widened, narrowed, transferred, unbound, again, reported };
}

globalThis.result = run().then((answer) => JSON.stringify(answer));
