//! Our own payloads: what each of them is read as.

use crate::summary;
use crate::support::{BOT, Vendor, files, folder, read};
use usher_edge::inbound::{Account, Event, What};

/// A file, and the events in it: what happened, and who it was.
type Row = (&'static str, &'static [(&'static str, &'static str)]);

const WHATSAPP: &[Row] = &[
    ("account-template-status", &[("unsupported message_template_status_update", "nobody")]),
    (
        "batch",
        &[
            ("message text \"Merhaba\"", "whatsapp_user,whatsapp Deniz Aksoy +905005557867"),
            ("message text \"Добрый день!\"", "whatsapp_user,whatsapp Ольга Смирнова +79005550412"),
            ("message text \"Kimse yok mu?\"", "whatsapp_user,whatsapp Deniz Aksoy +905005557867"),
            ("status delivered", "whatsapp_user,whatsapp Hakan Doğan +905005551120"),
            ("status read", "whatsapp_user,whatsapp Hakan Doğan +905005551120"),
            (
                "message text \"Доставка в Аланью ещё работает?\"",
                "whatsapp_user,whatsapp Anna Petrova +79005551342",
            ),
        ],
    ),
    (
        "call-completed",
        &[("call completed inbound 84000 ms", "whatsapp_user,whatsapp Deniz Aksoy +905005557867")],
    ),
    ("call-connect", &[("call connecting inbound", "whatsapp_user,whatsapp Deniz Aksoy +905005557867")]),
    ("call-missed", &[("call failed inbound", "whatsapp_user,whatsapp Deniz Aksoy +905005557867")]),
    ("call-outbound", &[("call connecting outbound", "whatsapp_user,whatsapp Deniz Aksoy +905005557867")]),
    ("call-ringing", &[("call ringing outbound", "whatsapp_user,whatsapp Deniz Aksoy +905005557867")]),
    (
        "message-audio",
        &[("message audio file(-, audio/mpeg)", "whatsapp_user,whatsapp Emily Carter +447700900142")],
    ),
    (
        "message-button",
        &[("message button \"Teslimatı onayla\" reply", "whatsapp_user,whatsapp Deniz Aksoy +905005557867")],
    ),
    (
        "message-contacts",
        &[(
            "message contacts \"James Whitfield +44 7700 900377 j.whitfield@example.com\\nReception +44 7700 900999\"",
            "whatsapp_user,whatsapp Emily Carter +447700900142",
        )],
    ),
    (
        "message-document",
        &[(
            "message document \"Чек об оплате\" file(Чек_79005550412.pdf, application/pdf)",
            "whatsapp_user,whatsapp Ольга Смирнова +79005550412",
        )],
    ),
    (
        "message-edited",
        &[(
            "edit text \"Merhaba, geçen hafta sipariş ettiğim yemek masası hâlâ gelmedi.\"",
            "whatsapp_user,whatsapp Deniz Aksoy +905005557867",
        )],
    ),
    (
        "message-edited-image",
        &[(
            "edit image \"Вот царапина на столешнице, слева\" file(-, image/jpeg)",
            "whatsapp_user,whatsapp Ольга Смирнова +79005550412",
        )],
    ),
    (
        "message-forwarded",
        &[(
            "message text \"My neighbour says you have a sale: call 020 7946 0018\" forwarded",
            "whatsapp_user,whatsapp Emily Carter +447700900142",
        )],
    ),
    (
        "message-forwarded-often",
        &[(
            "message text \"Bu mesajı 10 kişiye gönder!\" forwarded",
            "whatsapp_user,whatsapp Hakan Doğan +905005551120",
        )],
    ),
    (
        "message-group",
        &[(
            "message text \"Herkes cumartesi teslimata uygun mu?\" in group None",
            "whatsapp_user,whatsapp Hakan Doğan +905005551120",
        )],
    ),
    (
        "message-image",
        &[(
            "message image \"Вот царапина на столешнице. Мой номер 8 900 555-04-12\" file(-, image/jpeg)",
            "whatsapp_user,whatsapp Ольга Смирнова +79005550412",
        )],
    ),
    (
        "message-interactive-button",
        &[("message button \"Sabah 9–12\" reply", "whatsapp_user,whatsapp Deniz Aksoy +905005557867")],
    ),
    (
        "message-interactive-empty",
        &[
            ("message unsupported(interactive)", "whatsapp_user,whatsapp Emily Carter +447700900142"),
            ("unsupported errors", "nobody"),
        ],
    ),
    (
        "message-interactive-form",
        &[("message button \"Sent\" reply", "whatsapp_user,whatsapp Emily Carter +447700900142")],
    ),
    (
        "message-interactive-list",
        &[(
            "message button \"Возврат\\nВернуть или обменять товар\" reply",
            "whatsapp_user,whatsapp Ольга Смирнова +79005550412",
        )],
    ),
    (
        "message-location",
        &[(
            "message location \"Moda Sahili\\nCaferağa, Moda Cd. 45, 34710 Kadıköy/İstanbul\\n40.98789, 29.02573\"",
            "whatsapp_user,whatsapp Hakan Doğan +905005551120",
        )],
    ),
    (
        "message-order",
        &[(
            "message order \"Cumartesi teslim olur mu?\\n1 × MASA-CEVIZ-8 (18500 TRY)\\n6 × SANDALYE-KETEN (2450.5 TRY)\"",
            "whatsapp_user,whatsapp Hakan Doğan +905005551120",
        )],
    ),
    ("message-reaction", &[("reaction 👍", "whatsapp_user,whatsapp Deniz Aksoy +905005557867")]),
    (
        "message-referral",
        &[(
            "message text \"İlandaki masa hâlâ satılık mı?\" referred",
            "whatsapp_user,whatsapp Deniz Aksoy +905005557867",
        )],
    ),
    (
        "message-reply",
        &[(
            "message text \"Да, всё верно, доставьте в четверг.\" reply",
            "whatsapp_user,whatsapp Ольга Смирнова +79005550412",
        )],
    ),
    ("message-revoked", &[("revoke", "whatsapp_user,whatsapp Deniz Aksoy +905005557867")]),
    (
        "message-sticker",
        &[("message sticker file(-, image/webp)", "whatsapp_user,whatsapp Deniz Aksoy +905005557867")],
    ),
    (
        "message-text",
        &[(
            "message text \"Merhaba, dün sipariş ettiğim yemek masası hâlâ gelmedi. Beni 0500 555 78 67'den arayabilir misiniz? Ulaşamazsanız eşimin numarası: +90 500 555 78 42. Teşekkürler!\"",
            "whatsapp_user,whatsapp Deniz Aksoy +905005557867",
        )],
    ),
    (
        "message-text-without-number",
        &[(
            "message text \"Hi! I found you through the search. Do you ship to Dubai?\"",
            "whatsapp_user Noor @noor.designs",
        )],
    ),
    (
        "message-unknown-kind",
        &[("message unsupported(hologram)", "whatsapp_user,whatsapp Hakan Doğan +905005551120")],
    ),
    ("message-unreaction", &[("reaction none", "whatsapp_user,whatsapp Deniz Aksoy +905005557867")]),
    (
        "message-unsupported",
        &[("message unsupported(poll)", "whatsapp_user,whatsapp Hakan Doğan +905005551120")],
    ),
    (
        "message-video",
        &[(
            "message video \"The drawer makes this noise\" file(-, video/mp4)",
            "whatsapp_user,whatsapp Emily Carter +447700900142",
        )],
    ),
    (
        "message-voice",
        &[(
            "message audio file(-, audio/ogg; codecs=opus)",
            "whatsapp_user,whatsapp Deniz Aksoy +905005557867",
        )],
    ),
    ("status-delivered", &[("status delivered", "whatsapp_user,whatsapp Deniz Aksoy +905005557867")]),
    ("status-failed", &[("status failed 131047", "whatsapp_user,whatsapp Deniz Aksoy +905005557867")]),
    ("status-group", &[("status read in group None", "whatsapp_user,whatsapp +905005551120")]),
    ("status-played", &[("status read", "whatsapp_user,whatsapp Deniz Aksoy +905005557867")]),
    ("status-read", &[("status read", "whatsapp_user,whatsapp Deniz Aksoy +905005557867")]),
    ("status-sent", &[("status sent", "whatsapp_user,whatsapp Deniz Aksoy +905005557867")]),
    ("status-unknown", &[("unsupported archived", "whatsapp_user,whatsapp Deniz Aksoy +905005557867")]),
    (
        "system-identity-changed",
        &[(
            "message system(customer_identity_changed) \"Emily Carter's security code changed\"",
            "whatsapp_user,whatsapp Emily Carter +447700900142",
        )],
    ),
    (
        "system-number-changed",
        &[(
            "moved system(user_changed_number) \"Hakan Doğan changed from 905005551120 to 905005551121\" to whatsapp +905005551121",
            "whatsapp_user,whatsapp +905005551120",
        )],
    ),
];

