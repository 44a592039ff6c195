// E6: clients are found by whole numbers and addresses without being seen, and nobody learns of those they may not see.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Company } from './support/company.mjs';
import { rows } from './support/database.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { Server } from './support/server.mjs';
import { digitsOf, emailSpellings, phoneSpellings } from './support/spellings.mjs';

const NATIONAL = '5324178653';
const EMAIL = 'aylin.er@butik-ornek.com';
/** Nobody has these. */
const OTHER_NATIONAL = '5324178659';
const OTHER_EMAIL = 'aylin.ez@butik-ornek.com';

let server;
let acme;
let rival;
let selin;
let arda;
let timur;

before(async () => {
  server = await Server.start();
  const contacts = [
    { id: `90${NATIONAL}`, name: 'Aylin Er', phone: `0${NATIONAL}`, email: EMAIL, handle: '@aylin_er', responsible: 'arda' },
    { id: 'c-elena', name: 'Elena', email: 'елена@почта.рф', responsible: 'arda' },
  ];
  acme = await Company.found(server, 'acme', { people: ['selin', 'arda', 'timur', 'vera'], contacts });
  rival = await Company.found(server, 'rival', { people: ['selin'], contacts: [{ id: 'c-1', phone: `+90${NATIONAL}` }] });
  [selin, arda, timur] = [await acme.as('selin'), await acme.as('arda'), await acme.as('timur')];
});

async function search(client, query) {
  return assertOk(await client.post('/v1/contacts/search', { query }));
}

test('the agent of a client finds the client by every spelling, masked', async () => {
  for (const query of [...new Set(phoneSpellings(NATIONAL).filter((text) => /^[+0-9 ().-]+$/.test(text)))]) {
    if (digitsOf(query).length < 10) continue;
    const { items, match } = await search(arda, query);
    assert.deepEqual(items.map(({ name }) => name), ['Aylin Er'], query);
    assert.equal(match, 'exact', query);
    assert.equal(items[0].phone, '••• ••• •• 53');
    assert.equal(items[0].visibility.phone, 'masked');
    assert.deepEqual(items[0].chats, []);
  }
  for (const query of [EMAIL, EMAIL.toUpperCase(), ` ${EMAIL} `, '@AYLIN_ER', 'https://t.me/aylin_er']) {
    assert.deepEqual((await search(arda, query)).items.map(({ name }) => name), ['Aylin Er'], query);
  }
  assert.deepEqual((await search(arda, 'ЕЛЕНА@xn--80a1acny.xn--p1ai')).items.map(({ id }) => id), ['c-elena']);
  assert.ok(emailSpellings(EMAIL).length > 3);
});

test('an id that was a number is none, and still leads to its client', async () => {
  const [found] = (await search(arda, `90${NATIONAL}`)).items;
  assert.match(found.id, /^[a-z2-7]{24}$/);
  assert.equal(assertOk(await arda.get(`/v1/contacts/${found.id}`)).name, 'Aylin Er');
  assertProblem(await selin.get(`/v1/contacts/90${NATIONAL}`), 404, 'not_found');
});

test('a client of somebody else is answered as nobody is', async () => {
  for (const [there, nobody] of [[`0${NATIONAL}`, `0${OTHER_NATIONAL}`], [EMAIL, OTHER_EMAIL], ['Aylin', 'Aylix'], [NATIONAL.slice(2), OTHER_NATIONAL.slice(2)]]) {
    const [hit, miss] = [await timur.post('/v1/contacts/search', { query: there }), await timur.post('/v1/contacts/search', { query: nobody })];
    assert.equal(hit.status, 200);
    assert.equal(hit.text, miss.text);
    const plain = ({ rawHeaders }) => rawHeaders.filter((_, place) => !/^date$/i.test(rawHeaders[place - (place % 2)]));
    assert.deepEqual(plain(hit), plain(miss));
    assert.deepEqual(hit.json, { items: [], match: 'partial' });
  }
});

test('a part finds only what is read anyway', async () => {
  for (const part of [NATIONAL.slice(0, 7), NATIONAL.slice(-4), 'aylin.er', 'butik-ornek']) {
    assert.deepEqual((await search(arda, part)).items, [], part);
    assert.deepEqual((await search(selin, part)).items.map(({ name }) => name), ['Aylin Er'], part);
  }
});

test('tokens of one company say nothing in another', async () => {
  const tokens = (company) => rows(server, company, 'SELECT token FROM contact_token').map(({ token }) => token);
  const [ours, theirs] = [tokens('acme'), tokens('rival')];
  assert.ok(ours.length > 3 && theirs.length > 1);
  assert.deepEqual(ours.filter((token) => theirs.includes(token)), []);
  for (const token of [...ours, ...theirs]) assert.match(token, /^[a-z2-7]{24}$/);
  const keys = ['acme', 'rival'].map((company) => rows(server, company, 'SELECT key FROM company_key')[0].key);
  assert.notEqual(keys[0], keys[1]);
  for (const key of keys) {
    assert.match(key, /^[0-9a-f]{64}$/);
    assert.ok(!server.log.includes(key));
  }
  // No more is found there than there is.
  assert.equal((await search(await rival.as('selin'), `0${NATIONAL}`)).items.length, 1);
});

test('what is searched for stands in no log', async () => {
  await search(arda, '0541 773 62 91');
  await selin.get('/v1/contacts/search?query=05417736291');
  const told = `${server.log}${JSON.stringify(rows(server, 'acme', 'SELECT * FROM audit'))}`;
  for (const secret of ['5417736291', '541 773', NATIONAL, EMAIL]) assert.ok(!told.includes(secret), secret);
  const counted = (await acme.audit()).filter(({ action }) => action === 'contacts.searched');
  assert.ok(counted.length > 0 && counted.every(({ detail }) => Object.keys(detail).join() === 'today'));
});

test('whoever tries numbers out is stopped, for whoever may be there', async () => {
  const vera = await acme.as('vera');
  const statuses = new Map();
  let refused;
  // A minute may begin on the way, once.
  for (let n = 0; n < 125 && !refused; n += 1) {
    const answer = await vera.post('/v1/contacts/search', { query: `0532417${String(8_600 + n)}` });
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    if (answer.status !== 200) refused = answer;
  }
  assertProblem(refused, 429, 'search_too_often');
  assert.ok(statuses.get(200) >= 60);
  assert.ok(Number(refused.headers['retry-after']) >= 1 && Number(refused.headers['retry-after']) <= 61);
  // The others go on.
  await search(arda, EMAIL);
});

test('the index follows what vendors tell, and survives a power cut', async () => {
  const phone = '905339988776';
  const { name } = await acme.whatsapp({ from: phone });
  await server.restart();
  const again = await acme.login('selin');
  assert.deepEqual((await search(again, '+90 533 998 87 76')).items.map((one) => one.name), [name]);
  assert.equal(rows(server, 'acme', 'SELECT count(*) AS count FROM contact WHERE indexed = 0')[0].count, 0);
});
