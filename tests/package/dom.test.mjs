// The DOM binding of the packed tarball in three browsers, under a content security policy without inline styles.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { BROWSERS, open } from './support/browsers.mjs';
import { serve } from './support/serve.mjs';
import { project } from './support/tarball.mjs';

const files = {
  'main.mjs': await readFile(new URL('support/dom.mjs', import.meta.url), 'utf8'),
  'index.html': `<!doctype html><html lang="en"><link rel="stylesheet" href="./page.css"><body></body>
    <script type="module" src="./main.mjs"></script></html>`,
  // The rule of the host that `hidden` alone would lose against.
  'page.css': '.flex { display: flex; }',
};
const MASK = '+90 ••• ••• •• 67';

for (const browser of BROWSERS) {
  test(`marked elements follow the access in ${browser}`, async (t) => {
    const folder = await project(t, files);
    const page = await serve(t, folder);
    const answer = JSON.parse(await (await open(t, browser)).visit(`${page}/`));

    const { first } = answer;
    assert.deepEqual(first.visible, [
      'reply', 'link', 'own', 'view', 'phone', 'input', 'area', 'name', 'text', 'given',
    ]);
    assert.deepEqual(first.states, {
      reports: 'hidden', reply: 'disabled', link: 'disabled', own: 'disabled', view: 'allowed', foreign: 'hidden',
      lost: 'hidden', typo: 'hidden', phone: 'masked', input: 'masked', area: 'masked', email: 'hidden', name: 'clear',
      text: 'masked', given: 'masked', nobody: 'hidden', theirs: 'hidden',
    });
    assert.deepEqual(first.texts, {
      phone: MASK, email: '', name: 'Ayşe', text: 'call ••• ••• •• 67 now', given: MASK, nobody: '', theirs: '',
    });
    assert.deepEqual(first.values, [MASK, `ring ${MASK}`]);
    assert.deepEqual(first.disabled, ['reply', 'own', 'input', 'area']);
    assert.deepEqual(first.link, [true, 'true']);
    assert.deepEqual(first.phone, []);
    assert.deepEqual(first.children, [1, 1]);
    assert.deepEqual(answer.leaked, []);
    assert.deepEqual(answer.quiet, first, 'the binding came back to its own changes');

    assert.deepEqual(answer.followed, {
      phone: '+44 ••• ••• •• 58', name: '••• ••• •• ••', late: MASK, menu: false, reply: true, reports: false, leaked: [],
    });

    const { widened } = answer;
    assert.deepEqual(widened.visible, [
      'reports', 'reply', 'link', 'own', 'view', 'phone', 'input', 'area', 'email', 'name', 'text', 'given',
    ]);
    assert.equal(widened.states.reports, 'allowed');
    assert.deepEqual(widened.texts, {
      phone: '+44 20 7946 0958', email: 'ayse@example.com', name: 'Ayşe', text: 'call 532 123 45 67 now',
      given: '+905321234567', nobody: '', theirs: '',
    });
    assert.deepEqual(widened.values, ['+905321234567', 'ring +905321234567']);
    assert.deepEqual(widened.disabled, ['own'], 'what the host disabled stays so');
    assert.deepEqual(widened.link, [false, null]);
    assert.deepEqual(widened.phone, ['href', 'title', 'data-number']);
    assert.equal(widened.late, '+905321234567');
    assert.equal(widened.menu, true);

    assert.equal(answer.narrowed.texts.given, MASK);
    assert.deepEqual(answer.narrowed.leaked, []);
    assert.deepEqual(answer.transferred, [true, MASK]);
    assert.deepEqual(answer.unbound, {
      reports: [true, false], link: [false, null], own: true, reply: false, phone: '+44 ••• ••• •• 58', leaked: [],
    });
    assert.deepEqual(answer.again, ['+44 20 7946 0958', '+905321234567']);
    assert.deepEqual(answer.reported, ['unknown_permission', 'unknown_permission'], 'once for each binding');
  });
}
