import { describe, expect, it } from 'vitest';
import { html } from '../../src/report/html.ts';
import { escapeMarkup } from '../../src/report/markup.ts';

describe('markup', () => {
  it('makes what steers it an entity, and what hides text visible', () => {
    expect(escapeMarkup(`<a b="c" d='e'>&\u202e\u0000\ufffe\n\t`)).toBe(
      '&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;\\u{202e}\\x00\n\t',
    );
  });
});

describe('html', () => {
  it('escapes text, keeps HTML, joins lists, leaves nothing out but false and undefined', () => {
    const items = ['<1>', '2'].map((one) => html`<li>${one}</li>`);
    expect(html`<ul class="${'"x'}">${items}${false}${undefined}${0}${''}</ul>`.toString()).toBe(
      '<ul class="&quot;x"><li>&lt;1&gt;</li><li>2</li>0</ul>',
    );
  });
});
