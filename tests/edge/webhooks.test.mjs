import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { before, test } from 'node:test';
import { Client } from './support/client.mjs';
import {
  escaped, metaSignature, TELEGRAM_HEADER, telegramText, unique, whatsappBody, whatsappChange, whatsappText,
} from './support/channels.mjs';
import { clientName, clientPhone, Company } from './support/company.mjs';
import { described, skip } from './support/corpus.mjs';
import { rows } from './support/database.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { Server } from './support/server.mjs';

/** As `crates/edge/src/inbound/limits.rs` says. */
const BODY_MAX_BYTES = 1024 * 1024;

let server;
let acme;
let rival;

before(async () => {
  server = await Server.start();
  acme = await Company.found(server, 'acme', { people: ['selin'] });
  rival = await Company.found(server, 'rival', { people: ['selin'] });
});

/** A body with one new text from a new client. */
function someText({ company = acme, channel = 'wa-sales', ...message } = {}) {
  const { phoneNumberId } = company.secretsOf(channel);
  return whatsappBody(whatsappText({ phoneNumberId, from: clientPhone(), name: clientName(), text: 'Hi', ...message }));
}

function countMessages(company = acme) {
  return rows(server, company.code, 'SELECT count(*) AS count FROM message')[0].count;
}

/** Asserts that what `send` does adds so many messages, and gives its answer. */
async function adds(count, send, company = acme) {
  const before = countMessages(company);
  const answer = await send();
  assert.equal(countMessages(company) - before, count);
  return answer;
}

function unsigned(bytes, headers, company = acme) {
  return new Client(server).post(`/v1/webhooks/${company.code}/whatsapp`, bytes, { headers });
}

/** Every case that the schemes of the vendors demand, by the names under which they are described. */
const CASES = {
  'X-Hub-Signature-256 absent': async () => {
    assertProblem(await adds(0, () => unsigned(JSON.stringify(someText()), {})), 401, 'signature_missing');
  },
  'one byte of the body changed after signing': async () => {
    const bytes = Buffer.from(JSON.stringify(someText()));
    const signature = metaSignature(acme.secretsOf('wa-sales').appSecret, bytes);
    bytes[bytes.indexOf('Hi')] ^= 1;
    const answer = await adds(0, () => unsigned(bytes, { 'x-hub-signature-256': signature }));
    assertProblem(answer, 401, 'signature_invalid');
  },
  'only the legacy X-Hub-Signature (sha1) sent': async () => {
    const bytes = Buffer.from(JSON.stringify(someText()));
    const sha1 = createHmac('sha1', acme.secretsOf('wa-sales').appSecret).update(bytes).digest('hex');
    const answer = await adds(0, () => unsigned(bytes, { 'x-hub-signature': `sha1=${sha1}` }));
    assertProblem(answer, 401, 'signature_missing');
  },
  'JSON parsed and re-serialised before the HMAC (escapes differ) must still verify over the raw bytes': async () => {
    const text = 'Şöyle: ığüş, да 👍';
    const name = clientName();
    const body = escaped(someText({ name, text })).replaceAll('/', '\\/').replace('{', '{ \n');
    assert.notEqual(body, JSON.stringify(JSON.parse(body)));
    assertOk(await adds(1, () => acme.postWhatsapp(body)));
    assert.equal((await acme.chatWith(name)).lastMessage.text, text);
    const other = Buffer.from(JSON.stringify(JSON.parse(body)));
    const signature = metaSignature(acme.secretsOf('wa-sales').appSecret, Buffer.from(body));
    assertProblem(await unsigned(other, { 'x-hub-signature-256': signature }), 401, 'signature_invalid');
  },
  "signed with another company's app secret": async () => {
    const { appSecret } = rival.secretsOf('wa-sales');
    const answer = await adds(0, () => acme.postWhatsapp(someText(), { secret: appSecret }));
    assertProblem(answer, 401, 'signature_invalid');
  },
  'same wamid / mid delivered twice': async () => {
    const body = someText();
    assertOk(await adds(1, () => acme.postWhatsapp(body)));
    assertOk(await adds(0, () => acme.postWhatsapp(body)));
  },
  'X-Telegram-Bot-Api-Secret-Token absent or wrong': async () => {
    const body = telegramText({ from: 600_001, firstName: clientName(), text: 'Hi' });
    const path = `/v1/webhooks/${acme.code}/telegram/tg-support`;
    assertProblem(await adds(0, () => new Client(server).post(path, body)), 401, 'signature_missing');
    for (const secret of ['wrong', rival.secretsOf('tg-support').secretToken]) {
      assertProblem(await adds(0, () => acme.postTelegram(body, { secret })), 401, 'signature_invalid');
    }
  },
  'same update_id twice': async () => {
    const body = telegramText({ from: 600_002, firstName: clientName(), text: 'Hi' });
    assertOk(await adds(1, () => acme.postTelegram(body)));
    assertOk(await adds(0, () => acme.postTelegram(body)));
  },
  'body above the size limit': async () => {
    const text = 'x'.repeat(BODY_MAX_BYTES);
    const answer = await adds(0, () => acme.postWhatsapp(someText({ text })));
    assertProblem(answer, 413, 'body_too_large');
  },
  'unknown event kind with a good signature': async () => {
    const { phoneNumberId } = acme.secretsOf('wa-sales');
    const [from, name] = [clientPhone(), clientName()];
    const hologram = { type: 'hologram', hologram: { depth: 3 } };
    const message = { from, id: `wamid.NEW${unique()}`, timestamp: '1760000000', ...hologram };
    const change = whatsappChange({ phoneNumberId, from, name, message });
    assertOk(await adds(1, () => acme.postWhatsapp(whatsappBody(change))));
    const chat = await acme.chatWith(name);
    assert.deepEqual(
      (await acme.messages('selin', chat.id)).map(({ kind, text }) => [kind, text]),
      [['unsupported', null]],
    );
  },
};

