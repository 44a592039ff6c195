// Numbers inside ids, links, file names, records: where a machine has put them.
import { anyNumber, numberOf } from './phones.mjs';
import { address } from './secrets.mjs';
import { Text } from './text.mjs';

const digits = (random, count) => Array.from({ length: count }, () => random.below(10)).join('');

/** Name, and what stands before and behind. */
const PLACES = [
  ['jid', '', '@s.whatsapp.net'], ['jid', '', '@c.us'], ['jid_device', '', ':14@s.whatsapp.net'], ['jid_quoted', '"remoteJid":"', '@s.whatsapp.net"'], ['group_of', '', '-1609459200@g.us'], ['status', 'status@broadcast/', '@s.whatsapp.net'],
  ['wa_link', 'https://wa.me/', ''], ['wa_link_text', 'https://wa.me/', '?text=Hi%20there'], ['wa_api', 'https://api.whatsapp.com/send?phone=', '&text=ok'], ['wa_api', 'whatsapp://send?phone=+', ''], ['tel', 'tel:+', ''], ['tel_link', '<a href="tel:+', '">call us</a>'], ['sip', 'sip:+', '@voip.example.net;user=phone'], ['sms', 'sms:+', '?body=stop'],
  ['telegram', 'https://t.me/+', ''], ['viber', 'viber://chat?number=%2B', ''], ['query', 'https://crm.example/clients?phone=%2B', '&page=2'], ['query', 'GET /api/v2/contacts/', '/messages?limit=20 200 14ms'], ['path', '/var/spool/voicemail/', '/msg0001.wav'], ['object', 's3://exports/chats/', '/2026-03.json'],
  ['file', 'chat_', '.txt'], ['file', 'invoice-', '.pdf'], ['file', 'rec_20260314_', '.mp3'], ['file', 'WhatsApp Chat with +', '.zip'], ['file', 'IMG_', '_front.jpg'], ['key', 'contact:', ':profile'], ['key', 'session/whatsapp/', '/state'], ['key', 'lead-', '-2026'],
  ['json', '{"msisdn":"', '","lang":"tr"}'], ['json', '{"to":"+', '","type":"text"}'], ['json_number', '{"id":8812,"phone":', ',"vip":true}'], ['csv', '1042;Kaya;', ';Istanbul;active'], ['log', '[info] outbound to +', ' accepted, 1 segment'], ['log', 'cdr src=', ' dst=900 dur=42'], ['mail_gateway', '', '@sms.gateway.example'],
  ['markdown', '[write us](https://wa.me/', ')'], ['xml', '<Phone>', '</Phone>'], ['user', 'user_', ' joined using an invite link'], ['form', 'name=Ali&tel=', '&city=izmir'],
];

const MARKETS = ['TR', 'RU', 'BR', 'ES', 'US', 'GB', 'DE', 'IN', 'MX', 'ID', 'EG', 'UA', 'KZ', 'FR', 'IT'];

/** A machine's line with a number in it. */
export function embedded(random) {
  const number = random.chance(0.6) ? numberOf(random, random.pick(MARKETS)) : longer(random);
  const whole = number.code + number.national;
  const region = random.chance(0.7) ? number.region : 'TR';
  if (random.chance(0.08)) return contactCard(random, number).row(region, 'vcard', 'en');
  if (random.chance(0.06)) return mailLink(random).row(region, 'mailto', 'en');
  const [name, before, behind] = random.pick(PLACES);
  return new Text().plain(before).secret(whole, 'phone').plain(behind).row(region, name, 'en');
}

/** Of a plan that is long enough to be told from a count: behind `user_` ten digits may be anything. */
function longer(random) {
  const number = anyNumber(random);
  return number.code.length + number.national.length >= 11 ? number : longer(random);
}

function contactCard(random, { code, national, abroad }) {
  const text = new Text().plain(`BEGIN:VCARD\nVERSION:3.0\nN:Kaya;Ayşe;;;\nFN:Ayşe Kaya\nitem1.TEL;waid=`).secret(code + national, 'phone').plain(':').secret(abroad, 'phone');
  if (random.chance(0.5)) text.plain('\nEMAIL;TYPE=WORK:').secret(address(random), 'email');
  return text.plain(`\nREV:2026${digits(random, 4)}T101500Z\nEND:VCARD`);
}

function mailLink(random) {
  const [before, behind] = random.pick([['mailto:', '?subject=Offer'], ['<a href="mailto:', '">mail</a>'], ['{"email":"', '","ok":true}'], ['Return-Path: <', '>'], ['user=', '&token=x']]);
  return new Text().plain(before).secret(address(random), 'email').plain(behind);
}
