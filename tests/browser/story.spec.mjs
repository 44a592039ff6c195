// What a newcomer sees, step by step: messages come in live, each goes to one member of the right group with a reason
// in words, and everybody sees what is theirs.

import { digitsOf } from '../edge/support/spellings.mjs';
import { expect, test } from './support/test.mjs';

const PHONE = '905005557867';

test('a WhatsApp message reaches everybody live, each as they may see it', { tag: '@firefox' }, async ({ company, open }) => {
  const elif = await company.online('elif');
  await company.write({ from: '905005550345', name: 'Zeynep Arslan', text: 'Açık mısınız?' });
  const [selin, arda, timur, vera] = [await open('selin'), await open('arda'), await open('timur'), await open('vera')];
  await expect(selin.row('Zeynep Arslan')).toContainText('Elif Şahin');

  await company.send('whatsapp/message-text');

  await test.step('the supervisor sees all of it, in clear', async () => {
    await expect(selin.row('Deniz Aksoy')).toContainText('Arda Demir');
    await selin.read('Deniz Aksoy');
    await expect(selin.message('0500 555 78 67')).toContainText('+90 500 555 78 42');
    const phone = selin.page.getByTestId('contact-phone');
    await expect(phone).toHaveAttribute('data-visibility', 'clear');
    expect(digitsOf(await phone.innerText())).toBe(PHONE);
    await expect(selin.page.getByTestId('assignee')).toContainText('Arda Demir');
    await expect(selin.page.getByTestId('assignee')).toContainText('Sales');
    await expect(selin.reason).toHaveAttribute('data-because', 'best_of_group');
    await expect(selin.reason).toContainText('Arda Demir was online and had the fewest open chats in Sales.');
    await selin.page.getByRole('button', { name: 'How this was decided' }).click();
    await expect(selin.reason).toContainText('Elif Şahin');
    await expect(selin.place('Users')).toBeVisible();
    await expect(selin.page.getByTestId('reply-box')).toBeVisible();
  });

  await test.step('the agent who got it sees masks, and no Users section', async () => {
    await arda.read('Deniz Aksoy');
    await expect(arda.message('Merhaba')).toContainText('Beni ••• ••• •• 67');
    await expect(arda.message('Merhaba')).toContainText('+90 ••• ••• •• 42');
    const phone = arda.page.getByTestId('contact-phone');
    await expect(phone).toHaveAttribute('data-visibility', 'masked');
    await expect(phone).toContainText('+90 ••• ••• •• 67');
    await expect(phone.getByRole('img', { name: 'masked' })).toBeVisible();
    await expect(arda.reason).toContainText('Arda Demir was online and had the fewest open chats in Sales.');
    await expect(arda.place('Inbox')).toBeVisible();
    await expect(arda.place('Users')).toBeHidden();
    await expect(arda.row('Zeynep Arslan')).toBeHidden();
    expect(await arda.page.content()).not.toContain('78 42');
  });

  await test.step('quality control sees every chat, masked, and cannot reply', async () => {
    await expect(vera.row('Zeynep Arslan')).toBeVisible();
    await vera.read('Deniz Aksoy');
    await expect(vera.page.getByTestId('contact-phone')).toContainText('+90 ••• ••• •• 67');
    await expect(vera.page.getByTestId('reply-hidden')).toContainText('Your role lacks “chats.reply”.');
    await expect(vera.page.getByTestId('reply-box')).toBeHidden();
    await expect(vera.page.getByRole('button', { name: 'Close chat' })).toBeHidden();
  });

  await test.step('the agent of Support has nothing of it', async () => {
    // Then something for this window: what was not for it would have come before.
    await elif.close();
    await company.write({ channel: 'tg-support', from: 700_000_042, name: 'Мария Орлова', text: 'Как отменить подписку?' });
    await expect(timur.row('Мария Орлова')).toBeVisible();
    await expect(timur.page.getByTestId('chat-row')).toHaveCount(1);
  });

  for (const window of [selin, arda, timur, vera]) expect(window.loads, 'nobody had to reload').toBe(1);
});

