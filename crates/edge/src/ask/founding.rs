//! What a company is made of.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use usher_core::{ChannelId, ContactId, UserId};

/// The body of `POST /v1/companies`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FoundBody {
    /// The policy, read and checked by the core.
    pub policy: Value,
    /// Passwords in clear.
    pub credentials: Vec<CredentialBody>,
    /// What the vendors were told: [`ChannelSecret`]s.
    #[serde(default = "nothing")]
    pub channel_secrets: Value,
    /// Clients that the company knows already: [`NewContact`]s.
    #[serde(default = "nothing")]
    pub contacts: Value,
}

fn nothing() -> Value {
    Value::Array(Vec::new())
}

/// A user's first password.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CredentialBody {
    /// The user.
    pub user: UserId,
    /// The password.
    pub password: String,
}

/// A company to be made: [`FoundBody`] with the passwords hashed.
#[derive(Serialize, Deserialize)]
pub struct Founding {
    /// The policy as JSON.
    pub policy: String,
    /// User and password hash.
    pub credentials: Vec<(UserId, String)>,
    /// What the vendors were told: [`ChannelSecret`]s.
    pub channel_secrets: Value,
    /// Clients that the company knows already: [`NewContact`]s.
    pub contacts: Value,
}

impl core::fmt::Debug for Founding {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Founding").finish_non_exhaustive()
    }
}

/// What the vendor of a channel was told, to recognise it by.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChannelSecret {
    /// The channel.
    pub channel: ChannelId,
    /// Meta's app secret.
    #[serde(default)]
    pub app_secret: Option<String>,
    /// The token of Meta's handshake.
    #[serde(default)]
    pub verify_token: Option<String>,
    /// Meta's id of the number.
    #[serde(default)]
    pub phone_number_id: Option<String>,
    /// Telegram's secret token.
    #[serde(default)]
    pub secret_token: Option<String>,
}

/// A client that the company knows already.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewContact {
    /// The id.
    pub id: ContactId,
    /// The name.
    #[serde(default)]
    pub name: Option<String>,
    /// The phone number.
    #[serde(default)]
    pub phone: Option<String>,
    /// The e-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// The user name on some service.
    #[serde(default)]
    pub handle: Option<String>,
    /// The postal address.
    #[serde(default)]
    pub address: Option<String>,
    /// The user who is responsible.
    #[serde(default)]
    pub responsible: Option<UserId>,
    /// What vendors call the client.
    #[serde(default)]
    pub identities: Vec<NewIdentity>,
}

/// What a vendor calls a client.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewIdentity {
    /// The kind, such as `whatsapp` or `telegram`.
    pub kind: String,
    /// The vendor's value.
    pub value: String,
}
