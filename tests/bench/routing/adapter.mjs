// Makes of the events of a simulation those of the routing engine, and of its commands what the simulation is to do.

/** Moments of the engine are those of a calendar. */
const BEGIN_MS = 1_760_000_000_000;

/** What somebody who takes new clients, and who does not, may take: sums of new 1, known 2, own new 4, own known 8. */
const [TAKES_NEW, TAKES_KNOWN] = [15, 14];

/** Rules that do well by everything a simulation measures: fair, the client's own people first, no chat left behind. */
const GROUP = { algorithm: 'fair', backupUsers: [], backupGroup: null, stickiness: 'responsible', answerMs: null, closed: false };
const GRACE_MS = 60_000;

/** An engine in a simulated company. */
export class Adapter {
  #routing;
  #backup;
  #seed = 1n;
  #groups;
  #channels;
  /** The names of agents by their numbers, and the numbers by their names. */
  #agents;
  #people;
  #profiles;
  /** The names of chats by their numbers, and the numbers by their names. */
  #chats = [];
  #numbers = new Map();

  /**
   * @param {import('usher-access/admin').Routing} routing an engine to which nothing has happened
   * @param {{ backup?: boolean }} options whether groups help each other out, as the simulation says which
   */
  constructor(routing, { backup = false } = {}) {
    this.#routing = routing;
    this.#backup = backup;
  }

  /** What the simulation is to do upon one of its events. */
  on(event) {
    const atMs = BEGIN_MS + Math.round(event.t * 1000);
    const happened = EVENTS[event.ev];
    if (happened === undefined) throw new Error(`unknown event \`${event.ev}\``);
    return happened.call(this, event).flatMap((one) => this.#apply(atMs, one));
  }

  #apply(atMs, event) {
    this.#seed = BigInt.asUintN(64, this.#seed * 6364136223846793005n + 1442695040888963407n);
    // What is refused has changed nothing: somebody who has left is said to be online, say.
    const [{ commands = [] }] = this.#routing.applyAll([{ atMs, seed: this.#seed.toString(16).padStart(16, '0'), event }]);
    return commands.flatMap((command) => {
      const said = this.#said(command);
      return said === undefined ? [] : [said, ...this.#begun(atMs, command)];
    });
  }

  #said({ op, chat, to }) {
    if (op === 'unassign') return { op, chat: this.#chats[chat] };
    if (op !== 'assign' && op !== 'reassign') return undefined;
    return { op, chat: this.#chats[chat], agent: this.#agents[to], ...(this.#backup ? { backup: true } : {}) };
  }

  /** Whoever is given a chat talks to the client: nobody waits for a first answer, and the client is known from then on. */
  #begun(atMs, { chat, to }) {
    if (to === undefined) return [];
    const known = { type: 'chat_changed', chat, known: true };
    return [known, { type: 'answered', chat, by: to }].flatMap((event) => this.#apply(atMs, event));
  }

  /** The company: its rules, then its people, of whom nobody is there. */
  begin({ groups, channels, voice, backup, agents }) {
    this.#groups = placesOf(groups);
    this.#channels = placesOf(channels);
    this.#agents = agents.map(({ id }) => id);
    this.#people = placesOf(this.#agents);
    this.#profiles = agents.map((agent) => this.#profile(agent));
    const policy = {
      channels: channels.map((channel) => ({ kind: channel === voice ? 'call' : 'text', weight: 1 })),
      groups: groups.map((group) => this.#group(this.#backup ? backup[group] : undefined)),
      graceMs: GRACE_MS,
      giveBack: 'unanswered',
    };
    return [{ type: 'policy', policy }, ...this.#profiles.map((profile, person) => ({ type: 'person', person, profile }))];
  }

  #group(backup) {
    if (backup === undefined || backup === null) return { ...GROUP, ladder: { groupMs: 0 } };
    return { ...GROUP, backupGroup: this.#groups.get(backup), ladder: { groupMs: 0, backupGroupMs: 0 } };
  }

  #profile({ text_cap: textCapacity, voice_cap: callCapacity, new_clients: takesNew, memberships }) {
    const entitlements = Object.entries(memberships).flatMap(([group, channels]) =>
      channels.map((channel) => ({
        group: this.#groups.get(group),
        channel: this.#channels.get(channel),
        bits: takesNew ? TAKES_NEW : TAKES_KNOWN,
      })));
    const groups = Object.keys(memberships).map((group) => this.#groups.get(group));
    return { status: 'active', textCapacity, callCapacity, skills: 0, groups, entitlements };
  }

  arrived({ chat, group, channel, responsible }) {
    const number = this.#chats.push(chat) - 1;
    this.#numbers.set(chat, number);
    return [{
      type: 'arrived', chat: number, group: this.#groups.get(group), channel: this.#channels.get(channel), kind: 'personal',
      priority: 0, known: false, responsible: responsible === null ? null : this.#person(responsible), lastAgent: null, skills: 0,
    }];
  }

  over(type, { chat }) {
    return [{ type, chat: this.#numbers.get(chat) }];
  }

  /** Who ends the shift completes what is in hand; who is lost without a word leaves it lying. */
  presence({ agent, online, wrap }) {
    const absent = wrap ? 'finishing' : 'lost';
    return [{ type: 'presence', person: this.#person(agent), presence: online ? 'online' : absent }];
  }

  removed({ agent }) {
    const person = this.#person(agent);
    return [{ type: 'person', person, profile: { ...this.#profiles[person], status: 'removed' } }];
  }

  #person(agent) {
    return this.#people.get(agent);
  }
}

const EVENTS = {
  init(event) {
    return this.begin(event);
  },
  chat_new(event) {
    return this.arrived(event);
  },
  chat_end(event) {
    return this.over('closed', event);
  },
  chat_missed(event) {
    return this.over('hung_up', event);
  },
  presence(event) {
    return this.presence(event);
  },
  agent_removed(event) {
    return this.removed(event);
  },
  tick: () => [{ type: 'timer' }],
};

function placesOf(names) {
  return new Map(names.map((name, place) => [name, place]));
}
