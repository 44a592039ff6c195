import { hasMessage, t } from "../i18n";

/** A problem document (RFC 9457) of the edge. */
export interface ProblemDocument {
  type?: string;
  title?: string;
  status: number;
  detail?: string;
  code: string;
  permission?: string;
  reason?: { rule?: string; code?: string; reason?: { code?: string } } | string;
  errors?: { code: string; pointer?: string; message: string }[];
}

/** A call that the edge refused, or that never reached it (`code` is then `offline`). */
export class Problem extends Error {
  readonly document: ProblemDocument;
  readonly retryAfterSeconds: number | null;

  constructor(document: ProblemDocument, retryAfterSeconds: number | null = null) {
    super(document.code);
    this.name = "Problem";
    this.document = document;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get code(): string {
    return this.document.code;
  }

  get status(): number {
    return this.document.status;
  }

  /** The permission that is missing, where the refusal is about one. */
  get permission(): string | null {
    return this.document.permission ?? null;
  }
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem({ status: 0, code: "unexpected" });
}

/** What went wrong, for people: our own words for the codes we know, the edge's words for the rest. */
export function describe(problem: Problem): string {
  const { document } = problem;
  const key = `problem.${document.code}`;
  if (hasMessage(key)) {
    const seconds = problem.retryAfterSeconds ?? 0;
    return t(key, {
      permission: document.permission ?? t("problem.anotherPermission"),
      minutes: Math.max(1, Math.ceil(seconds / 60)),
      count: Math.max(1, Math.ceil(seconds / 60)),
      rule: ruleWords(document),
    });
  }
  const words = document.detail ?? document.title;
  return words ? sentence(words) : t("problem.unexpected");
}

/** The single faults of a refused change, when the edge lists them. */
export function faults(problem: Problem): string[] {
  return (problem.document.errors ?? []).map((fault) => sentence(fault.message));
}

function ruleWords({ reason }: ProblemDocument): string {
  const code = typeof reason === "string" ? reason : (reason?.rule ?? reason?.code ?? "");
  const key = `rule.${code}`;
  return hasMessage(key) ? t(key) : t("rule.other");
}

function sentence(words: string): string {
  const start = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
