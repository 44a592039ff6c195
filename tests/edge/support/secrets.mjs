// What must not be read by whoever may not, and where it is planted: every place in which a client or a colleague can
// write.

import { telegramText, unique, whatsappBody, whatsappChange } from './channels.mjs';
import { PASSWORD } from './company.mjs';
import { assertOk } from './problem.mjs';
import { OPERATOR_TOKEN } from './server.mjs';
import { digitsOf, emailSpellings, handleSpellings, phoneSpellings } from './spellings.mjs';

export const NATIONAL = '5324178653';
export const WA_ID = `90${NATIONAL}`;
export const SECOND = '5417736291';
export const MOVED = '5358846172';
export const EMAIL = 'aylin.er@butik-ornek.com';
export const HANDLE = 'aylin_er_istanbul';
export const STREET = 'Moda Caddesi 71/4';
/** Where a client is right now, in a message of that kind and in no record. */
export const VENUE = 'Nevsky Prospekt 28';
export const TELEGRAM_ID = 6_114_207_733;
export const TELEGRAM_HANDLE = 'sergey_volkov_spb';
const MEMBER_ID = 6_225_318_844;
export const MEMBER_HANDLE = 'annakorneva1984';
export const CARD = '4012888888881881';
export const IBAN = 'TR330006100519786457841326';

/** What clients are called; a secret only for those who are not to know names. */
export const NAMES = ['Aylin Er', 'Sergey', 'Korneva'];

/** The one who is in the CRM from the start. */
export const AYLIN = {
  id: 'c-aylin', name: 'Aylin Er', phone: `+90 ${NATIONAL}`, email: EMAIL, handle: HANDLE, address: STREET,
  identities: [{ kind: 'whatsapp', value: WA_ID }],
};

/** Digits that no agent may see, as a run, whatever stands between them. */
export const DIGITS = [NATIONAL, SECOND, MOVED, String(TELEGRAM_ID), String(MEMBER_ID), CARD, IBAN.slice(2)];

/** Words that no agent may see, in any case. */
export const WORDS = [
  EMAIL, EMAIL.split('@')[0], HANDLE, STREET, TELEGRAM_HANDLE, MEMBER_HANDLE, VENUE,
  'wamid.', 'phone_number_id', PASSWORD, OPERATOR_TOKEN,
];

/** A reason or an answer in which somebody writes what should not stand there. */
export const REASON = `The client Aylin Er, ${EMAIL} with 0${NATIONAL}, cannot wait`;

/** Plants everything that clients can write. */
export async function plant(acme) {
  const whatsapp = new Whatsapp(acme);
  await whatsapp.texts();
  await whatsapp.files();
  await whatsapp.structures();
  await whatsapp.news();
  const telegram = new Telegram(acme);
  await telegram.talk();
  await telegram.group();
}

/** Meta's ids carry the number of the client in Base64. */
function wamid() {
  return `wamid.${Buffer.from(`\u0001${WA_ID}\u0002${unique()}`).toString('base64')}`;
}

class Whatsapp {
  #acme;

  constructor(acme) {
    this.#acme = acme;
  }

  /** One message of the client, of any kind, and whatever else stands in it. */
  async say(kind, content, more = {}) {
    const message = { from: WA_ID, id: wamid(), timestamp: '1760000000', type: kind, [kind]: content, ...more };
    await this.#send({ message });
    return message.id;
  }

  async #send(part) {
    const { phoneNumberId } = this.#acme.secretsOf('wa-sales');
    const change = whatsappChange({ phoneNumberId, from: WA_ID, name: `Aylin 0${NATIONAL}`, ...part });
    assertOk(await this.#acme.postWhatsapp(whatsappBody(change)));
  }

  async texts() {
    const texts = [
      ...phoneSpellings(NATIONAL).map((phone) => `Numaram ${phone} arayın`),
      ...phoneSpellings(SECOND).map((phone) => `Or my brother: ${phone}, thanks`),
      ...emailSpellings(EMAIL).map((email) => `Пишите на ${email} пожалуйста`),
      ...handleSpellings(HANDLE).map((handle) => `I am ${handle} there`),
      `Home: ${STREET}, Kadıköy`, `Card ${CARD.replace(/(.{4})/g, '$1 ')}and ${IBAN}`,
      `It is Aylin Er speaking, Aylin for short`, `=HYPERLINK("tel:+90${NATIONAL}")`,
    ];
    for (const body of texts) await this.say('text', { body });
    const context = { from: WA_ID, id: wamid(), forwarded: true, referred_product: { catalog_id: WA_ID } };
    await this.say('text', { body: 'as I said' }, { context });
    const referral = { source_url: `https://wa.me/${WA_ID}`, source_id: WA_ID, headline: `0${NATIONAL}`, body: EMAIL };
    await this.say('text', { body: 'your ad' }, { referral });
  }

