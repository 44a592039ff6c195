// Italian.
export default {
  code: 'it',
  regions: ['IT', 'IT', 'CH', 'SM'],
  names: ['Giulia', 'Marco', 'Chiara', 'Luca', 'Paola', 'Davide'],
  phone: [
    'ciao sono {n} questo è il mio nuovo numero {p}', 'il corriere non trova la via fatelo chiamare al {p}', '{p} è di mio marito', 'Cell. {p}', 'mi trovate al {p} dopo le 18', 'aspetto da stamattina richiamatemi {p}', 'il mio {p} quello di mamma {p}', 'solo whatsapp {p}',
    'mi avete chiamato dal {p} cosa volevate', 'Cordiali saluti\n{n} Ferri\nUfficio vendite\nTel {p}\n{e}', 'Destinatario {n} tel {p} citofono rotto', 'scusate ho sbagliato è {p}', 'quando arrivate fate uno squillo al {p}', 'idraulico {n} {p} bravissimo', '{p}', 'fisso {p}', 'Contatti {p} oppure {e}',
  ],
  email: ['mandate il preventivo a {e}', 'la mia mail {e}', '{e}', 'fattura non arrivata, è {e} giusto?', 'in copia {e} e {e}'],
  card: ['addebitato due volte sulla carta {c}', 'carta {c} scad 09/27'],
  iban: ['rimborso su {i} grazie', 'IBAN {i} intestato a {n} Ferri', 'bonifico su {i}'],
  hard: ['ordine {ord} ancora in lavorazione', 'dov è il mio ordine n. {ord}', 'spedizione {trk} ferma dal {date}', 'fattura {inv} di {price} scadenza {date}', 'il codice è {otp}', 'appuntamento {date} ore {time}', 'codice a barre {bar}', 'numero di serie {ser}', 'pacco {size} cm {kg} kg', 'da {price} a {price}', 'volo {flight} arriva {time}', 'polizza {pol}', 'aperto {time}-{time}', 'lettura contatore {meter}', 'art. {sku} {qty} pz', 'ticket {tick} chiuso', 'partita iva {tax}', 'camera {room}', 'carta {badcard} rifiutata'],
  talk: ['ok grazie', 'ancora disponibile?', 'un piccolo sconto?', 'a domani allora', 'tranquillo', 'ahah veloci', 'quella blu taglia M', 'arrivata rotta', 'quanto ci mette la spedizione', 'è in magazzino?', 'chiedo a mia moglie', 'buongiorno novità?', 'sì grazie', 'posso cambiare indirizzo', 'grazie mille gentilissimi 🙏'],
};
