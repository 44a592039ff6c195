const BRAND = Symbol.for('usher-access.error');

/** What this package throws: an error with a stable `code`, see `index.d.ts`. */
export class UsherError extends Error {
  /** Also those of the package's other entry, or of a second copy of it, are errors of this kind. */
  static [Symbol.hasInstance](value) {
    return typeof value === 'object' && value !== null && value[BRAND] === true;
  }

  constructor(code, message, { errors = [], cause } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'UsherError';
    this.code = code;
    this.errors = errors;
  }

  get [BRAND]() {
    return true;
  }
}

/**
 * The one conversion of what the engine throws. The engine throws text, `{code, message, errors?}`; anything else
 * is a fault of ours, or of the JavaScript that called.
 */
export function asUsherError(fault) {
  if (fault instanceof UsherError) return fault;
  if (typeof fault === 'string') {
    const { code, message, errors } = JSON.parse(fault);
    return new UsherError(code, message, { errors });
  }
  return new UsherError('internal', 'the engine failed; this is a defect of usher-access', { cause: fault });
}
