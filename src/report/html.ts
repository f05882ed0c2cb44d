/** HTML that is finished: every text in it was escaped. Only `html` makes it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = string | number | Html | readonly Piece[] | undefined | false;

/** The one place where text becomes HTML. Right for text and for attributes in double quotes. */
function escapeHtml(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
      // Controls are not allowed in HTML, and direction marks can make a text look like another.
      .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (mark) => (/[\t\n\r]/.test(mark) ? mark : '\ufffd'))
  );
}

/** A template whose values are escaped, unless they are HTML already. Nothing stands for undefined and false. */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Html {
  return new Html(strings.reduce((text, part, index) => text + render(values[index - 1]) + part));
}

function render(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'string') return escapeHtml(piece);
  if (typeof piece === 'number') return String(piece);
  return piece.map(render).join('');
}

/**
 * A link, when it is one to the web; anything else (`javascript:` …) is shown as text. Addresses come from records that
 * others may have written.
 */
export function link(url: string | null | undefined, text: string): Html {
  if (url === null || url === undefined || !/^https?:\/\//.test(url)) return html`${text}`;
  return html`<a href="${url}">${text}</a>`;
}

/** Our own sentences, in which `names of things` stand between backticks. */
export function prose(text: string): Html {
  const parts = text.split('`');
  // An odd number of marks: they are no pairs.
  if (parts.length % 2 === 0) return html`${text}`;
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}
