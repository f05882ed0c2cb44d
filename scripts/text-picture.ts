import { displayWidth } from '../src/runtime/format.ts';

const CHARACTER = 7.8;
const LINE = 19;
const MARGIN = 16;

/** Terminal text as an SVG picture: light text on dark, in whatever monospace font the reader has. */
export function textPicture(title: string, text: string): string {
  const lines = text.split('\n');
  const width = Math.ceil(Math.max(...lines.map(displayWidth)) * CHARACTER + 2 * MARGIN);
  const height = lines.length * LINE + 2 * MARGIN;
  const rows = lines.map((line, index) => {
    const colour = line.startsWith('✔') ? '#7ee787' : line.startsWith('✘') ? '#ff7b72' : '#e6edf3';
    return `<text x="${MARGIN}" y="${MARGIN + (index + 0.8) * LINE}" fill="${colour}" xml:space="preserve">${escapeXml(line)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escapeXml(title)}</title>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13">
${rows.join('\n')}
</g>
</svg>
`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
