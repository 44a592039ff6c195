//! The words that tell what a number is, in the languages that customers write.
//!
//! Stems, folded and without accents (a dotless i is a dotted one, an alef bears no hamza); one that ends in `$` is a
//! whole word. Only their hashes are in the program: they are put into a table when it is compiled.

use crate::mask::stem::{EMPTY, mixed, next};

/// What a word says about the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Says {
    /// It is a phone.
    Phone = 1,
    /// What follows is the extension of a phone.
    Extension = 2,
    /// It is a number of something.
    Number = 3,
    /// It is something else.
    Other = 4,
    /// It may well be something else.
    Perhaps = 5,
    /// It is a payment card.
    Card = 6,
    /// It is the number of a person.
    Person = 7,
    /// What stands before is an amount.
    Unit = 8,
    /// What stands before or after is an amount.
    Currency = 9,
}

const PHONE: &str = "\
    tel$ telef telf telno telp telnr telephone phone ph$ mob$ mobil cell$ cellp cellul call ring$ reach text$ texting sms contact \
    dial fax faks whats watsap wats$ wasap guasap wp$ wpp$ wsp wa$ hp$ buzz hotline handphone viber landline \
    cep$ cepte cebi cebim gsm ara$ arar arasin aray hattim hatti$ hat$ irtibat iletisim ulas yaz$ yazin mesaj \
    тел$ телеф тлф звон перезвон позвон созвон дозвон моб сотов ватсап вотсап вацап вайбер контакт набер набра набир связ пишите \
    пиши$ смс факс городской$ домашний$ трубк телег \
    cel$ celu movil llam escrib marcar marque marcame tlf tfno fono$ fijo$ comuniq comunic agend \
    fone$ ligar liga$ ligue ligam chama$ chamar chame zap$ zapzap fixo$ contat anota \
    handy rufnum ruckruf anruf ruf$ rufe$ rufen erreich festnetz kontakt \
    portable appel joign joindre rappel fixe$ texto chiam richiam fisso$ recapit squill \
    bel$ bellen bereik mobiel telefo komork dzwon zadzwo kontak hubung \
    дзвон зателеф передзв подзв звяз зв$ хабарлас конырау уялы пишить \
    هاتف جوال موبايل موبيل تلفون تليفون اتصل تتصل يتصل اتصال كلمني واتس تواصل تلفن تماس \
    फोन मोबाइल कॉल τηλ κινητ puhelin טלפון נייד 电话 手机 電話 携帯 전화 연락처 핸드폰 携帯 連絡 联系 联络 微信 โทร เบอร์ มือถือ ติดต่อ";

const EXTENSION: &str = "ext$ extn$ exten xtn$ доб$ добав dahili ramal int$ intern$ interno$ anexo$ poste$ durchwahl dw$ внутр toestel$ klapka";

const NUMBER: &str = "numar numer nummer number номер numero num$ no$ nolu nomor nr$ nro$ nº my$ mi$ meu$ minha$ мой$ мий$ mein$ meine$ mon$ mio$ \
    mijn$ moj$ رقم нөмир номир شماره नंबर номери 番号 号码 號碼 번호";

