import type { Explanation, GrantSource } from 'usher-access';

/** The languages that there are sentences in. */
export type Locale = 'en' | 'tr' | 'ru';

/** The codes of these languages. */
export declare const LOCALES: readonly Locale[];

/** How to speak. */
export interface SpeakOptions {
  /** A language (BCP 47), of which only the first part counts: `tr-TR` is Turkish. English if not given, or unknown. */
  readonly locale?: string;
  /** The name of a role or group; where it gives none, the id stands for it. */
  readonly name?: (kind: 'role' | 'group', id: string) => string | null | undefined;
  /** A moment, in milliseconds since 1970, as text; by `Intl.DateTimeFormat` if not given. */
  readonly date?: (moment: number) => string;
  /** The time zone of the dates, where `date` is not given; the one of the runtime if not given. */
  readonly timeZone?: string;
}

/**
 * An explanation as a sentence:
 *
 * ```js
 * sentence(access.explain('chats.reply', chat), { locale: 'tr', name: (kind, id) => names[kind][id] });
 * ```
 */
export declare function sentence(explanation: Pick<Explanation, 'reason'>, options?: SpeakOptions): string;

/** Where a grant comes from, as part of a sentence: “the role “Agent” through the group “Sales””. */
export declare function source(source: GrantSource, options?: SpeakOptions): string;

/** What would give what is missing, as a sentence: what the server's `explain` or `Workbench.remedies` answered. */
export declare function remedies(
  remedies: readonly { readonly kind: 'role' | 'group'; readonly id: string; readonly name: string }[],
  options?: SpeakOptions,
): string;

/** What a standard permission allows: “see a chat and its messages”. Nothing for another name: see its title. */
export declare function meaning(permission: string, options?: SpeakOptions): string | undefined;
