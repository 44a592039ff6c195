import { TABLE } from './table.js';

/** Of more remedies than these a sentence tells only how many there are. */
const REMEDIES_NAMED_MAX = 4;

export const LOCALES = Object.keys(TABLE);

/** An explanation as a sentence; documented in `sentences.d.ts`. */
export function sentence({ reason }, options) {
  const { phrases } = tableOf(options);
  switch (reason.code) {
    case 'granted':
    case 'record_needed':
      return fill(phrases[reason.code], { source: source(reason.source, options) });
    case 'grant_not_started':
      return dated(phrases, reason, reason.startsAt, options);
    case 'grant_ended':
      return dated(phrases, reason, reason.endsAt, options);
    case 'scope_too_narrow':
      // The widest of them says the most.
      return phrases[`scope_${reason.scopes.at(-1) ?? 'none'}`];
    default:
      return phrases[reason.code] ?? reason.code;
  }
}

/** Where a grant comes from, as part of a sentence. */
export function source({ kind, role, group }, options) {
  const { phrases } = tableOf(options);
  const names = { role: nameOf('role', role, options), group: nameOf('group', group, options) };
  if (kind === 'group') return fill(phrases.source_group, names);
  if (kind === 'emergency') return fill(phrases.source_emergency, names);
  return fill(phrases[group ? 'source_role_through_group' : 'source_role'], names);
}

/** What would give what is missing, as a sentence. */
export function remedies(list, options) {
  const { phrases, locale } = tableOf(options);
  const named = list.slice(0, REMEDIES_NAMED_MAX).map(({ kind, name }) => fill(phrases[`source_${kind}`], { [kind]: name }));
  const rest = list.length - named.length;
  if (rest > 0) named.push(fill(phrases[`more_${moreOf(locale, rest)}`], { count: String(rest) }));
  if (named.length === 0) return phrases.remedy_none;
  const last = named.pop();
  const joined = named.length === 0 ? last : fill(phrases.or, { first: named.join(', '), last });
  return fill(phrases.remedy, { remedies: joined });
}

/** What a standard permission allows; `undefined` for another name. */
export function meaning(permission, options) {
  const { meanings } = tableOf(options);
  return Object.hasOwn(meanings, permission) ? meanings[permission] : undefined;
}

function dated(phrases, reason, moment, options) {
  return fill(phrases[reason.code], { source: source(reason.source, options), date: dateOf(moment, options) });
}

function dateOf(moment, options) {
  if (options?.date) return options.date(moment);
  const { locale } = tableOf(options);
  const format = { dateStyle: 'long', timeStyle: 'short', timeZone: options?.timeZone };
  return new Intl.DateTimeFormat(locale, format).format(moment);
}

function nameOf(kind, id, options) {
  return (id && options?.name?.(kind, id)) ?? id ?? '';
}

/** The table of a language; English for one that there is none of. */
function tableOf(options) {
  const wanted = String(options?.locale ?? 'en').split(/[-_]/, 1)[0].toLowerCase();
  const locale = Object.hasOwn(TABLE, wanted) ? wanted : 'en';
  return { ...TABLE[locale], locale };
}

/** How a number of further roles and groups is put: one alone without a number. */
function moreOf(locale, count) {
  if (count === 1) return 'single';
  return locale === 'ru' && new Intl.PluralRules(locale).select(count) === 'one' ? 'one' : 'many';
}

/** A text with what stands in braces replaced, once: what is put in is not looked at again. */
function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? '');
}
