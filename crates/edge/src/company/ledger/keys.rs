//! The key of the company.

use super::Ledger;
use crate::company::keyed::CompanyKey;
use crate::fault::Fault;

impl Ledger<'_> {
    /// The key, made where there is none yet.
    ///
    /// # Errors
    /// [`Fault`] where the store fails, or there is no randomness.
    pub fn company_key(&self) -> Result<CompanyKey, Fault> {
        if let Some(mut row) = self.row("SELECT key FROM company_key", Vec::new())? {
            return CompanyKey::from_hex(&row.text()?);
        }
        let key = CompanyKey::fresh()?;
        self.write("INSERT INTO company_key (one, key) VALUES (1, ?1)", vec![key.to_hex().into()])?;
        Ok(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::company::schema::migrate;
    use crate::store::scratch::Scratch;

    #[test]
    fn a_company_keeps_its_key_and_shares_it_with_no_other() {
        let databases = [Scratch::empty(), Scratch::empty()];
        let keys = databases.each_ref().map(|database| {
            migrate(database, 1).unwrap();
            let ledger = Ledger::new(database, 1);
            let key = ledger.company_key().unwrap().to_hex();
            assert_eq!(ledger.company_key().unwrap().to_hex(), key);
            key
        });
        assert_ne!(keys[0], keys[1]);
    }
}
