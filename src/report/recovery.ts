import type { Recovery } from './data.ts';
import { type Html, html } from './html.ts';

/** What to do on the day, with the names of this very set. */
export function recoverySteps(recovery: Recovery | undefined): Html {
  if (recovery === undefined) {
    return html`<h3>Recovery</h3><p class="muted">There is no set to recover from.</p>`;
  }
  const { set, proven, encrypted, readInstructions, restore, swap } = recovery;
  return html`<details open><summary><h3>Recovery</h3> <span class="muted">set ${set}, ${proven ? 'the newest that is proven' : 'the newest; none is proven'}</span></summary>
<ol class="steps">
<li>Restore beside the damaged database and let it be compared with its fingerprint${encrypted && ' (the age identity is needed)'}. Nothing is overwritten.<pre tabindex="0">${restore}</pre>
<li>Look into it. Then put it in the place of the live one; <code>--undo</code> takes it back.<pre tabindex="0">${swap}</pre>
<li>Without this toolkit: read the instructions that lie in the set and follow them. They need ${encrypted && html`<code>age</code>, `}<code>tar</code>, <code>psql</code> and <code>pg_restore</code>.<pre tabindex="0">${readInstructions}</pre>
</ol></details>`;
}
