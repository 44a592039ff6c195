// Webhook bodies in the vendors' documented forms, and their signatures.

import { createHmac } from 'node:crypto';

/** What Meta sends as `X-Hub-Signature-256`: over these very bytes. */
export function metaSignature(secret, bytes) {
  return `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;
}

/** The header by which Telegram proves itself. */
export const TELEGRAM_HEADER = 'x-telegram-bot-api-secret-token';

let count = 0;

/** A number that no other call of this process got. */
export function unique() {
  count += 1;
  return count;
}

/** One WhatsApp `change` with one text message. */
export function whatsappText({ phoneNumberId, from, name, text, id = `wamid.TEST${unique()}`, at = nowS() }) {
  return whatsappChange({
    phoneNumberId,
    from,
    name,
    message: { from, id, timestamp: String(at), type: 'text', text: { body: text } },
  });
}

/** One WhatsApp `change` with one message of any kind, or one piece of news about a call. */
export function whatsappChange({ phoneNumberId, from, name, message, call }) {
  const metadata = { display_phone_number: '15550000000', phone_number_id: phoneNumberId };
  const contacts = [{ profile: { name }, wa_id: from }];
  const value = { messaging_product: 'whatsapp', metadata, contacts };
  if (call) return { field: 'calls', value: { ...value, calls: [call] } };
  return { field: 'messages', value: { ...value, messages: [message] } };
}

/** A whole body of Meta around changes: one entry each, as an account with several numbers may get them. */
export function whatsappBody(...changes) {
  return {
    object: 'whatsapp_business_account',
    entry: changes.map((change) => ({ id: '100000000000000', changes: [change] })),
  };
}

/** A Telegram update with one text message in a private chat. */
export function telegramText({ from, firstName, lastName, username, language, text, updateId = 500_000 + unique() }) {
  const person = { id: from, is_bot: false, first_name: firstName, last_name: lastName, username, language_code: language };
  return {
    update_id: updateId,
    message: {
      message_id: updateId,
      date: nowS(),
      from: person,
      chat: { id: from, type: 'private', first_name: firstName, last_name: lastName, username },
      text,
    },
  };
}

/** The body as Meta writes it: characters outside ASCII as lower-case escapes. */
export function escaped(body) {
  return JSON.stringify(body).replace(/[\u0080-\uffff]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function nowS() {
  return Math.floor(Date.now() / 1000);
}
