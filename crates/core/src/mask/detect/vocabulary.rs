//! The words that tell what a number is, in the languages that customers write.
//!
//! Stems, folded and without accents (a dotless i is a dotted one, an alef bears no hamza); one that ends in `$` is a
//! whole word. Only their hashes are in the program: [the lexicon](crate::mask::lexicon) holds them.

/// What a word says about the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(in crate::mask) enum Says {
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

/// What each list says; what is in two of them says what the first says.
pub(in crate::mask) const WORDS: [(&str, Says); 9] = [
    (UNIT, Says::Unit),
    (CURRENCY, Says::Currency),
    (CARD, Says::Card),
    (PERSON, Says::Person),
    (EXTENSION, Says::Extension),
    (PHONE, Says::Phone),
    (NUMBER, Says::Number),
    (OTHER, Says::Other),
    (PERHAPS, Says::Perhaps),
];

impl Says {
    /// The meaning of this number.
    pub(in crate::mask) fn of(number: u8) -> Option<Self> {
        Some(match number {
            1 => Self::Phone,
            2 => Self::Extension,
            3 => Self::Number,
            4 => Self::Other,
            5 => Self::Perhaps,
            6 => Self::Card,
            7 => Self::Person,
            8 => Self::Unit,
            9 => Self::Currency,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::cue::bare;
    use super::*;
    use crate::mask::fold::fold;

    #[test]
    fn stems_are_written_as_they_are_looked_up() {
        for stem in WORDS.iter().flat_map(|(stems, _)| stems.split_whitespace()) {
            let plain: String = fold(stem).iter().map(|glyph| bare(glyph.ch)).collect();
            assert_eq!(plain, stem);
        }
    }
}
