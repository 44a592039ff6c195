// Runs the vectors against the package. It knows no runtime: the package and the parsed files are arguments, so that
// the same text runs in Node, in each browser and in workerd. Natively `crates/core/tests/vectors.rs` does the same.

/**
 * @param {typeof import('usher-access')} usher the package; with `admin` and `sentences`, its entries of these names
 * @param {object[]} files the parsed vector files
 * @returns {Promise<{ suite: string, name: string, got: unknown }[]>} one answer a case, in order
 */
export async function runVectors(usher, files) {
  await Promise.all([usher.init(), usher.admin?.init()]);
  const results = [];
  for (const file of files) {
    only(file, ['suite', 'documents', 'cases']);
    const answer = SUITES[file.suite];
    if (!answer) throw new Error(`unknown suite \`${file.suite}\``);
    for (const vector of file.cases) {
      only(vector, ['name', 'op', 'input', 'expect']);
      const got = await answer(usher, vector, file.documents ?? {});
      results.push({ suite: file.suite, name: vector.name, got });
    }
  }
  return results;
}

const SUITES = { access, masking, routing, sentences, whatif };

const ACCESS = {
  load: () => true,
  decide: (access, { permission, ...input }) => {
    // Plain facts are looked up in tables, others are read by the engine: two ways to one answer.
    const decision = access.decide(permission, targetOf(input));
    const plain = access.decide(permission, plainTargetOf(input));
    return decision === plain ? decision : { decision, plain };
  },
  explain: (access, input) => access.explain(input.permission, targetOf(input)),
  filter: (access, { permission, chats }) => {
    const kept = new Set(access.filter(permission, chats));
    return chats.flatMap((chat, place) => (kept.has(chat) ? [place] : []));
  },
  visibility: (access, input) =>
    Object.fromEntries(Object.entries(access.visibility(targetOf(input))).filter(([, shown]) => shown !== 'hidden')),
  sections: (access) => access.sections().map((section) => section.id),
};

async function access(usher, { op, input }, documents) {
  only(input, ['access', 'now', 'permission', 'chat', 'contact', 'chats']);
  const answer = known(ACCESS, op);
  const document = typeof input.access === 'string' ? documents[input.access] : input.access;
  // A case names its moment, or is asked when the access was issued.
  let moment = document?.issuedAt ?? 0;
  const ask = async () => {
    const access = await usher.load(document ?? null, { clock: () => moment });
    moment = input.now ?? moment;
    return { value: answer(access, input) };
  };
  return attempt(usher, ask, (code) => ({ code }));
}

function targetOf({ chat, contact }) {
  if (chat !== undefined && chat !== null) return { chat };
  return contact === undefined || contact === null ? undefined : { contact };
}

/** The same with every fact there: as a server sends them. */
function plainTargetOf({ chat, contact }) {
  const plain = (one) => ({ group: null, assignee: null, responsible: null, ...one });
  if (chat !== undefined && chat !== null) return plain(chat);
  if (contact === undefined || contact === null) return undefined;
  return { contact: { responsible: null, ...contact, chats: contact.chats?.map(plain) } };
}

/** Each operation as a record that the package masks, and where in the record its answer lies. */
const MASKING = {
  field: ({ kind, value, secrets }) => ({ record: { probe: value, known: named(secrets) }, probe: kind, secrets }),
  text: ({ text, secrets }) => ({ record: { probe: text, known: named(secrets) }, probe: 'text', secrets }),
  identifier: ({ value, secrets }) => ({ record: { probe: value, known: named(secrets) }, probe: 'identifier', secrets }),
};
const MASKING_INPUT = {
  field: ['kind', 'value', 'visibility', 'secrets'],
  text: ['text', 'secrets', 'visibility'],
  identifier: ['value', 'secrets', 'visibility'],
  record: ['record', 'visibility', 'schema'],
  json: ['page', 'visibility', 'schema', 'policy', 'region'],
  stream: ['pieces', 'visibility', 'schema', 'policy', 'region'],
  find: ['text', 'policy', 'region'],
};

