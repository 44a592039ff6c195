// The demo company, once for each test: its own code, its own people's sessions, its own clients writing to it.

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { metaSignature, TELEGRAM_HEADER, telegramText, whatsappBody, whatsappText } from '../../edge/support/channels.mjs';
import { Client } from '../../edge/support/client.mjs';
import { assertOk } from '../../edge/support/problem.mjs';
import { LiveSocket } from '../../edge/support/socket.mjs';
import { ROOT } from './place.mjs';
import { OPERATOR_TOKEN } from './worker.mjs';

/** Everybody who works there, by user name. */
export const EVERYBODY = ['selin', 'arda', 'elif', 'timur', 'vera'];

export class Company {
  #sessions = new Map();
  #secrets;

  /**
   * Founds the demo company of `tests/demo` under another code.
   *
   * @param {number} port of the worker
   * @param {readonly string[]} people who can log in: a password takes a while to hash
   */
  static async found(port, people = EVERYBODY, code = `demo-${randomUUID().slice(0, 8)}`) {
    const demo = JSON.parse(await readFile(path.join(ROOT, 'tests/demo/company.json'), 'utf8'));
    demo.policy.company.code = code;
    const ids = demo.policy.users.filter(({ username }) => people.includes(username)).map(({ id }) => id);
    demo.credentials = demo.credentials.filter(({ user }) => ids.includes(user));
    const company = new Company();
    Object.assign(company, { port, code, password: demo.credentials[0]?.password });
    company.#secrets = new Map(demo.channelSecrets.map((one) => [one.channel, one]));
    const headers = { authorization: `Bearer ${OPERATOR_TOKEN}` };
    assertOk(await company.visitor().post('/v1/companies', demo, { headers }), 201);
    return company;
  }

  get origin() {
    return `http://localhost:${this.port}`;
  }

  /** Somebody without a session. */
  visitor() {
    return new Client(this);
  }

  /** A new session of somebody. */
  async logIn(username) {
    const client = this.visitor();
    assertOk(await client.post('/v1/login', { company: this.code, username, password: this.password }));
    return client;
  }

  /** Somebody's session, the same at each call. */
  async as(username) {
    if (!this.#sessions.has(username)) this.#sessions.set(username, await this.logIn(username));
    return this.#sessions.get(username);
  }

  /** Makes somebody online without a browser; answers with the connection. */
  async online(username) {
    return LiveSocket.open(await this.as(username));
  }

  /** Sends a payload of `tests/payloads` just as it is, signed or proven as its vendor does. */
  async send(name) {
    const bytes = await readFile(path.join(ROOT, 'tests/payloads', `${name}.json`));
    return name.startsWith('telegram/') ? this.postTelegram(bytes) : this.postWhatsapp(bytes);
  }

  /** A client writes. `from` is a number on WhatsApp and an id on Telegram. */
  async write({ channel = 'wa-sales', from, name, text, username, at }) {
    if (channel.startsWith('tg-')) {
      const [firstName, ...rest] = name.split(' ');
      const update = telegramText({ from, firstName, lastName: rest.join(' ') || undefined, username, text });
      return this.postTelegram(Buffer.from(JSON.stringify(update)), channel);
    }
    const { phoneNumberId } = this.#secrets.get(channel);
    const change = whatsappText({ phoneNumberId, from, name, text, id: `wamid.${randomUUID()}`, at });
    return this.postWhatsapp(Buffer.from(JSON.stringify(whatsappBody(change))), channel);
  }

  async postWhatsapp(bytes, channel = 'wa-sales') {
    const signature = metaSignature(this.#secrets.get(channel).appSecret, bytes);
    const headers = { 'x-hub-signature-256': signature };
    assertOk(await this.visitor().post(`/v1/webhooks/${this.code}/whatsapp`, bytes, { headers }));
  }

  async postTelegram(bytes, channel = 'tg-support') {
    const headers = { [TELEGRAM_HEADER]: this.#secrets.get(channel).secretToken };
    assertOk(await this.visitor().post(`/v1/webhooks/${this.code}/telegram/${channel}`, bytes, { headers }));
  }

  /** The newest chat with a client of this name, on this channel if one is given, as the supervisor sees it. */
  async chatWith(name, channel) {
    const { chats } = assertOk(await (await this.as('selin')).get('/v1/chats?limit=100'));
    const chat = chats.find((one) => one.contact.name === name && (channel ?? one.channel.id) === one.channel.id);
    if (!chat) throw new Error(`there is no chat with ${name}`);
    return chat;
  }
}