  async files() {
    const file = { id: '1234567890', mime_type: 'application/pdf', sha256: 'x' };
    await this.say('document', { ...file, filename: `invoice-${WA_ID}.pdf`, caption: `for 0${NATIONAL} / ${EMAIL}` });
    await this.say('document', { ...file, filename: `${EMAIL} 0${SECOND}.pdf` });
    await this.say('document', { ...file, filename: `${STREET} ${HANDLE}.pdf`, mime_type: `x/${WA_ID}; name="${EMAIL}"` });
    await this.say('image', { id: '123', mime_type: 'image/jpeg', sha256: 'x', caption: `call ${NATIONAL}` });
    await this.say('video', { id: WA_ID, mime_type: 'video/mp4', sha256: 'x', caption: `mail ${EMAIL}` });
    await this.say('sticker', { id: '123', mime_type: `image/${NATIONAL}`, sha256: 'x' });
  }

  async structures() {
    await this.say('location', { latitude: 41, longitude: 29, name: `Shop 0${NATIONAL}`, address: STREET, url: `https://wa.me/${WA_ID}` });
    const card = {
      name: { formatted_name: 'Aylin Er', first_name: 'Aylin' },
      phones: [{ phone: `+90 ${NATIONAL}`, wa_id: WA_ID, type: 'CELL' }, { phone: `0${SECOND}`, type: 'HOME' }],
      emails: [{ email: EMAIL, type: 'WORK' }],
      addresses: [{ street: STREET, city: 'Istanbul' }],
      org: { company: EMAIL }, urls: [{ url: `https://wa.me/${WA_ID}` }],
    };
    await this.say('contacts', [card]);
    await this.say('button', { payload: `call:${WA_ID}`, text: `Call 0${NATIONAL}` });
    await this.say('interactive', { type: 'list_reply', list_reply: { id: WA_ID, title: `0${NATIONAL}`, description: EMAIL } });
    await this.say('interactive', { type: 'nfm_reply', nfm_reply: { name: 'flow', body: `Sent ${EMAIL}`, response_json: `{"phone":"${WA_ID}"}` } });
    const item = { product_retailer_id: `sku-${WA_ID}`, quantity: 1, item_price: 5, currency: 'TRY' };
    await this.say('order', { catalog_id: '1', text: `ring 0${NATIONAL}`, product_items: [item] });
    await this.say('hologram', { phone: WA_ID });
    await this.say('unsupported', { type: `odd-${WA_ID}` }, { errors: [{ code: 1, title: EMAIL }] });
  }

  /** What happens to messages later, calls, and a client who takes another number. */
  async news() {
    const first = await this.say('text', { body: 'first' });
    await this.say('reaction', { message_id: first, emoji: `0${NATIONAL}` });
    await this.say('edit', { original_message_id: first, message: { type: 'text', text: { body: `edited: ${EMAIL} ${NATIONAL}` } } });
    await this.#send({ call: { id: wamid(), from: WA_ID, to: '15550000000', event: 'connect', timestamp: '1760000000', direction: 'USER_INITIATED' } });
    const body = `User Aylin changed from +90${NATIONAL} to +90${MOVED}`;
    await this.say('system', { body, type: 'user_changed_number', wa_id: `90${MOVED}` });
    await this.say('text', { body: `Now 0${MOVED}, before 0${NATIONAL}` });
  }
}

class Telegram {
  #acme;
  #person = { from: TELEGRAM_ID, firstName: 'Sergey', lastName: `+90${SECOND}`, username: TELEGRAM_HANDLE };
  #member = { from: MEMBER_ID, firstName: 'Anna', lastName: 'Korneva', username: MEMBER_HANDLE };

  constructor(acme) {
    this.#acme = acme;
  }

