//! What vendors were told, to recognise them by.

use usher_core::ChannelId;

use super::Ledger;
use crate::ask::ChannelSecret;
use crate::fault::Fault;
use crate::store::Row;

/// What the vendor of one channel was told.
#[derive(Clone)]
pub struct Secret {
    /// The channel.
    pub channel: ChannelId,
    /// Meta's app secret.
    pub app_secret: Option<String>,
    /// The token of Meta's handshake.
    pub verify_token: Option<String>,
    /// Meta's id of the number.
    pub phone_number_id: Option<String>,
    /// Telegram's secret token.
    pub secret_token: Option<String>,
}

const SECRET: &str =
    "SELECT channel_id, app_secret, verify_token, phone_number_id, secret_token FROM channel_secret
    JOIN channel ON channel.id = channel_id";

fn secret(mut row: Row) -> Result<Secret, Fault> {
    Ok(Secret {
        channel: row.parsed(ChannelId::parse)?,
        app_secret: row.text_or_null()?,
        verify_token: row.text_or_null()?,
        phone_number_id: row.text_or_null()?,
        secret_token: row.text_or_null()?,
    })
}

impl Ledger<'_> {
    /// The secrets of every WhatsApp channel.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn whatsapp_secrets(&self) -> Result<Vec<Secret>, Fault> {
        let sql = format!("{SECRET} WHERE channel.kind = 'whatsapp' ORDER BY position");
        self.rows(&sql, Vec::new())?.into_iter().map(secret).collect()
    }

    /// The secret of a Telegram channel.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn telegram_secret(&self, channel: &ChannelId) -> Result<Option<Secret>, Fault> {
        let sql = format!("{SECRET} WHERE channel.kind = 'telegram' AND channel.id = ?1");
        self.row(&sql, vec![channel.as_str().into()])?.map(secret).transpose()
    }

    /// Writes the secrets of a channel.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_secret(&self, secret: &ChannelSecret) -> Result<(), Fault> {
        self.write(
            "INSERT INTO channel_secret (channel_id, app_secret, verify_token, phone_number_id, secret_token)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            vec![
                secret.channel.as_str().into(),
                secret.app_secret.as_ref().into(),
                secret.verify_token.as_ref().into(),
                secret.phone_number_id.as_ref().into(),
                secret.secret_token.as_ref().into(),
            ],
        )
    }
}
