//! The phrases that sentences are made of.

use super::locale::Locale;

macro_rules! phrases {
    ($($name:ident = $key:literal: $en:literal, $tr:literal, $ru:literal;)*) => {
        /// A phrase; what stands in braces is put in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Phrase { $($name),* }

        impl Phrase {
            /// The phrase in a language.
            pub(super) fn text(self, locale: Locale) -> &'static str {
                let [en, tr, ru] = match self { $(Self::$name => [$en, $tr, $ru]),* };
                match locale {
                    Locale::En => en,
                    Locale::Tr => tr,
                    Locale::Ru => ru,
                }
            }
        }

        /// Every phrase with its key in the npm package's table.
        #[cfg(test)]
        pub(super) const PHRASES: &[(&str, Phrase)] = &[$(($key, Phrase::$name)),*];
    };
}

phrases! {
    Granted = "granted":
        "Allowed by {source}.",
        "İzin var; kaynağı: {source}.",
        "Разрешено: это право даёт {source}.";
    RecordNeeded = "record_needed":
        "It depends on the chat or contact: {source} allows it on some.",
        "Sohbete veya kişiye bağlı: {source} bazılarında izin veriyor.",
        "Зависит от чата или контакта: {source} разрешает это не для всех.";
    UserInactive = "user_inactive":
        "Not allowed: this user is not active.",
        "İzin yok: bu kullanıcı etkin değil.",
        "Запрещено: этот пользователь неактивен.";
    AccessExpired = "access_expired":
        "Not allowed: this access has expired and must be loaded again.",
        "İzin yok: erişimin süresi doldu, yeniden yüklenmesi gerekiyor.",
        "Запрещено: срок действия доступа истёк, его нужно загрузить заново.";
    PermissionDenied = "permission_denied":
        "Not allowed: it is denied to this user personally, whatever roles and groups give.",
        "İzin yok: roller ve gruplar ne verirse versin, bu kullanıcıya özel olarak yasaklanmış.",
        "Запрещено лично этому пользователю, что бы ни давали роли и группы.";
    PermissionMissing = "permission_missing":
        "Not allowed: no role or group of this user gives it.",
        "İzin yok: kullanıcının hiçbir rolü veya grubu bunu vermiyor.",
        "Запрещено: ни одна роль или группа пользователя этого не даёт.";
    ChannelNotCovered = "channel_not_covered":
        "Not allowed here: roles and groups give it on other channels only.",
        "Burada izin yok: roller ve gruplar bunu yalnızca başka kanallarda veriyor.",
        "Здесь запрещено: роли и группы дают это право только на других каналах.";
    ScopeNone = "scope_none":
        "Not allowed here: it is given without any chats.",
        "Burada izin yok: hiçbir sohbet için verilmemiş.",
        "Здесь запрещено: право дано, но ни на один чат.";
    ScopeAssigned = "scope_assigned":
        "Not allowed here: it is given for the user’s own chats only.",
        "Burada izin yok: yalnızca kullanıcının kendi sohbetleri için verilmiş.",
        "Здесь запрещено: право дано только на собственные чаты пользователя.";
    ScopeGroup = "scope_group":
        "Not allowed here: it is given for the chats of the user and of the user’s groups only.",
        "Burada izin yok: yalnızca kullanıcının ve gruplarının sohbetleri için verilmiş.",
        "Здесь запрещено: право дано только на чаты пользователя и его групп.";
    ScopeAll = "scope_all":
        "Not allowed here: it is given for the chats of some channels only.",
        "Burada izin yok: yalnızca bazı kanalların sohbetleri için verilmiş.",
        "Здесь запрещено: право дано только на чаты некоторых каналов.";
    GrantNotStarted = "grant_not_started":
        "Not allowed yet: {source} gives it from {date} on.",
        "Henüz izin yok: {source} bunu {date} tarihinden itibaren veriyor.",
        "Пока запрещено: {source} даёт это право с {date}.";
    GrantEnded = "grant_ended":
        "No longer allowed: {source} gave it until {date}.",
        "Artık izin yok: {source} bunu {date} tarihine kadar veriyordu.",
        "Больше не разрешено: {source} давала это право до {date}.";
    SourceRole = "source_role":
        "the role “{role}”",
        "“{role}” rolü",
        "роль «{role}»";
    SourceRoleThroughGroup = "source_role_through_group":
        "the role “{role}” through the group “{group}”",
        "“{group}” grubundan gelen “{role}” rolü",
        "роль «{role}» через группу «{group}»";
    SourceGroup = "source_group":
        "the group “{group}”",
        "“{group}” grubu",
        "группа «{group}»";
    SourceEmergency = "source_emergency":
        "the emergency role “{role}”",
        "acil durumda alınan “{role}” rolü",
        "экстренно взятая роль «{role}»";
    Remedy = "remedy":
        "It would be given by {remedies}.",
        "Bu izni {remedies} verir.",
        "Это право даст {remedies}.";
    RemedyNone = "remedy_none":
        "No role or group would give it.",
        "Hiçbir rol veya grup bu izni vermez.",
        "Ни одна роль или группа этого права не даст.";
    Or = "or":
        "{first} or {last}",
        "{first} veya {last}",
        "{first} или {last}";
    MoreSingle = "more_single":
        "another role or group",
        "başka bir rol veya grup",
        "ещё одна роль или группа";
    MoreOne = "more_one":
        "one of {count} other roles and groups",
        "başka {count} rol veya gruptan biri",
        "одна из ещё {count} роли и группы";
    MoreMany = "more_many":
        "one of {count} other roles and groups",
        "başka {count} rol veya gruptan biri",
        "одна из ещё {count} ролей и групп";
}