  /** One message of somebody, with whatever stands in the place of its text. */
  async say(sender, text, change = () => {}) {
    const update = telegramText({ ...sender, text });
    change(update.message, update);
    assertOk(await this.#acme.postTelegram(update));
    return update;
  }

  /** The same with something else than text. */
  #send(content) {
    return this.say(this.#person, undefined, (message) => Object.assign(message, content));
  }

  async talk() {
    for (const where of [`id ${TELEGRAM_ID}`, `https://t.me/${TELEGRAM_HANDLE}`, `tg://user?id=${TELEGRAM_ID}`]) {
      await this.say(this.#person, `Я ${TELEGRAM_HANDLE}, ${where}`);
    }
    const file = { file_id: '1', file_unique_id: '1', file_size: 5 };
    await this.#send({
      document: { ...file, file_name: `0${SECOND} ${EMAIL}.txt`, mime_type: `text/${NATIONAL}` },
      caption: `from ${EMAIL}`,
    });
    await this.#send({ audio: { ...file, duration: 1, title: `song of 0${SECOND}`, performer: EMAIL } });
    await this.#send({ sticker: { ...file, emoji: `0${SECOND}`, type: 'regular', width: 1, height: 1 } });
    const vcard = `BEGIN:VCARD\nTEL:+90${NATIONAL}\nEMAIL:${EMAIL}\nEND:VCARD`;
    await this.#send({ contact: { phone_number: `+90${NATIONAL}`, first_name: 'Aylin', last_name: EMAIL, user_id: TELEGRAM_ID, vcard } });
    await this.#send({ venue: { location: { latitude: 41, longitude: 29 }, title: `Shop 0${SECOND}`, address: VENUE } });
    await this.#send({ poll: { id: '1', question: `0${SECOND}?`, options: [{ text: EMAIL, voter_count: 0 }] } });
    await this.say(this.#person, 'look', (message) => {
      const earlier = { message_id: 1, date: 1, chat: message.chat, text: `quoted 0${SECOND}` };
      Object.assign(message, { reply_to_message: earlier, quote: { text: EMAIL, position: 0 } });
      message.forward_origin = { type: 'hidden_user', sender_user_name: `Forwarder 0${SECOND}`, date: 1 };
      message.entities = [{ type: 'text_link', offset: 0, length: 4, url: `https://wa.me/${WA_ID}` }];
    });
    const said = await this.say(this.#person, 'soon changed');
    const { message, update_id: updateId } = said;
    const edited = { ...message, text: `changed: 0${SECOND} ${EMAIL}`, edit_date: message.date };
    assertOk(await this.#acme.postTelegram({ update_id: updateId + 100_000, edited_message: edited }));
    const callback = { id: '1', from: message.from, message, data: `call:${WA_ID}`, chat_instance: '1' };
    assertOk(await this.#acme.postTelegram({ update_id: updateId + 200_000, callback_query: callback }));
  }

  /** A group in which the members speak of each other, without the signs by which a number or a name is known. */
  async group() {
    const inGroup = (message) => {
      message.chat = { id: -1_006_336_429_955, type: 'supergroup', title: `Villa 0${SECOND}` };
    };
    await this.say(this.#member, `it is ${MEMBER_HANDLE} here, ${MEMBER_ID}`, inGroup);
    await this.say(this.#person, undefined, (message) => {
      inGroup(message);
      message.new_chat_title = `Villa of ${EMAIL}`;
    });
    await this.say(this.#person, `${MEMBER_HANDLE} and ${TELEGRAM_HANDLE} come along`, inGroup);
  }
}

/** The secrets in a text, as it stands, decoded as addresses are, and as nothing but its digits. */
export function leaks(text, names = []) {
  const forms = [text, decoded(text)].map((form) => form.normalize('NFKC').toLowerCase());
  const words = [...WORDS, ...names].filter((word) => forms.some((form) => form.includes(word.toLowerCase())));
  // A run over several values would find what nobody can see: digits are compared value by value.
  const runs = /^[[{]/.test(text) ? forms : [...forms, ...forms.map(digitsOf)];
  return [...words, ...DIGITS.filter((digits) => runs.some((run) => run.includes(digits)))];
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What somebody got, piece by piece: heads and bodies as they came, values as JSON reads them, cells of tables. */
export function pieces(answers, frames) {
  const heads = answers.map(({ rawHeaders }) => rawHeaders.join('\n'));
  const bodies = [...answers.map(({ text }) => text), ...frames].filter(Boolean);
  return [...heads, ...bodies.flatMap(parts)];
}

function parts(body) {
  if (/^[[{]/.test(body)) return [body, ...strings(JSON.parse(body))];
  if (body.startsWith('\ufeff')) return cells(body);
  return [body];
}

function strings(value) {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...strings(inner)]);
}

/** The cells of a table: a run of digits over two of them is none. */
export function cells(table) {
  const found = table.slice(1).matchAll(/"((?:[^"]|"")*)"|([^,"\r\n]+)/g);
  return [...found].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare);
}
