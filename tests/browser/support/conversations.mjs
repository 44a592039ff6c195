// The conversations of `tests/demo`, played through the worker as `cargo xtask dev` does.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { assertOk } from '../../edge/support/problem.mjs';
import { ROOT } from './place.mjs';

const AGENTS = { 'u-arda': 'arda', 'u-elif': 'elif', 'u-timur': 'timur' };

/** Plays all of them, the agents online, and leaves nobody online. */
export async function play(company) {
  const { conversations } = JSON.parse(await readFile(path.join(ROOT, 'tests/demo/conversations.json'), 'utf8'));
  const sockets = [];
  for (const username of Object.values(AGENTS)) sockets.push(await company.online(username));
  for (const conversation of conversations.filter(({ arrives }) => arrives !== 'after_hours')) await perform(company, conversation);
  for (const socket of sockets) await socket.close();
  for (const conversation of conversations.filter(({ arrives }) => arrives === 'after_hours')) await perform(company, conversation);
}

async function perform(company, { channel, client, lines }) {
  const name = client.name ?? `${client.first} ${client.last}`;
  const from = client.number ?? client.id;
  for (const line of lines) {
    if (line.client) {
      await company.write({ channel, from, name, username: client.username, text: line.client });
      continue;
    }
    const chat = await company.chatWith(name, channel);
    const author = await company.as(line.supervisor ? 'selin' : AGENTS[chat.assignee.id]);
    if (line === 'close') assertOk(await author.post(`/v1/chats/${chat.id}/close`, {}));
    else assertOk(await author.post(`/v1/chats/${chat.id}/messages`, { text: line.agent ?? line.supervisor }), 201);
  }
}
