//! Parameters of an address.

use usher_core::{ChatId, ContactId, GroupId, MOMENT_MAX_MS, UserStatus};

use crate::ask::{About, ChatQuery, ChatStatus, Format, MissedQuery, Page, Question, QueueQuery, Whose};
use crate::out::Said;
use crate::problem::{Code, Problem};

const LIMIT_MAX: u32 = 100;
const LIMIT_USUAL: u32 = 50;
/// Days of traffic: those that are kept, and those that are told where nobody says how many.
const DAYS_MAX: u32 = 31;
const DAYS_USUAL: u32 = 7;
const CURSOR_MAX_BYTES: usize = 128;

/// Reads which part of a list is wanted.
///
/// # Errors
/// [`Code::InvalidParameter`] names the parameter.
pub fn page(query: &[(String, String)]) -> Result<Page, Problem> {
    only(query, &["cursor", "limit"])?;
    read_page(query)
}

/// Reads which chats are wanted.
///
/// # Errors
/// [`Code::InvalidParameter`] names the parameter.
pub fn chats(query: &[(String, String)]) -> Result<ChatQuery, Problem> {
    only(query, &["cursor", "limit", "status", "assignee"])?;
    let status = status(query)?;
    let whose = match find(query, "assignee") {
        None => None,
        Some("me") => Some(Whose::Mine),
        Some("none") => Some(Whose::Nobodys),
        Some(_) => return Err(invalid("assignee")),
    };
    Ok(ChatQuery { status, whose, page: read_page(query)? })
}

/// Reads which part of what waits is wanted.
///
/// # Errors
/// [`Code::InvalidParameter`] names the parameter.
pub fn queue(query: &[(String, String)]) -> Result<QueueQuery, Problem> {
    only(query, &["cursor", "limit", "group"])?;
    let group = find(query, "group").map(GroupId::parse).transpose().map_err(|_| invalid("group"))?;
    Ok(QueueQuery { group, page: read_page(query)? })
}

/// Reads which waits that were too long are wanted.
///
/// # Errors
/// [`Code::InvalidParameter`] names the parameter.
pub fn missed(query: &[(String, String)]) -> Result<MissedQuery, Problem> {
    only(query, &["from", "until", "group"])?;
    let moment = |name: &'static str| -> Result<Option<i64>, Problem> {
        let moment = find(query, name).map(str::parse::<i64>).transpose().map_err(|_| invalid(name))?;
        if moment.is_none_or(|moment| (0..=MOMENT_MAX_MS).contains(&moment)) {
            Ok(moment)
        } else {
            Err(invalid(name))
        }
    };
    let group = find(query, "group").map(GroupId::parse).transpose().map_err(|_| invalid("group"))?;
    Ok(MissedQuery { from: moment("from")?, until: moment("until")?, group })
}

/// Reads of which status a plan is wanted.
///
/// # Errors
/// [`Code::InvalidParameter`] names the parameter.
pub fn leaving(query: &[(String, String)]) -> Result<UserStatus, Problem> {
    only(query, &["status"])?;
    match find(query, "status") {
        None | Some("removed") => Ok(UserStatus::Removed),
        Some("deactivated") => Ok(UserStatus::Deactivated),
        Some(_) => Err(invalid("status")),
    }
}

/// Reads of how many days traffic is wanted.
///
/// # Errors
/// [`Code::InvalidParameter`] names the parameter.
pub fn days(query: &[(String, String)]) -> Result<u32, Problem> {
    only(query, &["days"])?;
    match find(query, "days") {
        None => Ok(DAYS_USUAL),
        Some(days) => days.parse().ok().filter(|n| (1..=DAYS_MAX).contains(n)).ok_or_else(|| invalid("days")),
    }
}

/// Reads how an export is wanted, and of which status.
///
/// # Errors
/// [`Code::InvalidParameter`] names the parameter.
pub fn export(query: &[(String, String)], known: &[&str]) -> Result<(Format, Option<ChatStatus>), Problem> {
    only(query, known)?;
    let format = match find(query, "format") {
        Some("csv") => Format::Csv,
        Some("json") => Format::Json,
        _ => return Err(invalid("format")),
    };
    Ok((format, status(query)?))
}