const OTHER: &str = "\
    order purchas invoic bill$ bills$ receipt track parcel shipment shipping shipped consignm waybill awb$ booking reservation confirmation \
    ticket ref$ refs$ refer serial imei isbn ean$ upc$ sku barcode code coupon voucher total price cost$ costs paid pay$ amount sum$ \
    iban version firmware latitude longitude uuid timestamp session tax$ vat$ batch lot$ qty bought nhs$ ip$ host$ server id$ nip$ iva$ nif$ cif$ rut$ cuit cuil siret siren tva$ btw$ kvk$ gst$ cnpj steuer ust$ partita 注文 伝票 追跡 送り状 订单 訂單 快递 单号 金额 合計 주문 송장 คำสั่ง พัสดุ \
    zip$ plz$ postcode postal dhl$ ups$ fedex$ usps$ dpd$ gls$ envio msg event registro credit part$ request trace created build$ dimension size resolution gps$ \
    sipari fatura irsaliye makbuz takip kargo$ kargom gonderi kod kodu barkod seri$ tutar toplam fiyat ucret tarih surum boyut olcu \
    vergi hesap talep rezerv bilet police$ urun stok desi oturum gorusme kayit$ evrak dekont odedi odeme borc adet zaman \
    заказ накладн счет чек$ чека$ квитанц трек посыл отправл штрих код$ кода$ коду$ артикул цен$ цена цене цены сумм итого дата$ дату$ дате$ даты$ версия версии \
    инн$ кпп$ огрн парти заявк тикет брон билет полис договор габарит размер сесси списал стоит акт$ товар модел сдэк$ метка \
    pedido orden$ ordenes compra factura recib boleta guia$ rastre seguimi paquete codig referen reserva$ precio valor importe monto fecha \
    producto modelo lote$ serie$ medida cobr cuesta boleto nota$ notas$ protocol fiscal encomend objeto preco data$ paguei custa \
    barras servid produto \
    bestell auftrag rechnung beleg sendung paket liefersch artikel vorgang buchung reservier betrag summe preis kostet zeitstempel \
    gutschein \
    commande cde$ factur recu$ colis suivi article modele montant prix coute date$ dates$ billet serveur horodat produit reservat avoir$ \
    ordine ordini fattur bolla scontrin spediz pacco articolo importo prezzo costa$ totale prodott lotto prenot dimens codice \
    factuur zending pakket bedrag prijs zamow faktur przesyl paczk kwota cena rezerwac \
    замовл накладна ттн$ посилк сума цина цина кошту товар видправл квитанц \
    тапсырыс шот$ жиберил баға pesanan resi$ harga tanggal kode \
    طلب فاتوره تتبع شحنه مبلغ سعر تاريخ موعد كود منتج موديل مرجع باركود حجز قسيمه";

const PERHAPS: &str = "musteri abone sicil dosya account acct$ conta$ cuenta compte konto$ konta$ conto$ rekening حساب рахун user$ login passw policy member customer client$ kunden \
    model location chat$ log$ item product conversa dialog диалог акк$ аккаунт";

const CARD: &str = "card$ cards$ cardn creditcard debit kart$ karti karta kartim kartn карт tarjeta cartao karte$ kreditkart carte$ carta$ kaart$ kartu$ \
    visa$ mastercard maestro amex$ troy$ بطاق cc$ картка";

const PERSON: &str =
    "tc$ tckn tcno kimlik снилс cpf$ cpfs$ dni$ ssn$ passport pasaport паспорт vatandas citizen";

const UNIT: &str = "lira try$ руб р$ reais real$ peso$ pesos$ kg$ kgs$ gr$ кг$ mm$ cm$ мм$ см$ km$ км$ m2$ adet tane$ шт$ штук pcs$ pieces$ units$ \
    kisi человек тыс$ тысяч bin$ gb$ mb$ dk$ ml$ мл$ bucks$ stuck$ stk$ stuks$ sztuk unidad piezas pecas piece buah$ дана$ قطع people steps items points \
    puan балл";

const CURRENCY: &str = "tl$ usd$ dolar dollar eur$ euro$ euros$ тенге тг$ грн$ гривен gbp$ chf$ zl$ pln$ aed$ sar$ egp$ درهم ريال جنيه دينار rs$ rp$ inr$ brl$ \
    сум$ kzt$ mxn$ rub$ uah$ idr$ idr kr$ sek$ nok$ dkk$ usdt$";

/// As many slots; a power of two, and so many that a third of them stays empty.
const SLOTS: usize = 1024;