/** What needs no viewer: the operations of the package that mask whoever looks. */
const WHOEVER = {
  json: (usher, { page }, options) => decoded([usher.maskJson(encoder.encode(page), options)]),
  stream: async (usher, { pieces }, options) => {
    const stream = usher.maskJsonStream(options);
    const writer = stream.writable.getWriter();
    // Both ends fail with one error; the reader tells it.
    const written = Promise.all([...pieces.map((piece) => writer.write(encoder.encode(piece))), writer.close()]).catch(() => {});
    const shown = [];
    for await (const piece of chunks(stream.readable)) shown.push(piece);
    await written;
    return decoded(shown);
  },
  find: (usher, { text }, options) => usher.find(text, options).map(({ start, end, kind }) => [start, end, kind]),
};
const encoder = new TextEncoder();

/** Not every runtime can iterate a stream itself. */
async function* chunks(readable) {
  const reader = readable.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

function decoded(pieces) {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode();
}

async function masking(usher, { op, input }) {
  only(input, known(MASKING_INPUT, op));
  if (Object.hasOwn(WHOEVER, op)) {
    const { visibility, schema: fields, policy, region } = input;
    const options = { policy, region, fields, visibility: visibility === undefined ? undefined : shownOf(visibility) };
    return attempt(usher, async () => ({ value: await WHOEVER[op](usher, input, options) }), (code) => code);
  }
  const viewer = await usher.load(viewerOf(input));
  const mask = (record, fields) => viewer.mask(record, { chat: CHAT, fields });
  const answer = () => {
    if (op === 'record') return { value: mask(input.record, input.schema ?? {}) };
    const { record, probe, secrets } = MASKING[op](input);
    const kinds = (secrets ?? []).map(({ kind }, place) => [`known${place}`, kind]);
    return { value: mask(record, { probe, ...Object.fromEntries(kinds) }).probe };
  };
  return attempt(usher, answer, (code) => code);
}

/** What the record holds beside the probe: the package learns it from there. */
function named(secrets = []) {
  secrets.forEach((secret) => only(secret, ['kind', 'value']));
  return Object.fromEntries(secrets.map(({ value }, place) => [`known${place}`, value]));
}

const KINDS = ['name', 'phone', 'email', 'handle', 'address', 'text', 'card', 'iban', 'national_id'];
const CHAT = { channel: 'c', group: null, assignee: null, responsible: null, known: true };

/** A user who sees every chat, with the visibility of the case. */
function viewerOf({ visibility = 'masked', kind }) {
  const fields = shownOf(visibility, kind);
  const grant = {
    source: { kind: 'role', role: 'viewer' },
    // A number or an address in clear takes a permission beside the visibility.
    permissions: ['chats.view', 'contacts.phone', 'contacts.email'],
    channels: 'all', scope: 'all', groups: [], newClients: false, fields,
  };
  return {
    version: 2, company: 'demo', user: 'viewer', status: 'active', policyRevision: 1, issuedAt: 0,
    expiresAt: 8_640_000_000_000_000, hostPermissions: [], denied: [], grants: [grant], sections: [],
  };
}

/** How much of each kind is shown: one word for all, or an object in which `default` stands for those that are not named. */
function shownOf(visibility, kind) {
  const all = (shown) => Object.fromEntries(KINDS.map((name) => [name, shown]));
  // One word is about the field itself, so that it also reaches a kind that the host defines.
  if (typeof visibility === 'string') return { ...all(visibility), ...(kind === undefined ? {} : { [kind]: visibility }) };
  const { default: base, ...own } = visibility;
  return { ...(base === undefined ? {} : all(base)), ...own };
}

const ROUTING = {
  route: ({ route }, input) => route(input),
  /** A log, after every so many events its digests. Then everything but the rows is forgotten. */
  replay: ({ Routing }, { log, every }) => {
    let [routing, refused] = [new Routing(), 0];
    const digests = [];
    for (let start = 0; start < log.length; start += every) {
      refused += routing.replay(log.slice(start, start + every)).refused;
      const { steps, state } = routing.digest();
      digests.push([steps, state]);
      const rows = routing.export();
      routing.close();
      routing = new Routing(rows);
    }
    const { chats } = JSON.parse(routing.export());
    const assigned = chats.filter(({ assignee }) => assignee !== null).map(({ chat, assignee }) => [chat, assignee]);
    routing.close();
    return { events: log.length, refused, digests, assigned };
  },
};

async function routing(usher, { op, input }) {
  const answer = known(ROUTING, op);
  return attempt(usher, () => answer(usher.admin, input), (code) => ({ code }));
}

/** Simulations, and what was measured, in whole numbers. */
const WHATIF = {
  run: ({ WhatIf }, input) => {
    const scenario = new WhatIf(input);
    while (!scenario.run(5000).isFinished);
    const { chats, runs, pooled } = scenario.result();
    scenario.close();
    return { chats, runs: [...runs, ...(pooled === null ? [] : [pooled])].map(measured) };
  },
  staffing: ({ staffing }, input) => staffing(input).map(({ people }) => people),
};

function measured({ report, difference }) {
  const { texts, calls, queue, delayMeanMs } = report.all;
  // As Rust rounds: halves away from zero.
  const whole = (number) => Math.sign(number) * Math.round(Math.abs(number) * 1000);
  return {
    texts: [texts.chats, whole(texts.meanMs), texts.p50Ms, texts.p95Ms, texts.p99Ms, texts.missed, texts.unanswered],
    calls: [calls.chats, whole(calls.meanMs), calls.p95Ms, calls.missed],
    delay: whole(delayMeanMs),
    queue: queue.reduce((sum, mean) => sum + whole(mean), 0),
    moved: report.moved,
    people: report.people.map(({ assigned, onlineMs }) => [assigned, onlineMs]),
    difference: [whole(difference.meanMs), whole(difference.marginMs)],
  };
}

async function whatif(usher, { op, input }) {
  const ask = known(WHATIF, op);
  try {
    return ask(usher.admin, input);
  } catch (fault) {
    if (!(fault instanceof usher.UsherError)) throw fault;
    return { error: { code: fault.code, pointer: fault.errors[0]?.pointer } };
  }
}

/** What is said, with ids in brackets for names, unless the id is `nameless`, and moments in brackets for dates. */
const SENTENCES = {
  sentence: ({ sentence }, { reason }, options) => sentence({ reason }, options),
  remedies: ({ remedies }, input, options) => remedies(input.remedies, options),
  meaning: ({ meaning }, { permission }, options) => meaning(permission, options) ?? null,
};

async function sentences(usher, { op, input }) {
  only(input, ['locale', 'reason', 'remedies', 'permission']);
  const name = (_, id) => (id === 'nameless' ? undefined : `[${id}]`);
  const options = { locale: input.locale, name, date: (moment) => `[${moment}]` };
  return known(SENTENCES, op)(usher.sentences, input, options);
}

/** An answer, or the error with its code in the form that the suite writes it. Anything but an `UsherError` is a defect. */
async function attempt(usher, answer, written) {
  try {
    return await answer();
  } catch (fault) {
    if (!(fault instanceof usher.UsherError)) throw fault;
    return { error: written(fault.code) };
  }
}

function known(table, op) {
  if (!Object.hasOwn(table, op)) throw new Error(`unknown op \`${op}\``);
  return table[op];
}

function only(value, fields) {
  for (const field of Object.keys(value)) {
    if (!fields.includes(field)) throw new Error(`unknown field \`${field}\``);
  }
}
