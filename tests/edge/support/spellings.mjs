// One phone number and one address in the ways that people write them.

/** A Turkish mobile number by its ten digits, in many spellings. */
export function phoneSpellings(national) {
  const [a, b, c, d] = [national.slice(0, 3), national.slice(3, 6), national.slice(6, 8), national.slice(8)];
  return [
    `+90${national}`, `+90 ${a} ${b} ${c} ${d}`, `0090 ${a} ${b} ${c}${d}`, `90${national}`, `0${national}`, national,
    `0 ${a} ${b} ${c} ${d}`, `(0${a}) ${b} ${c} ${d}`, `0(${a})${b}-${c}-${d}`, `+90-${a}-${b}-${c}-${d}`,
    `0${a}.${b}.${c}.${d}`, `${a}/${b}/${c}/${d}`, `0${a}_${b}_${c}_${d}`, `+90 (${a}) ${b}${c}${d}`,
    [...national].join(' '), `0\u00a0${a}\u00a0${b}\u00a0${c}\u00a0${d}`, `0${a}\u200b${b}\u200b${c}${d}`,
    `0${a}–${b}–${c}–${d}`, [...`0${national}`].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join(''),
    [...`0${national}`].map((digit) => String.fromCharCode(0x660 + Number(digit))).join(''),
    `https://wa.me/90${national}`, `tel:+90${national}`, `90${national}@s.whatsapp.net`,
    `https://api.whatsapp.com/send?phone=90${national}&text=hi`, `whatsapp://send?phone=%2B90${national}`,
    `0${a} ${b}\n${c} ${d}`, `0${a}${b} ${c}${d}`, `5-${a.slice(1)}-${b}-${c}-${d}`,
  ];
}

/** An e-mail address, in many spellings. */
export function emailSpellings(address) {
  const [local, domain] = address.split('@');
  return [
    address, address.toUpperCase(), `mailto:${address}`, `<${address}>`, `${local} @ ${domain}`, `${local}(at)${domain}`,
    `${local} [at] ${domain.replaceAll('.', ' [dot] ')}`, `${local}%40${domain}`, `${local}＠${domain}`,
  ];
}

/** A user name, in many spellings. */
export function handleSpellings(handle) {
  const bare = [`@${handle}`, handle, `@${handle.toUpperCase()}`];
  return [...bare, `t.me/${handle}`, `https://t.me/${handle}?start=1`, `instagram.com/${handle}`];
}

/** The digits of a text, whatever script they are of, and nothing else. */
export function digitsOf(text) {
  const plain = text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => valueOf(digit));
  return plain.replace(/[^0-9]/g, '');
}

/** Decimal digits of a script stand in a row, from zero. */
function valueOf(digit) {
  const code = digit.codePointAt(0);
  let zero = code;
  while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code < 0x80 ? code - 0x30 : (code - zero) % 10);
}
