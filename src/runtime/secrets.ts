/**
 * Shorter secrets are not masked. Masking replaces every occurrence in every log: a secret of three characters would
 * blank out words, numbers and dates without hiding anything, for who knows the text can fill the gaps.
 */
const SHORTEST_MASKED = 4;

/** What replaces a secret; the same three characters that GitHub's runner uses. */
const MASK = '***';

/** Parts of a URL that are shorter are words such as `/metrics`, which logs need. */
const SHORTEST_URL_PART = 12;

/**
 * A secret in every shape in which programs print it: as it is, each of its lines, and its base64, URL-encoded and
 * JSON-escaped forms. GitHub's runner masks exact single-line strings only, so each has to be registered.
 * A text of several lines is not among them as a whole, because the runner would then mask each of its lines however
 * short.
 */
export function derivedForms(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
  const wellFormed = secret.toWellFormed();
  const forms = [
    ...(lines.length === 1 ? [secret] : lines),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    encodeURIComponent(wellFormed),
    new URLSearchParams({ s: wellFormed }).toString().slice('s='.length),
    JSON.stringify(secret).slice(1, -1),
    ...urlParts(secret),
  ];
  const printable = forms.filter((form) => form.trim().length >= SHORTEST_MASKED && !/[\r\n]/.test(form));
  return secret.trim().length < SHORTEST_MASKED ? [] : [...new Set(printable)];
}

/** What servers repeat of a URL that is a secret, as in `Cannot POST /hooks/T0K3N`: its path, its password, its long parts. */
function urlParts(secret: string): string[] {
  const url = /^https?:/i.test(secret) ? URL.parse(secret) : null;
  if (url === null) return [];
  const { pathname, search, searchParams, password } = url;
  const parts = [`${pathname}${search}`, pathname, ...pathname.split('/'), ...searchParams.values()];
  return [password, safelyDecoded(password), ...parts.filter((part) => part.length >= SHORTEST_URL_PART)];
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The secrets of this run. Whatever the toolkit prints goes through `redact`. */
export class Secrets {
  #forms: string[] = [];
  readonly #announce: (form: string) => void;

  /** `announce` tells the runner about a form; on a terminal there is nobody to tell. */
  constructor(announce: (form: string) => void = () => {}) {
    this.#announce = announce;
  }

  add(secret: string): void {
    const fresh = derivedForms(secret).filter((form) => !this.#forms.includes(form));
    for (const form of fresh) this.#announce(form);
    // Longest first: a form that contains another must not be left with its tail showing.
    this.#forms = [...this.#forms, ...fresh].sort((a, b) => b.length - a.length);
  }

  redact(text: string): string {
    return this.#forms.reduce((result, form) => result.replaceAll(form, MASK), text);
  }
}
