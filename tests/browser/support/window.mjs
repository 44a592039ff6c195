// One browser window of the console with one user in it: who is in another window is in another browser context.

import { expect } from '@playwright/test';

/** Chromium's own note of a refused request. The console shows refusals itself; a failure of ours (5xx) is none. */
const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/;

export class Window {
  /** Errors that the browser reported: thrown ones, and whatever the content security policy stopped. */
  complaints = [];

  /** How often a document was loaded. */
  loads = 0;

  #isClosing = false;
  #isLoggedIn = false;

  /**
   * Opens the console.
   *
   * @param {import('@playwright/test').Browser} browser
   * @param {{ company: import('./company.mjs').Company, username?: string, theme?: 'light' | 'dark', prepare?: (window: Window) => unknown }} options
   *   without a user name nobody is logged in; `prepare` runs before the first page is loaded
   */
  static async open(browser, { company, username, path = '/inbox', theme, prepare, ...context }) {
    const window = new Window();
    window.company = company;
    window.context = await browser.newContext({ baseURL: company.origin, ...context });
    if (username) await window.context.addCookies([cookieOf(await company.logIn(username))]);
    if (theme) await window.context.addInitScript((name) => localStorage.setItem('usher-theme', name), theme);
    window.#isLoggedIn = Boolean(username);
    window.page = await window.context.newPage();
    window.#listen();
    await prepare?.(window);
    await window.visit(path);
    return window;
  }