for (const [name, run] of Object.entries(CASES)) test(name, run);

test('every described case of these channels is among ours', { skip }, () => {
  const ours = ['meta', 'telegram', 'all'];
  const wanted = described('negative-cases.json').filter(({ channel }) => ours.includes(channel));
  assert.ok(wanted.length >= 10);
  for (const one of wanted) assert.ok(one.case in CASES, one.case);
});

test('Meta’s handshake is answered with its challenge, for the right token only', async () => {
  const ask = (query, company = 'acme') => {
    return new Client(server).get(`/v1/webhooks/${company}/whatsapp?${new URLSearchParams(query)}`);
  };
  const good = {
    'hub.mode': 'subscribe',
    'hub.challenge': '1158201444',
    'hub.verify_token': acme.secretsOf('wa-sales').verifyToken,
  };
  const answer = await ask(good);
  assert.deepEqual([answer.status, answer.text], [200, '1158201444']);
  assert.match(answer.headers['content-type'], /^text\/plain/);
  const wrong = { ...good, 'hub.verify_token': rival.secretsOf('wa-sales').verifyToken };
  assertProblem(await ask(wrong), 403, 'verify_token_invalid');
  assertProblem(await ask({ ...good, 'hub.mode': 'unsubscribe' }), 400, 'handshake_malformed');
  assertProblem(await ask({ ...good, 'hub.challenge': '<script>' }), 400, 'handshake_malformed');
  assertProblem(await ask(good, 'nowhere'), 404, 'not_found');
});

