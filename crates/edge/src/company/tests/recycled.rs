//! Phone numbers that pass from one person to another.

use serde_json::{Value, json};

use super::fixture::{Demo, SALES, texts};

/// A number of the same company on which other user ids are told.
const SECOND: &str = "900000000000002";

const NUMBER: &str = "905321112231";

/// Somebody writes from a phone number, under a user id of WhatsApp's.
fn write(demo: &mut Demo, to: &str, user_id: &str, name: &str, id: &str) {
    let mut body = texts(&[(to, NUMBER, id, "hello")]);
    let value = &mut body["entry"][0]["changes"][0]["value"];
    value["contacts"][0]["user_id"] = json!(user_id);
    value["contacts"][0]["profile"]["name"] = json!(name);
    value["messages"][0]["from_user_id"] = json!(user_id);
    demo.whatsapp(&body).unwrap();
}

/// The names of the contacts that wrote, with how many chats each has.
fn clients(demo: &Demo) -> Vec<Value> {
    let sql = "SELECT json_array(contact.name, count(*)) FROM chat JOIN contact ON contact.id = contact_id
        GROUP BY contact.id ORDER BY min(chat.rowid)";
    let rows = crate::store::Database::query(&demo.database, sql, Vec::new()).unwrap();
    rows.into_iter().map(|mut row| row.json().unwrap()).collect()
}

#[test]
fn another_person_on_a_known_number_is_a_new_contact() {
    let mut demo = Demo::new();
    write(&mut demo, SALES, "TR.1", "Ayla", "wamid.1");
    write(&mut demo, SALES, "TR.1", "Ayla", "wamid.2");
    write(&mut demo, SALES, "TR.2", "Berk", "wamid.3");
    assert_eq!(clients(&demo), [json!(["Ayla", 1]), json!(["Berk", 1])]);
    // From here on the number is Berk's, also where nothing else is told.
    demo.whatsapp(&texts(&[(SALES, NUMBER, "wamid.4", "it is me")])).unwrap();
    let berks =
        "SELECT count(*) FROM message JOIN chat ON chat.id = chat_id JOIN contact ON contact.id = contact_id
        WHERE contact.name = 'Berk'";
    assert_eq!(demo.count(berks), 2);
    // Ayla, on whatever number, is still Ayla.
    write(&mut demo, SALES, "TR.1", "Ayla", "wamid.5");
    assert_eq!(clients(&demo), [json!(["Ayla", 1]), json!(["Berk", 1])]);
    assert_eq!(demo.count(berks), 2);
}

#[test]
fn the_user_id_of_another_business_says_nothing() {
    let mut demo = Demo::new();
    write(&mut demo, SALES, "TR.1", "Ayla", "wamid.1");
    write(&mut demo, SECOND, "TR.9", "Ayla", "wamid.2");
    assert_eq!(clients(&demo), [json!(["Ayla", 2])]);
    write(&mut demo, SALES, "TR.1", "Ayla", "wamid.3");
    write(&mut demo, SECOND, "TR.9", "Ayla", "wamid.4");
    assert_eq!(clients(&demo), [json!(["Ayla", 2])]);
}

#[test]
fn whoever_is_in_the_crm_by_number_stays_who_they_are() {
    let mut demo = Demo::new();
    let known = "905005550167";
    demo.whatsapp(&texts(&[(SALES, known, "wamid.1", "hello")])).unwrap();
    let mut body = texts(&[(SALES, known, "wamid.2", "hello")]);
    body["entry"][0]["changes"][0]["value"]["messages"][0]["from_user_id"] = json!("TR.1");
    demo.whatsapp(&body).unwrap();
    assert_eq!(clients(&demo), [json!(["Ayşe Yılmaz", 1])]);
}
