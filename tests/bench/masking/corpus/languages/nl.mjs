// Dutch.
export default {
  code: 'nl',
  regions: ['NL', 'NL', 'BE', 'SR'],
  names: ['Sanne', 'Daan', 'Fleur', 'Bram', 'Noor', 'Joris'],
  phone: ['hoi met {n} dit is mn nieuwe nummer {p}', 'de bezorger kan het niet vinden laat hem {p} bellen', '{p} is van mijn man', 'Mob {p}', 'na 6 bereikbaar op {p}', 'ik wacht al de hele ochtend bel me {p}', 'mijne {p} die van ma {p}', 'alleen appen {p}', 'ik ben gebeld door {p} waar ging het over', 'Groet,\n{n} de Wit\nVerkoop\nT {p}\n{e}', 'Ontvanger {n} tel {p} bel doet het niet', 'foutje het is {p}', '{p}', 'loodgieter {n} {p} echt top', 'Contact {p} of {e}'],
  email: ['stuur de offerte naar {e}', 'mijn mail is {e}', '{e}', 'factuur niet gekregen, klopt {e}?'],
  card: ['twee keer afgeschreven van kaart {c}', 'kaart {c} geldig tot 09/27'],
  iban: ['terugbetaling op {i} aub', 'rekening {i} tnv {n}', 'overgemaakt naar {i}'],
  hard: ['bestelling {ord} nog in behandeling', 'waar blijft order {ord}', 'pakket {trk} staat stil sinds {date}', 'factuur {inv} van {price} voor {date}', 'je code is {otp}', 'afspraak {date} om {time}', 'streepjescode {bar}', 'serienummer {ser}', 'doos {size} cm {kg} kg', 'van {price} naar {price}', 'vlucht {flight} {time}', 'open {time}-{time}', 'meterstand {meter}', 'art. {sku} {qty} stuks', 'ticket {tick} gesloten', 'KvK {pol}', 'kamer {room}'],
  talk: ['oke bedankt', 'nog beschikbaar?', 'kan er nog wat af', 'tot morgen dan', 'geen probleem', 'haha snel', 'de blauwe maat M', 'kapot aangekomen', 'hoe lang duurt verzending', 'op voorraad?', 'ik vraag het mijn vrouw', 'goeiemorgen al nieuws?', 'ja graag', 'superbedankt 🙏'],
};
