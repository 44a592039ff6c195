// Polish.
export default {
  code: 'pl',
  regions: ['PL'],
  names: ['Kasia', 'Marek', 'Ania', 'Tomek', 'Magda', 'Piotr'],
  phone: ['hej tu {n} mój nowy numer {p}', 'kurier nie moze trafić niech dzwoni {p}', '{p} to mąż jest w domu', 'kom. {p}', 'jestem pod {p} po 18', 'czekam od rana proszę o telefon {p}', 'mój {p} a mamy {p}', 'tylko whatsapp {p}', 'dzwonili państwo z {p} o co chodziło', 'Pozdrawiam\n{n} Nowicka\nDział sprzedaży\ntel. {p}\n{e}', 'Odbiorca {n} tel {p} domofon nie działa', 'sorki pomyłka {p}', '{p}', 'polecam hydraulika {n} {p}', 'Kontakt: {p}, {e}'],
  email: ['wyślijcie ofertę na {e}', 'mój mail {e}', '{e}', 'faktura nie doszła, macie {e}?'],
  card: ['dwa razy pobrane z karty {c}', 'karta {c} ważna 09/27'],
  iban: ['zwrot na {i} proszę', 'nr konta {i}', 'przelew na {i} poszedł'],
  hard: ['zamówienie {ord} dalej w realizacji', 'gdzie moje zamówienie nr {ord}', 'przesyłka {trk} stoi od {date}', 'faktura {inv} na {price} termin {date}', 'kod {otp}', 'spotkanie {date} o {time}', 'kod kreskowy {bar}', 'nr seryjny {ser}', 'paczka {size} cm {kg} kg', 'z {price} na {price}', 'lot {flight} {time}', 'czynne {time}-{time}', 'stan licznika {meter}', 'art {sku} {qty} szt', 'zgłoszenie {tick} zamknięte', 'NIP {tax}', 'pokój {room}', 'karta {badcard} odrzucona'],
  talk: ['ok dzięki', 'jeszcze aktualne?', 'da się coś taniej', 'to do jutra', 'nie ma sprawy', 'haha szybko', 'niebieska poproszę M', 'przyszło połamane', 'ile trwa wysyłka', 'jest na stanie?', 'zapytam żony', 'dzień dobry coś wiadomo?', 'tak proszę', 'bardzo dziękuję 🙏'],
};
