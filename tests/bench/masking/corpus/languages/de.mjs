// German.
export default {
  code: 'de',
  regions: ['DE', 'DE', 'AT', 'CH'],
  names: ['Jonas', 'Petra', 'Lukas', 'Sabine', 'Murat', 'Heike', 'Anja', 'Stefan'],
  phone: [
    'hi hier ist {n}, meine neue nummer {p} bitte speichern', 'der Fahrer findet das Haus nicht, er soll {p} anrufen', '{p} ist mein Mann, der ist daheim', 'Mobil: {p}', 'ab 18 uhr unter {p} erreichbar',
    'ich warte seit heute früh, bitte um Rückruf {p}', 'meine {p}, die meiner Mutter {p}', 'nur whatsapp {p}', 'Sie haben mich von {p} angerufen, worum gings?', 'Mit freundlichen Grüßen\n{n} Brandt\nVertrieb\nTel. {p}\n{e}',
    'Empfänger {n}, Tel {p}, bitte klingeln', 'sorry zahlendreher, richtig ist {p}', 'wenn ihr da seid kurz {p} durchklingeln', 'der Klempner heißt {n} {p}, sehr zu empfehlen', '{p}', 'Festnetz {p}', 'ICH WILL MEIN GELD ZURÜCK {p}', 'Kontakt {p} oder {e}',
  ],
  email: ['Angebot bitte an {e}', 'meine Mail ist {e}', '{e}', 'Rechnung kam nicht an, habt ihr {e}?', 'in Kopie {e} und {e}'],
  card: ['doppelt abgebucht von Karte {c}', 'Karte {c} gültig bis 09/27'],
  iban: ['Erstattung bitte auf {i}', 'IBAN {i} Inhaber {n} Brandt', 'überwiesen auf {i}, Beleg anbei'],
  hard: [
    'Bestellung {ord} ist immer noch in Bearbeitung', 'wo bleibt Bestellung Nr. {ord}', 'Sendung {trk} hängt seit {date}', 'Rechnung {inv} über {price} fällig {date}', 'Ihr Code lautet {otp}', 'Termin am {date} um {time}', 'EAN {bar}', 'Seriennummer {ser}',
    'Paket {size} cm {kg} kg', 'von {price} auf {price} gestiegen', 'Flug {flight} Landung {time}', 'Police {pol} bis {date}', 'geöffnet {time}-{time}', 'Zählerstand {meter}', 'Artikel {sku} {qty} Stück', 'Ticket {tick} geschlossen', 'Steuernummer {tax}', 'Kundennummer {inv}', 'Zimmer {room}', 'Karte {badcard} abgelehnt', 'Verwendungszweck {bankref}',
  ],
  talk: ['ok danke', 'ist das noch zu haben?', 'geht da noch was am Preis', 'dann bis morgen', 'kein Problem', 'haha das ging schnell', 'die blaue bitte Gr. M', 'kam kaputt an, ein Bein ist gebrochen', 'wie lange dauert der Versand', 'auf Lager?', 'ich frag meine Frau und melde mich', 'guten Morgen gibts was neues', 'ja bitte', 'kann ich die Adresse ändern', 'vielen lieben Dank 🙏'],
};