  /** Goes to an address as if it were typed; what is not saved is given up. */
  async visit(path) {
    const leave = (dialog) => dialog.accept();
    this.page.on('dialog', leave);
    await this.page.goto(path);
    this.page.off('dialog', leave);
    if (this.#isLoggedIn && this.page.viewportSize().width > 720) await this.isLive();
  }

  #listen() {
    this.page.on('load', () => (this.loads += 1));
    this.page.on('pageerror', (error) => this.#complain(String(error)));
    this.page.on('console', (message) => {
      if (message.type() === 'error' && !REFUSED.test(message.text())) this.#complain(message.text());
    });
  }

  #complain(text) {
    if (!this.#isClosing) this.complaints.push(text);
  }

  /**
   * Closes it. What is complained of from here on is not the console's doing: Playwright takes a picture of a window
   * that closes, with a style of its own, which our policy stops; in Firefox it now and then says so in time.
   */
  async close() {
    this.#isClosing = true;
    await this.context.close();
  }

  async isLive() {
    await expect(this.page.getByTestId('connection').first()).toHaveAttribute('data-state', 'live');
  }

  /** What anybody sees of a place in the navigation. */
  place(name) {
    return this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });
  }

  /** The rows of the list that say this. */
  row(text) {
    return this.page.getByTestId('chat-row').filter({ hasText: text });
  }

  get conversation() {
    return this.page.getByTestId('conversation');
  }

  get card() {
    return this.page.getByTestId('contact-card');
  }

  get reason() {
    return this.page.getByTestId('reason');
  }

  get problem() {
    return this.page.getByTestId('problem');
  }

  /** The messages that say this. */
  message(text) {
    return this.page.getByTestId('messages').getByTestId('message').filter({ hasText: text });
  }

  get searchBox() {
    return this.page.getByRole('searchbox', { name: 'Find a client' });
  }

  /** The clients that were found. */
  get found() {
    return this.page.getByTestId('found-card');
  }

  /** Looks for a client by number, address or handle. */
  async find(query) {
    await this.type(this.searchBox, query);
    await this.page.keyboard.press('Enter');
  }

  /** A value in clear, while it is shown. */
  get revealed() {
    return this.page.getByTestId('revealed');
  }

  /** Asks for a value in clear; answers with the sheet that asks for the reason. */
  async askFor(what) {
    await this.card.getByRole('button', { name: `Reveal the ${what}` }).click();
    return this.page.getByTestId('reveal');
  }

  /** Reveals a value of the card that is open. */
  async reveal(what, reason = 'The client asked to be called') {
    const sheet = await this.askFor(what);
    await sheet.getByRole('radio', { name: reason }).click();
    await sheet.getByRole('button', { name: 'Reveal and log' }).click();
    await expect(this.revealed).toBeVisible();
  }

  /** Opens a chat from the list. */
  async read(name) {
    await this.row(name).click();
    await expect(this.conversation.getByRole('heading', { name })).toBeVisible();
  }

  /**
   * Writes into a field, over what is in it, key by key: what Playwright's `fill` does in Firefox escapes React. Keys
   * are those of an English keyboard.
   */
  async type(field, text) {
    await field.click();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
    await expect(field).toHaveValue(text);
  }

  async reply(text) {
    await this.type(this.page.getByRole('textbox', { name: 'Reply' }), text);
    await this.page.getByRole('button', { name: 'Send' }).click();
  }

  /** Picks an option of a select. */
  async choose(label, option) {
    await this.page.getByRole('button', { name: label }).click();
    await this.page.getByRole('option', { name: option }).click();
  }

  /** Hands the chat that is open over to a person or, where `to` says so, a group. */
  async handOver(name, to = 'person') {
    await this.card.getByRole('button', { name: 'Hand over' }).click();
    const sheet = this.page.getByTestId('hand-over');
    if (to === 'group') await sheet.getByRole('radio', { name: 'A group' }).click();
    await sheet.getByRole('listitem').filter({ hasText: name }).getByRole('button').click();
  }

  /** Opens the last look before saving; answers with it once it is known what would open and close. */
  async review() {
    await this.page.getByRole('button', { name: 'Review and save' }).click();
    return this.reviewed();
  }

  /** The last look, once it is known what would open and close. */
  async reviewed() {
    const review = this.page.getByTestId('review');
    await expect(review.getByTestId('preview')).toHaveAttribute('aria-busy', 'false');
    return review;
  }

  /** Looks at what the changes do, and stores them. */
  async save() {
    await this.confirm(await this.review());
  }

  async confirm(review, action = 'Save changes') {
    await review.getByRole('button', { name: action }).click();
    await expect(review).toBeHidden();
    await expect(this.problem).toBeHidden();
    await this.dismissNotices();
  }

  /** Clears away what is said in passing: it lies over whatever is at the foot of the page, for six seconds. */
  async dismissNotices() {
    const buttons = this.page.getByRole('status', { name: 'Notices' }).getByRole('button', { name: 'Dismiss' });
    for (let left = await buttons.count(); left > 0; left -= 1) await buttons.first().click();
  }

  /** Ticks or clears a checkbox: its box is drawn, so the label is what a mouse meets. */
  async toggle(checkbox) {
    await checkbox.locator('xpath=ancestor::label').click();
  }

  /** Lets a holding end in an hour. */
  async forAnHour(name) {
    await this.page.getByRole('button', { name: `Period of ${name}` }).click();
    await this.page.getByRole('button', { name: '1 hour' }).click();
    await this.page.getByRole('button', { name: 'Done' }).click();
  }

  async logOut() {
    await this.page.getByTestId('account').click();
    await this.page.getByRole('menuitem', { name: 'Log out' }).click();
    await expect(this.page.getByRole('button', { name: 'Log in' })).toBeVisible();
  }

  /** Types the three words of the log-in screen and sends them. */
  async logIn({ company = this.company.code, username, password = this.company.password }) {
    await this.type(this.page.getByLabel('Company code'), company);
    await this.type(this.page.getByLabel('User name'), username);
    await this.type(this.page.getByLabel('Password'), password);
    await this.page.getByRole('button', { name: 'Log in' }).click();
  }

  /** Asks the API as a script in this very page could: with its cookie and its origin. */
  async ask(method, path, body) {
    return this.page.evaluate(async ([method, path, body]) => {
      const headers = body === undefined ? {} : { 'content-type': 'application/json' };
      const response = await fetch(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
      const text = await response.text();
      return { status: response.status, type: response.headers.get('content-type'), json: text === '' ? null : JSON.parse(text) };
    }, [method, path, body]);
  }
}

/** The session of a client, as a browser keeps it. */
function cookieOf(client) {
  const [name, value] = client.cookie.split('=');
  return { name, value, domain: 'localhost', path: '/', httpOnly: true, sameSite: 'Strict' };
}
