// Settings of routing as a company might have them. Nobody's hours but Timur's matter: tests run at any time.

import { assertOk } from '../../edge/support/problem.mjs';

const OFFICE = [['09:00', '12:30'], ['13:30', '18:00']];

export const SETTINGS = {
  version: 1,
  capacity: { text: 8, weights: { channels: { 'wa-second': 2 } } },
  people: { 'u-elif': { capacity: { text: 5 }, skills: ['german', 'returns'] }, 'u-timur': { skills: ['russian'], hours: 'night' } },
  groups: {
    sales: { backupUsers: ['u-timur'], backupGroup: 'support', priority: 2 },
    support: { skills: ['russian'], backupGroup: 'sales', missed: { answerWithin: 300, escalateTo: 'sales' } },
  },
  hours: {
    office: { weekly: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE }, closed: ['2026-12-31'] },
    night: { weekly: { fri: [['22:00', '06:00']], sat: [['22:00', '06:00']] } },
  },
  rules: [
    { id: 'refunds', when: { client: 'known', text: ['iade*', 'refund*', 'money back'] }, to: { group: 'support' }, priority: 5 },
    { id: 'vip', when: { channels: ['wa-second'], languages: ['de'] }, to: { user: 'u-elif' }, skills: ['german'] },
    { id: 'at-night', when: { channels: ['wa-second'], hours: { not: 'office' } }, to: { queue: 'sales' } },
  ],
};

/** Stores settings over whatever there is. */
export async function putRouting(company, settings = SETTINGS) {
  const selin = await company.as('selin');
  const { headers } = await selin.get('/v1/routing');
  assertOk(await selin.request('PUT', '/v1/routing', { body: { settings }, headers: { 'if-match': headers.etag } }));
}

/** What is stored. */
export async function routingOf(company) {
  const selin = await company.as('selin');
  return assertOk(await selin.get('/v1/routing')).settings;
}
