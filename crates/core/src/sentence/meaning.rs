//! What each standard permission allows, in words.

use super::locale::Locale;
use crate::permission::{MEANINGS, STANDARD};

/// What a standard permission allows: "see a chat and its messages". None for another name: what a host's own allows
/// is its title.
pub fn meaning(permission: &str, locale: Locale) -> Option<&'static str> {
    let place = STANDARD.iter().position(|(name, _)| *name == permission)?;
    let meanings = match locale {
        Locale::En => MEANINGS,
        Locale::Tr => &TURKISH,
        Locale::Ru => &RUSSIAN,
    };
    meanings.get(place).copied()
}

/// In the order of the catalogue.
const TURKISH: [&str; 34] = [
    "bir sohbeti ve mesajlarını görmek",
    "bir sohbeti yanıtlamak",
    "sohbet başlatmak",
    "bir sohbeti kullanıcıya atamak veya serbest bırakmak",
    "bir sohbeti başka bir kullanıcıya veya gruba devretmek",
    "bir sohbeti kapatmak",
    "sohbetleri dışa aktarmak",
    "bir sohbetin mesajlarını temizlemek",
    "bir kişinin kartını görmek",
    "bir kişiyi düzenlemek",
    "telefon numaralarını açık görmek",
    "e-posta adreslerini açık görmek",
    "gizlenmiş bir değeri gerekçe göstererek açmak",
    "kişileri dışa aktarmak",
    "bir kişinin verilerini silmek",
    "bültenleri görmek",
    "bülten göndermek",
    "raporları görmek",
    "rapor oluşturmak",
    "ödemeleri görmek",
    "ödemeleri yönetmek",
    "aramaları görmek",
    "aramaları yanıtlamak",
    "ayarları görmek",
    "ayarları değiştirmek",
    "kanal bağlamak ve bağlantısını kesmek",
    "kullanıcıları ve grupları görmek",
    "kullanıcı eklemek, değiştirmek ve çıkarmak",
    "grup eklemek, değiştirmek ve silmek",
    "rol eklemek, değiştirmek ve silmek",
    "yönlendirme kurallarını değiştirmek",
    "denetim günlüğünü görmek",
    "erişim incelemeleri yürütmek",
    "acil durumda, belirli bir süre için ve gerekçe göstererek rol almak",
];

/// In the order of the catalogue.
const RUSSIAN: [&str; 34] = [
    "видеть чат и его сообщения",
    "отвечать в чате",
    "начинать чаты",
    "назначать чат пользователю или освобождать его",
    "передавать чат другому пользователю или группе",
    "закрывать чаты",
    "выгружать чаты",
    "очищать сообщения чата",
    "видеть карточку контакта",
    "изменять контакты",
    "видеть номера телефонов целиком",
    "видеть адреса электронной почты целиком",
    "открывать скрытое значение с указанием причины",
    "выгружать контакты",
    "стирать данные контакта",
    "видеть рассылки",
    "отправлять рассылки",
    "видеть отчёты",
    "создавать отчёты",
    "видеть платежи",
    "управлять платежами",
    "видеть звонки",
    "отвечать на звонки",
    "видеть настройки",
    "изменять настройки",
    "подключать и отключать каналы",
    "видеть пользователей и группы",
    "добавлять, изменять и удалять пользователей",
    "добавлять, изменять и удалять группы",
    "добавлять, изменять и удалять роли",
    "изменять правила распределения",
    "видеть журнал аудита",
    "проводить проверки доступа",
    "брать роль в экстренном случае, на время и с указанием причины",
];