const TELEGRAM: &[Row] = &[
    ("bot-blocked", &[("unsupported my_chat_member", "telegram Liam")]),
    ("callback-query", &[("message button \"После обеда\" reply", "telegram Дмитрий Козлов @dkozlov_home")]),
    ("callback-query-inline", &[("message button \"again\"", "telegram Burak Çelik @burakcelik_ev")]),
    ("channel-post", &[("unsupported channel_post", "nobody")]),
    ("inline-query", &[("unsupported inline_query", "telegram Liam")]),
    ("message-animation", &[("message video file(giphy.mp4, video/mp4)", "telegram Liam")]),
    ("message-audio", &[("message audio file(Squeak recording, audio/mpeg)", "telegram Liam")]),
    (
        "message-contact-other",
        &[("message contacts \"Наталья Козлова 79005550599\"", "telegram Дмитрий Козлов @dkozlov_home")],
    ),
    ("message-contact-own", &[("message contacts \"Liam +447700900912\"", "telegram Liam +447700900912")]),
    (
        "message-document",
        &[(
            "message document file(Договор 79005550583.pdf, application/pdf)",
            "telegram Дмитрий Козлов @dkozlov_home",
        )],
    ),
    (
        "message-edited",
        &[(
            "edit text \"Merhaba, monte edilen dolabın sol kapağı düştü.\"",
            "telegram Burak Çelik @burakcelik_ev",
        )],
    ),
    (
        "message-forwarded",
        &[("message text \"Spring sale: 30% off all shelves\" forwarded", "telegram Liam")],
    ),
    (
        "message-group",
        &[(
            "message text \"Asansör montajı bugün mü?\" in group Some(\"Site yönetimi A blok\")",
            "telegram Burak Çelik @burakcelik_ev",
        )],
    ),
    (
        "message-group-anonymous",
        &[(
            "message text \"Yönetimden duyuru\" in group Some(\"Site yönetimi A blok\")",
            "telegram_chat Site yönetimi A blok",
        )],
    ),
    (
        "message-group-joined",
        &[(
            "message system(new_chat_members) in group Some(\"Site yönetimi A blok\")",
            "telegram Burak Çelik @burakcelik_ev",
        )],
    ),
    ("message-location", &[("message location \"36.8841, 30.7056\"", "telegram Burak Çelik @burakcelik_ev")]),
    (
        "message-photo",
        &[(
            "message image \"Вот фотография, звоните на +7 900 555-05-83\" file(-, -)",
            "telegram Дмитрий Козлов @dkozlov_home",
        )],
    ),
    ("message-poll", &[("message unsupported(poll)", "telegram Liam")]),
    ("message-reaction", &[("reaction ❤", "telegram Burak Çelik @burakcelik_ev")]),
    (
        "message-reply",
        &[("message text \"Да, это мой заказ\" reply", "telegram Дмитрий Козлов @dkozlov_home")],
    ),
    ("message-sticker", &[("message sticker \"👍\" file(-, -)", "telegram Дмитрий Козлов @dkozlov_home")]),
    (
        "message-text",
        &[(
            "message text \"Merhaba, monte edilen dolabın kapağı düştü. Bana 0500 555 06 71 numarasından ya da burak.celik@example.com adresinden ulaşabilirsiniz.\"",
            "telegram Burak Çelik @burakcelik_ev",
        )],
    ),
    ("message-unknown-kind", &[("message unsupported", "telegram Liam")]),
    ("message-unreaction", &[("reaction none", "telegram Burak Çelik @burakcelik_ev")]),
    (
        "message-venue",
        &[(
            "message location \"Lara mağazası\\nLara Yolu 33, Muratpaşa, Antalya\\n36.8572, 30.7836\"",
            "telegram Burak Çelik @burakcelik_ev",
        )],
    ),
    (
        "message-video",
        &[("message video \"Look at the hinge\" file(IMG_0042.mp4, video/mp4)", "telegram Liam")],
    ),
    ("message-video-note", &[("message video file(-, -)", "telegram Burak Çelik @burakcelik_ev")]),
    ("message-voice", &[("message audio file(-, audio/ogg)", "telegram Burak Çelik @burakcelik_ev")]),
];