test('a body is refused before it is read whole', async () => {
  const path = `/v1/webhooks/${acme.code}/whatsapp`;
  const headers = { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}`, 'content-type': 'application/json' };
  const begin = (beginning, more) => {
    return new Client(server).request('POST', path, { headers: { ...headers, ...more }, beginning });
  };
  const announced = await begin(Buffer.from('{'), { 'content-length': String(BODY_MAX_BYTES + 1) });
  assertProblem(announced, 413, 'body_too_large');
  // Neither of the two ever ends: a worker that waits for the whole body would never answer.
  assertProblem(await begin(Buffer.alloc(BODY_MAX_BYTES + 1, 'x'), {}), 413, 'body_too_large');
});

test('a body of exactly the limit is read', async () => {
  const body = JSON.stringify(someText());
  const bytes = Buffer.from(body + ' '.repeat(BODY_MAX_BYTES - body.length));
  assertOk(await adds(1, () => acme.postWhatsapp(bytes)));
  assertProblem(await adds(0, () => acme.postWhatsapp(Buffer.concat([bytes, Buffer.from(' ')]))), 413, 'body_too_large');
});

test('what is signed and still no delivery changes nothing', async () => {
  const before = await acme.audit();
  for (const [body, code] of [
    ['', 'invalid_json'],
    ['{"object":"whatsapp_business_account","entry":[', 'invalid_json'],
    ['[]', 'invalid_payload'],
    ['null', 'invalid_payload'],
    ['{"object":"page","entry":[]}', 'invalid_payload'],
    [Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'invalid_utf8'],
    ['['.repeat(10_000), 'invalid_json'],
  ]) {
    const answer = await adds(0, () => acme.postWhatsapp(body));
    assertProblem(answer, 400, code);
    assertProblem(await adds(0, () => acme.postTelegram(body)), 400, code);
  }
  const damaged = someText();
  damaged.entry[0].changes[0].value.messages[0].text.body = { not: 'a text' };
  assertProblem(await adds(0, () => acme.postWhatsapp(damaged)), 400, 'invalid_payload');
  assert.deepEqual(await acme.audit(), before);
});

test('an unknown company and an unknown channel answer alike', async () => {
  const bytes = Buffer.from(JSON.stringify(someText()));
  const headers = { 'x-hub-signature-256': metaSignature(acme.secretsOf('wa-sales').appSecret, bytes) };
  headers[TELEGRAM_HEADER] = acme.secretsOf('tg-support').secretToken;
  const post = (path) => new Client(server).post(path, bytes, { headers });
  const answers = [
    await post('/v1/webhooks/nowhere/whatsapp'),
    await post('/v1/webhooks/nowhere/telegram/tg-support'),
    await post('/v1/webhooks/acme/telegram/tg-other'),
    await post('/v1/webhooks/acme/telegram/wa-sales'),
    await post('/v1/webhooks/NO%20SUCH/whatsapp'),
  ];
  for (const answer of answers) {
    assertProblem(answer, 404, 'not_found');
    assert.equal(answer.text, answers[0].text);
  }
});

test('a batch is split over the numbers it is for', async () => {
  const change = (channel, name) => {
    const { phoneNumberId } = acme.secretsOf(channel);
    return whatsappText({ phoneNumberId, from: clientPhone(), name, text: `to ${channel}` });
  };
  const names = [clientName(), clientName(), clientName()];
  const body = whatsappBody(change('wa-sales', names[0]), change('wa-second', names[1]));
  body.entry[1].changes.push(change('wa-sales', names[2]));
  assertOk(await adds(3, () => acme.postWhatsapp(body)));
  const channels = [];
  for (const name of names) channels.push((await acme.chatWith(name)).channel.id);
  assert.deepEqual(channels, ['wa-sales', 'wa-second', 'wa-sales']);
});

test('what came once is not written again when it comes in another batch', async () => {
  const [old, fresh] = [someText(), someText()];
  assertOk(await adds(1, () => acme.postWhatsapp(old)));
  const body = { ...old, entry: [...old.entry, ...fresh.entry, ...fresh.entry] };
  assertOk(await adds(1, () => acme.postWhatsapp(body)));
});

test('an account that we do not have is kept and shown to nobody', async () => {
  const foreign = someText({ company: rival });
  assertOk(await adds(0, () => acme.postWhatsapp(foreign)));
  const { id } = foreign.entry[0].changes[0].value.messages[0];
  const kept = rows(server, 'acme', 'SELECT raw FROM inbound_event WHERE raw IS NOT NULL');
  assert.ok(kept.some(({ raw }) => raw.includes(id)));
  assert.deepEqual(await rival.chats('selin'), []);
});

test('the same id at two bots are two updates', async () => {
  const update = telegramText({ from: 600_003, firstName: clientName(), text: 'Hi' });
  assertOk(await adds(1, () => acme.postTelegram(update)));
  assertOk(await adds(1, () => rival.postTelegram(update), rival));
});

test('many at once are each stored once', async () => {
  const bodies = Array.from({ length: 12 }, () => someText());
  await adds(12, async () => {
    const answers = await Promise.all([...bodies, ...bodies].map((body) => acme.postWhatsapp(body)));
    for (const answer of answers) assertOk(answer);
  });
});
