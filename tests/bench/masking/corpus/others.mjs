// Digits that are nobody's number: what a finder must leave alone.
import { cardDigits } from './secrets.mjs';

const digits = (random, count) => 1 + random.below(9) + Array.from({ length: count - 1 }, () => random.below(10)).join('');
const two = (number) => String(number).padStart(2, '0');
const letters = (random, count, from = 'ABCDEFGHJKLMNPRSTUVXYZ') => Array.from({ length: count }, () => from[random.below(from.length)]).join('');
const hex = (random, count) => letters(random, count, '0123456789abcdef');
const day = (random) => two(1 + random.below(28));
const month = (random) => two(1 + random.below(12));
const year = (random) => 2019 + random.below(9);
const hour = (random) => two(6 + random.below(17));
const minute = (random) => two(random.below(12) * 5);

const DATES = [
  (r) => `${day(r)}.${month(r)}.${year(r)}`, (r) => `${day(r)}/${month(r)}/${year(r)}`, (r) => `${year(r)}-${month(r)}-${day(r)}`, (r) => `${day(r)}.${month(r)}`, (r) => `${day(r)}-${month(r)}-${year(r)}`,
  (r) => `${day(r)}.${month(r)}.${String(year(r)).slice(2)}`, (r) => `${1 + r.below(28)}/${1 + r.below(12)}`, (r) => `${year(r)}${month(r)}${day(r)}`,
];
const PRICES = [
  (r) => `${1 + r.below(999)},${two(r.below(100))} €`, (r) => `$${1 + r.below(99)},${digits(r, 3)}.00`, (r) => `${1 + r.below(99)}.${digits(r, 3)},00 TL`, (r) => `${1 + r.below(99)} ${digits(r, 3)} ₽`, (r) => `R$ ${1 + r.below(9)}.${digits(r, 3)},90`,
  (r) => `£${digits(r, 3)}`, (r) => `Rp ${digits(r, 2)}.${digits(r, 3)}.000`, (r) => `${digits(r, 4)} TL`, (r) => `Rs ${1 + r.below(9)},${digits(r, 2)},${digits(r, 3)}`, (r) => `${digits(r, 2)} 000 000 сум`,
];
const ORDERS = [
  (r) => digits(r, 6 + r.below(7)), (r) => `${year(r)}${digits(r, 7)}`, (r) => `${letters(r, 2)}-${digits(r, 6)}`, (r) => `${digits(r, 3)}-${digits(r, 7)}-${digits(r, 7)}`, (r) => `${year(r)}-${digits(r, 6)}`, (r) => `${letters(r, 1)}${digits(r, 9)}`, (r) => digits(r, 10),
];
const TRACKS = [
  (r) => `1Z${letters(r, 3)}${digits(r, 13)}`, (r) => `R${letters(r, 1)}${digits(r, 9)}${random2(r)}`, (r) => digits(r, 12), (r) => digits(r, 13), (r) => `JD0146${digits(r, 11)}`, (r) => `${digits(r, 4)} ${digits(r, 4)} ${digits(r, 4)}`, (r) => `LP00${digits(r, 12)}`, (r) => digits(r, 14),
];
const random2 = (random) => random.pick(['TR', 'RU', 'BR', 'DE', 'CN', 'GB']);

