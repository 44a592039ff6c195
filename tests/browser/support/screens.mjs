// Every screen of the console: how somebody gets there, and what says that it is there.

/**
 * @typedef {object} Screen
 * @property {string} name
 * @property {string | null} username nobody is logged in without one
 * @property {(chat: string) => string} path
 * @property {(page: import('@playwright/test').Page) => import('@playwright/test').Locator} shown
 */

/** @type {readonly Screen[]} */
export const SCREENS = [
  screen('log-in', null, '/', (page) => page.getByRole('button', { name: 'Log in' })),
  screen('inbox of a supervisor', 'selin', '/inbox', (page) => page.getByTestId('chat-row').first()),
  screen('conversation of a supervisor', 'selin', (chat) => `/inbox/${chat}`, (page) => page.getByTestId('message').first()),
  screen('contact of a supervisor', 'selin', (chat) => `/inbox/${chat}/contact`, (page) => page.getByTestId('reason')),
  screen('inbox of an agent', 'arda', '/inbox', (page) => page.getByTestId('chat-row').first()),
  screen('conversation of an agent', 'arda', (chat) => `/inbox/${chat}`, (page) => page.getByTestId('message').first()),
  screen('contact of an agent', 'arda', (chat) => `/inbox/${chat}/contact`, (page) => page.getByTestId('reason')),
  screen('conversation of quality control', 'vera', (chat) => `/inbox/${chat}`, (page) => page.getByTestId('reply-hidden')),
  screen('users', 'selin', '/users', (page) => page.getByTestId('access-review')),
  screen('user', 'selin', '/users/u-elif', (page) => page.getByTestId('effective-section').first()),
  screen('groups', 'selin', '/groups', (page) => page.getByTestId('group-row').first()),
  screen('group', 'selin', '/groups/sales', (page) => page.getByTestId('group-form')),
  screen('roles', 'selin', '/roles', (page) => page.getByTestId('role-row').first()),
  screen('role', 'selin', '/roles/agent', (page) => page.getByTestId('role-form')),
  screen('rights by role', 'selin', '/matrix', (page) => page.getByTestId('matrix')),
  screen('emergencies', 'selin', '/emergency', (page) => page.getByRole('heading', { name: 'No emergency' })),
  screen('masking', 'selin', '/masking', (page) => page.getByTestId('masking-form')),
  screen('queue', 'selin', '/queue', (page) => page.getByTestId('team-row').first()),
  screen('missed', 'selin', '/queue/missed', (page) => page.getByTestId('missed-count')),
  screen('routing of the company', 'selin', '/routing', (page) => page.getByTestId('routing-ladder')),
  screen('what if', 'selin', '/whatif', (page) => page.getByTestId('whatif')),
  screen('host section', 'arda', '/sections/newsletters', (page) => page.getByTestId('section-page')),
  screen('no access', 'arda', '/sections/payments', (page) => page.getByTestId('no-access')),
];

function screen(name, username, path, shown) {
  return { name, username, path: typeof path === 'string' ? () => path : path, shown };
}