fn status(query: &[(String, String)]) -> Result<Option<ChatStatus>, Problem> {
    match find(query, "status") {
        None => Ok(None),
        Some("open") => Ok(Some(ChatStatus::Open)),
        Some("closed") => Ok(Some(ChatStatus::Closed)),
        Some(_) => Err(invalid("status")),
    }
}

/// Longest name of a permission, in bytes; longer ones do not exist.
const PERMISSION_MAX_BYTES: usize = 128;

/// Reads what is to be explained.
///
/// # Errors
/// [`Code::InvalidParameter`] names the parameter.
pub fn question(query: &[(String, String)]) -> Result<Question, Problem> {
    only(query, &["permission", "chat", "contact"])?;
    let permission = find(query, "permission").filter(|name| name.len() <= PERMISSION_MAX_BYTES);
    let permission = permission.ok_or_else(|| invalid("permission"))?.to_owned();
    let about = match (find(query, "chat"), find(query, "contact")) {
        (None, None) => None,
        (Some(chat), None) => Some(About::Chat(ChatId::parse(chat).map_err(|_| invalid("chat"))?)),
        (None, Some(contact)) => {
            Some(About::Contact(ContactId::parse(contact).map_err(|_| invalid("contact"))?))
        }
        (Some(_), Some(_)) => return Err(invalid("contact")),
    };
    Ok(Question { permission, about })
}

fn read_page(query: &[(String, String)]) -> Result<Page, Problem> {
    let limit = match find(query, "limit") {
        None => LIMIT_USUAL,
        Some(limit) => {
            limit.parse().ok().filter(|n| (1..=LIMIT_MAX).contains(n)).ok_or_else(|| invalid("limit"))?
        }
    };
    let cursor = find(query, "cursor").filter(|cursor| !cursor.is_empty());
    if cursor.is_some_and(|cursor| cursor.len() > CURSOR_MAX_BYTES) {
        return Err(Code::InvalidCursor.into());
    }
    Ok(Page { cursor: cursor.map(str::to_owned), limit })
}

fn only(query: &[(String, String)], known: &[&str]) -> Result<(), Problem> {
    for (place, (key, _)) in query.iter().enumerate() {
        let twice = query.iter().take(place).any(|(other, _)| other == key);
        if twice || !known.contains(&key.as_str()) {
            return Err(invalid(&key.chars().take(64).collect::<String>()));
        }
    }
    Ok(())
}

fn find<'a>(query: &'a [(String, String)], key: &str) -> Option<&'a str> {
    query.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
}

fn invalid(name: &str) -> Problem {
    Problem::new(Code::InvalidParameter).with_detail(Said::new("`{}`", &[&Said::shown(name)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<ChatQuery, Code> {
        let query: Vec<_> = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        chats(&query).map_err(|problem| problem.code())
    }

    #[test]
    fn parameters_are_known_once_and_within_limits() {
        assert_eq!(read(&[]).unwrap().page, Page { cursor: None, limit: 50 });
        assert_eq!(read(&[("status", "open"), ("limit", "100")]).unwrap().status, Some(ChatStatus::Open));
        assert_eq!(read(&[("assignee", "me")]).unwrap().whose, Some(Whose::Mine));
        for bad in [
            [("limit", "0"), ("status", "open")],
            [("limit", "101"), ("status", "open")],
            [("limit", "x"), ("status", "open")],
            [("status", "open"), ("status", "closed")],
            [("status", "all"), ("limit", "1")],
            [("order", "asc"), ("limit", "1")],
        ] {
            assert_eq!(read(&bad).unwrap_err(), Code::InvalidParameter);
        }
        assert_eq!(read(&[("cursor", &"1".repeat(129))]).unwrap_err(), Code::InvalidCursor);
    }
}