/** A barcode with its check digit. */
function barcode(random) {
  const twelve = random.pick(['869', '460', '789', '501', '400', '841']) + digits(random, 9);
  const sum = [...twelve].reduce((all, digit, at) => all + Number(digit) * (at % 2 ? 3 : 1), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}

const uuid = (r) => `${hex(r, 8)}-${hex(r, 4)}-4${hex(r, 3)}-a${hex(r, 3)}-${hex(r, 12)}`;
const coordinate = (r, whole) => `${r.below(whole)}.${digits(r, 4 + r.below(4))}`;

/** By the name that the sentences have for it. */
export const others = {
  ord: (r) => r.pick(ORDERS)(r),
  inv: (r) => r.pick([`INV-${digits(r, 7)}`, `${year(r)}/${digits(r, 5)}`, `${letters(r, 3)}${year(r)}${digits(r, 9)}`, digits(r, 8), `F-${digits(r, 4)}-${digits(r, 4)}`]),
  trk: (r) => r.pick(TRACKS)(r),
  date: (r) => r.pick(DATES)(r),
  time: (r) => r.pick([`${hour(r)}:${minute(r)}`, `${hour(r)}.${minute(r)}`, `${hour(r)}h${minute(r)}`, `${hour(r)}:${minute(r)}:${minute(r)}`]),
  iso: (r) => `${year(r)}-${month(r)}-${day(r)}T${hour(r)}:${minute(r)}:${minute(r)}${r.pick(['Z', '.482Z', '+03:00'])}`,
  price: (r) => r.pick(PRICES)(r),
  otp: (r) => r.pick([digits(r, 4), digits(r, 6), `${digits(r, 3)} ${digits(r, 3)}`, `${digits(r, 3)}-${digits(r, 3)}`]),
  ip: (r) => r.pick([`${r.below(224)}.${r.below(256)}.${r.below(256)}.${r.below(256)}`, `10.${r.below(256)}.${r.below(256)}.${r.below(256)}:8443`, `2001:db8::${hex(r, 4)}:${hex(r, 4)}`]),
  uuid: (r) => uuid(r),
  bar: (r) => barcode(r),
  geo: (r) => r.pick([`${coordinate(r, 60)}, ${coordinate(r, 150)}`, `-${coordinate(r, 40)},-${coordinate(r, 70)}`, `${r.below(60)}°${r.below(60)}'${r.below(60)}"N ${r.below(60)}°${r.below(60)}'${r.below(60)}"E`]),
  ser: (r) => r.pick([`SN${digits(r, 10)}`, `${letters(r, 4)}${digits(r, 4)}${letters(r, 2)}${digits(r, 3)}`, `C02${letters(r, 5)}${digits(r, 4)}`, `${digits(r, 4)}-${digits(r, 4)}-${letters(r, 4)}`]),
  size: (r) => r.pick([`${digits(r, 2)}x${digits(r, 2)}x${digits(r, 2)}`, `${digits(r, 3)} x ${digits(r, 3)}`, `${digits(r, 2)}×${digits(r, 2)}`]),
  kg: (r) => `${1 + r.below(40)}${r.pick(['', ',5', '.25'])}`,
  room: (r) => digits(r, 3 + r.below(2)),
  flight: (r) => `${r.pick(['TK', 'SU', 'LH', 'AA', 'IB', 'LA'])}${r.pick(['', ' '])}${digits(r, 4)}`,
  tick: (r) => `${r.pick(['#', 'T-', 'CS', ''])}${digits(r, 5 + r.below(2))}`,
  pol: (r) => r.pick([digits(r, 8), `${digits(r, 4)}/${digits(r, 6)}`, `P${digits(r, 9)}`]),
  ver: (r) => `${r.below(20)}.${r.below(30)}.${r.below(400)}`,
  build: (r) => r.pick([`${year(r)}${month(r)}${day(r)}.${1 + r.below(9)}`, hex(r, 7), digits(r, 5)]),
  meter: (r) => `${digits(r, 5)},${digits(r, 1)}`,
  model: (r) => r.pick([`WH-1000XM${1 + r.below(6)}`, `SM-G${digits(r, 3)}B`, `E${digits(r, 2)}-${digits(r, 4)}`, `GT-${digits(r, 4)}/128`]),
  qty: (r) => String(1 + r.below(24)),
  score: (r) => `${r.below(9)}-${r.below(9)}`,
  sku: (r) => r.pick([`${letters(r, 3)}-${digits(r, 4)}-${letters(r, 2)}`, `${digits(r, 3)}.${digits(r, 3)}.${digits(r, 2)}`, `${letters(r, 2)}${digits(r, 6)}`]),
  bankref: (r) => r.pick([`${year(r)}${month(r)}${day(r)}${digits(r, 8)}`, `${letters(r, 2)}${digits(r, 12)}`, `${digits(r, 6)}-${letters(r, 4)}`, digits(r, 16)]),
  h: (r) => r.pick(['ayse.k', 'burger_house34', 'ivan1990', 'studio.luz', 'noor_shop', 'el_taller_2020', 'kofi77']),
  badcard: (r) => broken(r),
  bk: (r) => r.pick([letters(r, 6), `${letters(r, 3)}${digits(r, 5)}`, digits(r, 9), `${digits(r, 4)}-${digits(r, 6)}`]),
  tax: (r) => r.pick([digits(r, 10), digits(r, 9), `${digits(r, 2)}/${digits(r, 3)}/${digits(r, 5)}`]),
  siret: (r) => `${digits(r, 3)} ${digits(r, 3)} ${digits(r, 3)} ${digits(r, 5)}`,
  plate: (r) => r.pick([`34 ${letters(r, 3)} ${digits(r, 3)}`, `А${digits(r, 3)}ВС${digits(r, 2)}`, `${digits(r, 4)} ${letters(r, 3)}`]),
  zip: (r) => r.pick([`0${digits(r, 4)}-${digits(r, 3)}`, digits(r, 5), digits(r, 6)]),
};

/** Sixteen digits in fours that are no card, for one digit. */
function broken(random) {
  const number = cardDigits(random);
  const last = (Number(number.at(-1)) + 1 + random.below(8)) % 10;
  return (number.slice(0, -1) + last).match(/.{1,4}/g).join(' ');
}

/** What stands in records and logs rather than in sentences. */
export const machine = [
  ['lid', (r) => `${digits(r, 14 + r.below(2))}@lid`], ['lid', (r) => `participant ${digits(r, 15)}@lid left`], ['group', (r) => `120363${digits(r, 12)}@g.us`], ['message_id', (r) => `wamid.HBgM${letters(r, 20)}${hex(r, 8).toUpperCase()}==`],
  ['uuid', (r) => `chat ${uuid(r)} archived`], ['url', (r) => `https://cdn.shop.example/img/${digits(r, 10)}_${digits(r, 4)}x${digits(r, 4)}.jpg`], ['url', (r) => `https://shop.example/p/${digits(r, 9)}?variant=${digits(r, 11)}`], ['url', (r) => `https://maps.example/@${coordinate(r, 60)},${coordinate(r, 100)},17z`],
  ['log', (r) => `[${year(r)}-${month(r)}-${day(r)} ${hour(r)}:${minute(r)}:${minute(r)}.${digits(r, 3)}] pid=${digits(r, 5)} took ${digits(r, 4)}ms`], ['epoch', (r) => `{"ts":17${digits(r, 8)},"seq":${digits(r, 6)}}`], ['epoch', (r) => `created_at=17${digits(r, 11)}`],
  ['file', (r) => `IMG_${year(r)}${month(r)}${day(r)}_${hour(r)}${minute(r)}${minute(r)}.jpg`], ['file', (r) => `IMG-${year(r)}${month(r)}${day(r)}-WA00${digits(r, 2)}.jpg`], ['file', (r) => `Screenshot ${year(r)}-${month(r)}-${day(r)} at ${hour(r)}.${minute(r)}.${minute(r)}.png`],
  ['hash', (r) => `commit ${hex(r, 40)}`], ['colour', (r) => `#${hex(r, 6)} and #${hex(r, 6)}`], ['list', (r) => `${digits(r, 2)}, ${digits(r, 2)}, ${digits(r, 3)}, ${digits(r, 2)}, ${digits(r, 3)}`], ['table', (r) => `${digits(r, 3)} | ${digits(r, 4)} | ${digits(r, 2)} | ${digits(r, 3)}`],
  ['sum', (r) => `${digits(r, 4)} + ${digits(r, 4)} = ${digits(r, 5)}`], ['badiban', (r) => `DE00 ${digits(r, 4)} ${digits(r, 4)} ${digits(r, 4)} ${digits(r, 4)} ${digits(r, 2)}`], ['years', (r) => `${year(r)}-${year(r)} / ${year(r)}-${year(r)}`], ['session', (r) => `sid:${hex(r, 32)}`],
];
