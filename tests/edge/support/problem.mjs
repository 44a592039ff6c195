// What every refusal looks like (RFC 9457).

import assert from 'node:assert/strict';

/** Asserts that an answer is this problem and gives its document back. */
export function assertProblem(answer, status, code) {
  assert.equal(answer.status, status, `${code} expected: ${answer.status} ${answer.text.slice(0, 500)}`);
  assert.match(answer.headers['content-type'] ?? '', /^application\/problem\+json/);
  assert.equal(answer.headers['cache-control'], 'no-store');
  const document = answer.json;
  assert.equal(document.code, code);
  assert.equal(document.status, status);
  assert.equal(document.type, `urn:usher:problem:${code}`);
  assert.ok(document.title.length > 0);
  return document;
}

/** Asserts a good answer and gives its JSON back. */
export function assertOk(answer, status = 200) {
  assert.equal(answer.status, status, answer.text.slice(0, 500));
  assert.equal(answer.headers['cache-control'], 'no-store');
  if (status === 204) {
    assert.equal(answer.bytes.length, 0);
    return undefined;
  }
  assert.match(answer.headers['content-type'] ?? '', /^application\/json/);
  return answer.json;
}