fn check(vendor: Vendor, path: &str, rows: &[Row]) {
    let found = files(&folder(path));
    for ((name, body), (row, expected)) in found.iter().zip(rows) {
        assert_eq!(name, row, "files and rows in the same order");
        let events = read(vendor, body).unwrap();
        let lines: Vec<(String, String)> =
            events.iter().map(|event| (summary::of(event), summary::party(event))).collect();
        let lines: Vec<(&str, &str)> =
            lines.iter().map(|(what, who)| (what.as_str(), who.as_str())).collect();
        assert_eq!(lines, *expected, "{name}");
    }
    assert_eq!(found.len(), rows.len(), "a file without a row, or a row without a file");
}

#[test]
fn whatsapp() {
    check(Vendor::Whatsapp, "tests/payloads/whatsapp", WHATSAPP);
}

#[test]
fn telegram() {
    check(Vendor::Telegram, "tests/payloads/telegram", TELEGRAM);
}

fn ours(vendor: Vendor, name: &str) -> Vec<Event> {
    let of_vendor = match vendor {
        Vendor::Whatsapp => "whatsapp",
        Vendor::Telegram => "telegram",
    };
    let path = folder(&format!("tests/payloads/{of_vendor}/{name}.json"));
    read(vendor, &std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn a_batch_goes_to_each_number_it_is_for() {
    let events = ours(Vendor::Whatsapp, "batch");
    let accounts: Vec<&str> = events.iter().map(|event| event.account.id()).collect();
    let (first, second) = ("900000000000001", "900000000000002");
    assert_eq!(accounts, [first, first, first, first, first, second]);
}

#[test]
fn a_notice_about_the_business_is_for_no_number() {
    let events = ours(Vendor::Whatsapp, "account-template-status");
    assert_eq!(events[0].account, Account::WhatsappBusiness("900000000000000".to_owned()));
}

#[test]
fn telegram_is_for_the_channel_of_the_address() {
    let events = ours(Vendor::Telegram, "message-text");
    assert_eq!(events[0].account, Account::TelegramBot(BOT.to_owned()));
}

#[test]
fn times_are_those_of_the_vendor() {
    assert_eq!(ours(Vendor::Whatsapp, "message-text")[0].at_ms, Some(1_763_700_061_000));
    let (new, edited) = (ours(Vendor::Telegram, "message-text"), ours(Vendor::Telegram, "message-edited"));
    assert!(new[0].at_ms.is_some());
    assert_eq!(edited[0].at_ms, new[0].at_ms.map(|at_ms| at_ms + 40_000));
    assert_eq!(ours(Vendor::Telegram, "callback-query")[0].at_ms, None);
}

#[test]
fn what_happens_later_names_the_message() {
    let pairs = [
        (Vendor::Whatsapp, "message-text", "message-edited"),
        (Vendor::Whatsapp, "message-text", "message-revoked"),
        (Vendor::Whatsapp, "message-image", "message-edited-image"),
        (Vendor::Telegram, "message-text", "message-edited"),
    ];
    for (vendor, first, later) in pairs {
        let What::Message(message) = ours(vendor, first).remove(0).what else { panic!("{first}") };
        let target = match ours(vendor, later).remove(0).what {
            What::Edit(edit) => edit.target,
            What::Revoke(revoke) => revoke.target,
            _ => panic!("{later}"),
        };
        assert_eq!(target, message.external_id, "{later}");
    }
}

#[test]
fn a_reply_and_a_status_name_what_we_sent() {
    let What::Status(report) = ours(Vendor::Whatsapp, "status-read").remove(0).what else { panic!() };
    let What::Message(reply) = ours(Vendor::Whatsapp, "message-reply").remove(0).what else { panic!() };
    assert_eq!(reply.reply_to, Some(report.target));
    let What::Message(reply) = ours(Vendor::Telegram, "message-reply").remove(0).what else { panic!() };
    assert_eq!(reply.reply_to.as_deref(), Some("700000583:4090"));
}

#[test]
fn the_largest_picture_is_the_picture() {
    let What::Message(message) = ours(Vendor::Telegram, "message-photo").remove(0).what else { panic!() };
    assert_eq!(message.content.attachment.unwrap().size_bytes, Some(84_211));
}

const BOTH: [(Vendor, &str); 2] =
    [(Vendor::Whatsapp, "tests/payloads/whatsapp"), (Vendor::Telegram, "tests/payloads/telegram")];

#[test]
fn every_event_has_a_key_of_its_own_and_keeps_its_json() {
    let mut keys = std::collections::BTreeSet::new();
    for (vendor, path) in BOTH {
        for (name, body) in files(&folder(path)) {
            for event in read(vendor, &body).unwrap() {
                assert!(keys.insert((event.account, event.dedupe_key)), "{name}");
                assert!(serde_json::from_str::<serde_json::Value>(&event.raw).is_ok(), "{name}");
            }
            // Delivered again, it is the same.
            assert!(read(vendor, &body).unwrap() == read(vendor, &body).unwrap(), "{name}");
        }
    }
}

#[test]
fn nothing_personal_is_printed() {
    for (vendor, path) in BOTH {
        for (name, body) in files(&folder(path)) {
            let printed = format!("{:?}", read(vendor, &body));
            for secret in ["50055", "90055", "7700", "wamid", "wacid", "Deniz", "Merhaba", "7000006"] {
                assert!(!printed.contains(secret), "{name}: {printed}");
            }
        }
    }
}
