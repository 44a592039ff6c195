// Pages of contacts as a list of chats brings them: a hundred to a page, numbers and addresses wherever they get to.
import { Random } from '../access/random.mjs';
import { numbers } from './corpus/phones.mjs';

const NAMES = ['Ayşe Kaya', 'Олег Смирнов', 'Bruna Alves', 'Lucía Ortega', 'Sam Walker', 'Jonas Brandt', 'Chiara Ferri', 'Noor de Wit'];
const DOMAINS = ['gmail.com', 'yandex.ru', 'uol.com.br', 'hotmail.com.tr', 'gmx.de'];
const TALK = ['Merhaba, siparişim ne zaman gelir?', 'Заказ ещё собирается?', 'ainda está disponível?', 'is it still available?', 'gracias, hasta mañana', 'kann ich die Adresse ändern', '👍'];
const REGIONS = ['TR', 'RU', 'BR', 'ES', 'US', 'DE', 'GB', 'IN'];
const pool = numbers.filter(({ region }) => REGIONS.includes(region));
const CONTACTS = 100;

/** `{ text, secrets }` for each page: the JSON, and for each contact what nobody may be able to read in it. */
export function pagesOf(count) {
  const random = new Random(77);
  return Array.from({ length: count }, (_, page) => {
    const contacts = Array.from({ length: CONTACTS }, (__, at) => contactOf(random, page * CONTACTS + at));
    const text = JSON.stringify({ data: contacts.map(({ record }) => record), page, next: `/v1/contacts?after=${page * CONTACTS + CONTACTS}` });
    // Some servers escape what need not be.
    return { text: page % 20 === 7 ? text.replaceAll('@', '\\u0040').replaceAll('/', '\\/') : text, secrets: contacts.map(({ secret }) => secret) };
  });
}

function contactOf(random, id) {
  const { code, national, home, abroad } = numberOf(random);
  const whole = code + national;
  const local = `${random.pick(['ayse', 'oleg', 'bruna', 'lucia', 'sam', 'jonas'])}.${random.below(90_000) + 10_000}`;
  const email = `${local}@${random.pick(DOMAINS)}`;
  const odd = random.below(20);
  const order = `2026${String(random.below(1e8)).padStart(8, '0')}`;
  const text = odd < 2 ? `${home} benim numaram, ${email}` : odd === 2 ? `https://wa.me/${whole}` : `${random.pick(TALK)} ${random.pick(TALK)} #${order}`;
  const record = {
    id: `c_${id.toString(36).padStart(6, '0')}`, name: odd === 3 ? abroad : random.pick(NAMES), phone: `+${whole}`, email, source_id: `${whole}@s.whatsapp.net`,
    avatar_url: `https://cdn.example/a/${random.below(1e9)}.jpg`, created_at: `2026-0${1 + random.below(9)}-1${random.below(10)}T0${random.below(10)}:15:00Z`, labels: ['vip', 'tr'], unread: random.below(9),
    custom: { segment: 'B', order_no: order, second_phone: odd === 4 ? home : null },
    last_message: {
      id: `wamid.${random.below(1e9)}${random.below(1e9)}`, from: whole, text, sent_at: 1_760_000_000 + random.below(1e7),
      attachments: odd === 5 ? [{ file_name: `fatura_${whole}.pdf`, size_bytes: 48_211 }] : [], raw: odd === 6 ? JSON.stringify({ wa_id: whole, to: `+${whole}` }) : undefined,
    },
  };
  return { record, secret: { national, local } };
}

/** Random enough that no two contacts of a page share a number. */
function numberOf(random) {
  const number = random.pick(pool);
  const tail = String(random.below(1e6)).padStart(6, '0');
  const redrawn = (text) => {
    const places = [...text.matchAll(/\d/g)].slice(-6).map(({ index }) => index);
    return places.reduce((now, place, at) => now.slice(0, place) + tail[at] + now.slice(place + 1), text);
  };
  return { ...number, national: redrawn(number.national), home: redrawn(number.home), abroad: redrawn(number.abroad) };
}

/**
 * Of how many contacts the number or the address can be read in what came out, and of how many something harmless is
 * gone. A page that is no JSON any more is of no use to anybody: all of its contacts are spoilt.
 */
export function readable(pages, outputs) {
  let leaking = 0;
  let spoilt = 0;
  pages.forEach(({ text, secrets }, at) => {
    const before = JSON.parse(text).data;
    const after = parsed(outputs[at])?.data;
    secrets.forEach(({ national, local }, place) => {
      const shown = after ? plain(JSON.stringify(after[place])) : '';
      leaking += Number(shown.replace(/[\s().\-–/\\]/g, '').includes(national) || shown.includes(`${local}@`));
      spoilt += Number(!after || harmless(before[place]) !== harmless(after[place]));
    });
  });
  return { leaking, spoilt };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const plain = (text) => decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25'));
const harmless = ({ id, created_at: created, unread, custom, last_message: message }) => [id, created, unread, custom?.order_no, message?.sent_at].join(' ');