test.describe('a conversation', () => {
  test.use({ people: ['selin', 'arda'] });

  test('goes on live in both windows', { tag: '@firefox' }, async ({ company, open }) => {
    const [selin, arda] = [await open('selin'), await open('arda')];
    await company.send('whatsapp/message-text');
    await selin.read('Deniz Aksoy');
    await arda.read('Deniz Aksoy');
    await expect(selin.page.getByTestId('contact-responsible')).toContainText('Nobody yet');

    await arda.reply('Merhaba, hemen soruyorum.');
    await expect(arda.message('hemen soruyorum')).toHaveAttribute('data-direction', 'out');
    await expect(selin.message('hemen soruyorum')).toHaveAttribute('data-direction', 'out');
    await expect(selin.page.getByTestId('messages')).toContainText('Arda Demir');
    await expect(selin.page.getByTestId('contact-responsible')).toContainText('Arda Demir');

    await company.write({ from: PHONE, name: 'Deniz Aksoy', text: 'Teşekkürler! Eşim: 0500 555 78 42' });
    await expect(selin.message('Eşim: 0500 555 78 42')).toBeVisible();
    await expect(arda.message('Eşim: ••• ••• •• 42')).toBeVisible();
    // Vendors stamp whole seconds: what came after the answer stands after it all the same.
    for (const { page } of [selin, arda]) {
      await expect(page.getByTestId('messages').getByTestId('message').last()).toContainText('Eşim');
    }

    await arda.page.getByRole('button', { name: 'Close chat' }).click();
    await expect(arda.page.getByTestId('reply-hidden')).toContainText('This chat is closed.');
    await expect(selin.page.getByTestId('reply-hidden')).toContainText('This chat is closed.');
    for (const window of [selin, arda]) expect(window.loads).toBe(1);
  });

  test('with messages of every kind is shown, and none is lost', async ({ company, open }) => {
    const arda = await open('arda');
    const kinds = ['image', 'voice', 'video', 'document', 'sticker', 'location', 'contacts', 'order', 'unsupported', 'unknown-kind'];
    for (const kind of kinds) await company.send(`whatsapp/message-${kind}`);
    const shown = {
      'Ольга Смирнова': ['Image', 'Document'],
      'Emily Carter': ['Video', 'Contact card'],
      'Deniz Aksoy': ['Voice message', 'Sticker'],
      'Hakan Doğan': ['Location', 'Order', 'Unsupported kind of message', 'Unsupported kind of message'],
    };
    await expect(arda.page.getByTestId('chat-row')).toHaveCount(Object.keys(shown).length);
    for (const [name, words] of Object.entries(shown)) {
      await arda.read(name);
      await expect(arda.page.getByTestId('messages').getByTestId('message')).toContainText(words);
    }
    await arda.read('Ольга Смирнова');
    await expect(arda.message('Вот царапина')).toContainText('•• 12');
  });
});

test.describe('the rules of Support', () => {
  test.use({ people: ['selin', 'timur', 'arda'] });

  test('a Telegram message goes to who is online there, with the reason', async ({ company, open }) => {
    const [timur, arda] = [await open('timur'), await open('arda')];
    await company.send('telegram/message-text');
    await timur.read('Burak Çelik');
    await expect(timur.page.getByTestId('assignee')).toContainText('Support');
    await expect(timur.reason).toHaveAttribute('data-because', 'best_of_group');
    await expect(timur.reason).toContainText('Timur Volkov was online when the chat came in.');
    await expect(timur.page.getByTestId('contact-handle')).toContainText('@b•••');
    await expect(timur.message('Merhaba')).not.toContainText('burak.celik@example.com');
    await company.send('whatsapp/message-text');
    await expect(arda.row('Deniz Aksoy')).toBeVisible();
    await expect(arda.page.getByTestId('chat-row')).toHaveCount(1);
  });

  test('a chat that nobody can take waits for the first who can, and the supervisor moves it on', async ({ company, open }) => {
    const selin = await open('selin');
    await company.send('whatsapp/message-text');
    await selin.read('Deniz Aksoy');
    await expect(selin.page.getByTestId('assignee')).toContainText('Waiting in the queue');
    await expect(selin.reason).toContainText('Nobody in Sales could take the chat');
    const arda = await open('arda');
    await expect(arda.row('Deniz Aksoy')).toBeVisible();
    await expect(selin.page.getByTestId('assignee')).toContainText('Arda Demir');

    await selin.handOver('Elif Şahin');
    await expect(selin.page.getByTestId('assignee')).toContainText('Elif Şahin');
    await expect(selin.reason).toContainText('Selin Kaya assigned it by hand.');
    await expect(arda.row('Deniz Aksoy')).toBeHidden();
    await selin.handOver('Timur Volkov');
    await expect(selin.problem).toHaveAttribute('data-code', 'assignee_not_eligible');
    await expect(selin.page.getByTestId('assignee')).toContainText('Elif Şahin');
  });
});
