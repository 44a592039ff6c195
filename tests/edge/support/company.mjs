// A company in the worker, with its people and its channels.

import assert from 'node:assert/strict';
import { Client } from './client.mjs';
import { metaSignature, TELEGRAM_HEADER, telegramText, unique, whatsappBody, whatsappText } from './channels.mjs';
import { PEOPLE, policyOf } from './policy.mjs';
import { assertOk } from './problem.mjs';
import { OPERATOR_TOKEN } from './server.mjs';
import { LiveSocket } from './socket.mjs';

/** Everybody's password. */
export const PASSWORD = 'Usher-test-1!';

let numbers = 0;

/**
 * What is sent to found a company: everything but the token. Fewer people who log in make it faster: a password takes
 * a while to hash.
 */
export function founding(code, options = {}) {
  const { people = Object.keys(PEOPLE), loggedIn = people, contacts = [], phoneNumberIds = [], extend } = options;
  numbers += 10;
  const appSecret = `app-secret-of-${code}`;
  const verifyToken = `verify-token-of-${code}`;
  const policy = policyOf(code, people);
  extend?.(policy);
  const phoneNumberId = (place) => phoneNumberIds[place] ?? String(900_000_000_000_000 + numbers + place);
  return {
    policy,
    credentials: loggedIn.map((user) => ({ user, password: PASSWORD })),
    channelSecrets: [
      { channel: 'wa-sales', appSecret, verifyToken, phoneNumberId: phoneNumberId(0) },
      { channel: 'wa-second', appSecret, verifyToken, phoneNumberId: phoneNumberId(1) },
      { channel: 'tg-support', secretToken: `secret_token_of-${code}` },
    ],
    contacts,
  };
}

/** Sends a founding as the operator. */
export function found(server, body) {
  const headers = { authorization: `Bearer ${OPERATOR_TOKEN}` };
  return new Client(server).post('/v1/companies', body, { headers });
}

export class Company {
  #clients = new Map();

  /**
   * Founds a company.
   *
   * @param {Parameters<typeof founding>[1]} options
   */
  static async found(server, code, options) {
    const company = new Company();
    company.server = server;
    company.code = code;
    company.body = founding(code, options);
    assertOk(await found(server, company.body), 201);
    return company;
  }

  /** Somebody's client, logged in once. */
  async as(username) {
    if (!this.#clients.has(username)) this.#clients.set(username, await this.login(username));
    return this.#clients.get(username);
  }

  /** A new session of somebody. */
  async login(username) {
    const client = new Client(this.server);
    assertOk(await client.post('/v1/login', { company: this.code, username, password: PASSWORD }));
    return client;
  }

  /** A live socket of somebody's client. */
  async live(username) {
    return LiveSocket.open(await this.as(username));
  }

  secretsOf(channel) {
    return this.body.channelSecrets.find((one) => one.channel === channel);
  }

  /** Posts a body to the WhatsApp address, signed over its very bytes. */
  postWhatsapp(body, { secret = this.secretsOf('wa-sales').appSecret, headers = {} } = {}) {
    const bytes = bytesOf(body);
    return new Client(this.server).post(`/v1/webhooks/${this.code}/whatsapp`, bytes, {
      headers: { 'x-hub-signature-256': metaSignature(secret, bytes), ...headers },
    });
  }

  /** Posts an update to the address of a bot. */
  postTelegram(body, { channel = 'tg-support', secret = this.secretsOf(channel).secretToken } = {}) {
    return new Client(this.server).post(`/v1/webhooks/${this.code}/telegram/${channel}`, bytesOf(body), {
      headers: { [TELEGRAM_HEADER]: secret },
    });
  }

  /** A client writes on WhatsApp; answers with what was sent. */
  async whatsapp({ channel = 'wa-sales', from = clientPhone(), name = clientName(), text = 'Hello', id } = {}) {
    const { phoneNumberId } = this.secretsOf(channel);
    assertOk(await this.postWhatsapp(whatsappBody(whatsappText({ phoneNumberId, from, name, text, id }))));
    return { channel, from, name, text };
  }

  /** A client writes on Telegram; answers with what was sent. */
  async telegram({ from = 700_000 + unique(), firstName = clientName(), lastName, username, language, text = 'Hello' } = {}) {
    assertOk(await this.postTelegram(telegramText({ from, firstName, lastName, username, language, text })));
    return { channel: 'tg-support', from, name: firstName, text };
  }

  /** The chat with a client of this name, as somebody who sees everything does. */
  async chatWith(name, viewer = 'selin') {
    const found = (await this.chats(viewer)).filter((chat) => chat.contact.name === name);
    assert.equal(found.length, 1, `chats with ${name}`);
    return found[0];
  }

  /** Every chat that somebody sees, through all pages. */
  async chats(viewer, query = '') {
    return everything(await this.as(viewer), `/v1/chats?limit=100${query}`, 'chats');
  }

  /** Every message of a chat, newest first. */
  async messages(viewer, chat) {
    return everything(await this.as(viewer), `/v1/chats/${chat}/messages?limit=100`, 'messages');
  }

  /** Every entry of the audit log. */
  async audit() {
    return everything(await this.as('selin'), '/v1/audit?limit=100', 'entries');
  }
}

/** Goes through the pages of a list. */
export async function everything(client, path, key) {
  const all = [];
  let cursor = '';
  do {
    const page = assertOk(await client.get(cursor ? `${path}&cursor=${encodeURIComponent(cursor)}` : path));
    all.push(...page[key]);
    cursor = page.nextCursor;
  } while (cursor);
  return all;
}

/** A phone number that nobody had before, as WhatsApp writes it. */
export function clientPhone() {
  return String(905_320_000_000 + unique());
}

/** A name that nobody had before. Without digits: those would be taken for a number. */
export function clientName() {
  const letters = [...unique().toString(26)].map((digit) => 'abcdefghijklmnopqrstuvwxyz'[parseInt(digit, 26)]);
  return `Client Nr${letters.join('')}`;
}

function bytesOf(body) {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