/// Each slot holds twenty bits of the hash of a stem, and what the stem says. With its place that is thirty bits.
static TABLE: [[u8; 3]; SLOTS] = table();

/// What a whole word ends with.
const END: u32 = '$' as u32;

/// What the stem with this hash says.
pub(super) fn says(hash: u32) -> Option<Says> {
    let mut slot = place(hash);
    loop {
        let [a, b, c] = *TABLE.get(slot)?;
        let entry = u32::from_le_bytes([a, b, c, 0]);
        if entry == 0 {
            return None;
        }
        if entry >> 4 == hash >> 12 {
            return Some(match entry & 15 {
                1 => Says::Phone,
                2 => Says::Extension,
                3 => Says::Number,
                4 => Says::Other,
                5 => Says::Perhaps,
                6 => Says::Card,
                7 => Says::Person,
                8 => Says::Unit,
                _ => Says::Currency,
            });
        }
        slot = (slot + 1) % SLOTS;
    }
}

/// What the word with this hash says where it ends here.
pub(super) fn says_whole(hash: u32) -> Option<Says> {
    says(mixed(hash, END))
}

const fn place(hash: u32) -> usize {
    ((hash ^ hash >> 15) as usize) % SLOTS
}

const fn table() -> [[u8; 3]; SLOTS] {
    let table = [[0; 3]; SLOTS];
    let table = with(table, UNIT, Says::Unit);
    let table = with(table, CURRENCY, Says::Currency);
    let table = with(table, CARD, Says::Card);
    let table = with(table, PERSON, Says::Person);
    let table = with(table, EXTENSION, Says::Extension);
    let table = with(table, PHONE, Says::Phone);
    let table = with(table, NUMBER, Says::Number);
    let table = with(table, OTHER, Says::Other);
    with(table, PERHAPS, Says::Perhaps)
}

#[expect(clippy::indexing_slicing, reason = "run by the compiler only, where a wrong index does not compile")]
const fn with(mut table: [[u8; 3]; SLOTS], stems: &str, says: Says) -> [[u8; 3]; SLOTS] {
    let mut rest = stems.as_bytes();
    let mut hash = EMPTY;
    loop {
        let (ch, after) = next(rest);
        if ch == ' ' as u32 || ch == 0 {
            if hash != EMPTY {
                let mut slot = place(hash);
                let [a, b, c, _] = (hash >> 12 << 4 | says as u32).to_le_bytes();
                while table[slot][0] != 0 {
                    slot = (slot + 1) % SLOTS;
                }
                table[slot] = [a, b, c];
            }
            hash = EMPTY;
        } else {
            hash = mixed(hash, ch);
        }
        if ch == 0 {
            return table;
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::super::cue::bare;
    use super::*;
    use crate::mask::fold::fold;

    const ALL: [&str; 9] = [PHONE, EXTENSION, NUMBER, OTHER, PERHAPS, CARD, PERSON, UNIT, CURRENCY];

    #[test]
    fn stems_are_written_as_they_are_looked_up() {
        for stem in ALL.iter().flat_map(|stems| stems.split_whitespace()) {
            let plain: String = fold(stem).iter().map(|glyph| bare(glyph.ch)).collect();
            assert_eq!(plain, stem);
        }
    }

    #[test]
    fn table_has_room() {
        let used = TABLE.iter().filter(|slot| **slot != [0; 3]).count();
        assert!(used > 300 && used < SLOTS * 3 / 4, "{used}");
    }

    #[test]
    fn lookup() {
        let hash = |text: &str| text.chars().fold(EMPTY, |hash, ch| mixed(hash, ch as u32));
        assert_eq!(says(hash("телеф")), Some(Says::Phone));
        assert_eq!(says(hash("tel")), None);
        assert_eq!(says_whole(hash("tel")), Some(Says::Phone));
        assert_eq!(says(hash("sipari")), Some(Says::Other));
        assert_eq!(says(hash("qwerty")), None);
    }
}
