// Addresses, cards, accounts and numbers of persons, made so that their checksums hold.

const LATIN = ['ayse.kaya', 'mehmet_demir', 'sarah.w', 'j.okafor', 'priya-n', 'ivan.petrov', 'olga', 'm.garcia', 'joaosilva', 'lucia.fdez', 'k.mueller', 'anna.s', 'info', 'contact', 'sales', 'h.tanaka', 'budi.s', 'noor', 'chloe', 'marek.z'];
const DOMAINS = ['gmail.com', 'hotmail.com', 'yahoo.com', 'icloud.com', 'outlook.com', 'mail.ru', 'yandex.ru', 'gmx.de', 'web.de', 'orange.fr', 'libero.it', 'uol.com.br', 'bol.com.br', 'wp.pl', 'ukr.net', 'ziggo.nl',
  'hotmail.com.tr', 'superonline.com', 'telefonica.net', 'proton.me', 'kayalar-insaat.com.tr', 'clinic-north.co.uk', 'students.uni-mainz.de', 'shop.example', 'ntlworld.com', 'qq.com', 'docomo.ne.jp', 'fresh.market'];

/** An address as people have them, and as they type them. */
export function address(random) {
  const local = random.pick(LATIN);
  const digits = random.chance(0.45) ? String(random.pick([1, 7, 34, 61, 85, 99, 1987, 1990, 2001, 123])) : '';
  const tag = random.chance(0.05) ? `+${random.pick(['shop', 'test', 'news'])}` : '';
  const whole = `${local}${digits}${tag}@${random.pick(DOMAINS)}`;
  if (random.chance(0.06)) return whole.toUpperCase();
  return random.chance(0.08) ? whole[0].toUpperCase() + whole.slice(1) : whole;
}

const digits = (random, count) => Array.from({ length: count }, () => random.below(10)).join('');

/** The digit that makes a number pass Luhn. */
export function luhn(partial) {
  const sum = [...partial].reverse().reduce((all, digit, at) => {
    const twice = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return all + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

const NETWORKS = [['4', 16], ['51', 16], ['55', 16], ['2221', 16], ['5890', 16], ['9792', 16], ['2200', 16], ['37', 15], ['34', 15], ['6011', 16], ['3528', 16], ['62', 16]];

/** The digits of a card. */
export function cardDigits(random) {
  const [prefix, length] = random.pick(NETWORKS);
  const partial = prefix + digits(random, length - prefix.length - 1);
  return partial + luhn(partial);
}

/** A card as it is typed. */
export function card(random, number = cardDigits(random)) {
  const apart = random.pick([' ', ' ', '-', '', '']);
  if (number.length === 15) return [number.slice(0, 4), number.slice(4, 10), number.slice(10)].join(apart);
  return number.match(/.{1,4}/g).join(apart);
}

/** Country, and the letters (a), digits (n) or either (c) behind the check digits. */
const ACCOUNTS = {
  tr: ['TR:n22'], ru: ['KZ:n3c13', 'BY:a4n4c16'], en: ['GB:a4n14', 'IE:a4n14'], es: ['ES:n20'], pt: ['PT:n21', 'BR:n23a1n1'], de: ['DE:n18', 'AT:n16', 'CH:n17'], fr: ['FR:n23', 'BE:n12', 'TN:n20', 'MA:n24'],
  it: ['IT:a1n22', 'SM:a1n22'], pl: ['PL:n24'], uk: ['UA:n25'], nl: ['NL:a4n10', 'BE:n12'], ar: ['AE:n19', 'SA:n20', 'EG:n25', 'JO:a4n22', 'KW:a4n22', 'QA:a4n21'],
};
const ELSEWHERE = ['DE:n18', 'FR:n23', 'NL:a4n10', 'TR:n22'];

const mod97 = (text) => [...text].reduce((rest, letter) => {
  const value = parseInt(letter, 36);
  return (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
}, 0);

/** An account that people who write this language have. */
export function account(random, language) {
  const [country, shape] = random.pick(ACCOUNTS[language] ?? ELSEWHERE).split(':');
  const body = [...shape.matchAll(/([anc])(\d+)/g)].map(([, kind, count]) => part(random, kind, Number(count))).join('');
  const check = String(98 - mod97(`${body}${country}00`)).padStart(2, '0');
  const whole = country + check + body;
  if (random.chance(0.5)) return whole.match(/.{1,4}/g).join(' ');
  return random.chance(0.12) ? whole.toLowerCase() : whole;
}

function part(random, kind, count) {
  if (kind === 'n') return digits(random, count);
  const letters = kind === 'a' ? 'ABCDEFGHKLMNPRSTUZ' : '0123456789ABCDEFGHKLMNPRSTUZ';
  return Array.from({ length: count }, () => letters[random.below(letters.length)]).join('');
}

/** The number of a person in Turkey, Russia or Brazil. */
export function person(random, language) {
  return { tr: tckn, ru: snils, pt: cpf }[language](random);
}

function tckn(random) {
  const nine = 1 + random.below(9) + digits(random, 8);
  const at = [...nine].map(Number);
  const odd = at[0] + at[2] + at[4] + at[6] + at[8];
  const tenth = (((odd * 7 - at[1] - at[3] - at[5] - at[7]) % 10) + 10) % 10;
  const eleventh = (at.reduce((sum, digit) => sum + digit, 0) + tenth) % 10;
  return `${nine}${tenth}${eleventh}`;
}

function snils(random) {
  const nine = 1 + random.below(9) + digits(random, 8);
  const sum = [...nine].reduce((all, digit, at) => all + Number(digit) * (9 - at), 0);
  const check = String(sum % 101 === 100 ? 0 : sum % 101).padStart(2, '0');
  return random.chance(0.7) ? `${nine.match(/.{3}/g).join('-')} ${check}` : nine + check;
}

function cpf(random) {
  const nine = digits(random, 9);
  const check = (text) => {
    const rest = ([...text].reduce((all, digit, at) => all + Number(digit) * (text.length + 1 - at), 0) * 10) % 11;
    return rest === 10 ? 0 : rest;
  };
  const tenth = check(nine);
  const whole = `${nine}${tenth}${check(`${nine}${tenth}`)}`;
  return random.chance(0.6) ? `${nine.match(/.{3}/g).join('.')}-${whole.slice(9)}` : whole;
}
