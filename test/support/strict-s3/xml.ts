/** Text as XML character data. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"'\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function unescapeXml(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return named[name] ?? whole;
  });
}

export type XmlValue = string | number | boolean | readonly XmlNode[];
export type XmlNode = readonly [name: string, value: XmlValue];

/** One element with its children, as S3 answers. */
export function toXml(name: string, children: readonly XmlNode[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${children.map(render).join('')}</${name}>`;
}

function render([name, value]: XmlNode): string {
  const inner = Array.isArray(value) ? value.map(render).join('') : escapeXml(String(value));
  return `<${name}>${inner}</${name}>`;
}

/** The inner texts of every `<name>` element in a request this server understands (none of them nests). */
export function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map((match) => match[1] ?? '');
}

/** The text of the first `<name>` element. */
export function textOf(xml: string, name: string): string | undefined {
  const found = elements(xml, name)[0];
  return found === undefined ? undefined : unescapeXml(found);
}
