//! The company and its policy.

use usher_core::mask::Masking;
use usher_core::policy::{Company, POLICY_VERSION};
use usher_core::read;
use usher_core::{Catalogue, CompanyCode, HostPermission, Policy, Section};

use super::{EmergencyRow, Ledger, json};
use crate::fault::Fault;

/// What holds for the company as a whole.
#[derive(Debug)]
pub struct Settings {
    /// The company.
    pub company: Company,
    /// Counts the changes of the policy.
    pub revision: u32,
    /// Permissions that the host application defines.
    pub host_permissions: Vec<HostPermission>,
    /// Pages of the host application.
    pub sections: Vec<Section>,
    /// How what is not clear to somebody is masked.
    pub masking: Masking,
}

impl Settings {
    /// The permissions that exist.
    ///
    /// # Errors
    /// [`Fault::Corrupt`] where the host's own are not what was checked once.
    pub fn catalogue(&self) -> Result<Catalogue, Fault> {
        Catalogue::with_host(self.host_permissions.iter().map(|permission| permission.name.as_str()))
            .map_err(|_| Fault::Corrupt("host permissions"))
    }

    /// When the company's day began, in milliseconds since the epoch.
    pub fn day_start_ms(&self, now_ms: i64) -> i64 {
        let offset_ms = i64::from(self.company.utc_offset_minutes) * 60_000;
        const DAY_MS: i64 = 86_400_000;
        (now_ms + offset_ms).div_euclid(DAY_MS) * DAY_MS - offset_ms
    }

    /// Which day it is for the company, counted from 1970-01-01.
    pub fn day(&self, now_ms: i64) -> i64 {
        (now_ms + i64::from(self.company.utc_offset_minutes) * 60_000).div_euclid(86_400_000)
    }
}

impl Ledger<'_> {
    /// The settings; none where the company does not exist.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn settings(&self) -> Result<Option<Settings>, Fault> {
        let sql =
            "SELECT code, name, utc_offset_minutes, host_permissions, sections, policy_revision, masking
             FROM company";
        let Some(mut row) = self.row(sql, Vec::new())? else { return Ok(None) };
        Ok(Some(Settings {
            company: Company {
                code: row.parsed(CompanyCode::parse)?,
                name: row.text()?,
                utc_offset_minutes: i32::try_from(row.integer()?)
                    .map_err(|_| Fault::Corrupt("utc offset"))?,
            },
            host_permissions: row.json()?,
            sections: row.json()?,
            revision: u32::try_from(row.integer()?).map_err(|_| Fault::Corrupt("policy revision"))?,
            masking: row.parsed(read::parse::<Masking>)?,
        }))
    }

    /// The whole policy.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn policy(&self, settings: &Settings) -> Result<Policy, Fault> {
        Ok(Policy {
            version: POLICY_VERSION,
            revision: settings.revision,
            company: settings.company.clone(),
            host_permissions: settings.host_permissions.clone(),
            sections: settings.sections.clone(),
            channels: self.channels()?,
            roles: self.roles()?,
            groups: self.groups()?,
            users: self.users()?,
            masking: settings.masking.clone(),
        })
    }

    /// Counts a change of the policy.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn count_policy_change(&self) -> Result<(), Fault> {
        self.write("UPDATE company SET policy_revision = policy_revision + 1", Vec::new())
    }

    /// Writes how the company masks.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_masking(&self, masking: &Masking) -> Result<(), Fault> {
        self.write("UPDATE company SET masking = ?1", vec![json(masking)?.into()])
    }

    /// Writes a policy into an empty ledger.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_policy(&self, policy: &Policy) -> Result<(), Fault> {
        let company = &policy.company;
        self.write(
            "INSERT INTO company (one, code, name, utc_offset_minutes, host_permissions, sections, created_at_ms,
               periods_at_ms, masking)
             VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7)",
            vec![
                company.code.as_str().into(),
                (&company.name).into(),
                i64::from(company.utc_offset_minutes).into(),
                json(&policy.host_permissions)?.into(),
                json(&policy.sections)?.into(),
                self.now_ms.into(),
                json(&policy.masking)?.into(),
            ],
        )?;
        for (position, role) in (0..).zip(&policy.roles) {
            self.put_role(position, role)?;
        }
        for (position, group) in (0..).zip(&policy.groups) {
            self.put_group(position, group)?;
        }
        for (position, channel) in (0..).zip(&policy.channels) {
            self.put_channel(position, channel)?;
        }
        for (position, user) in (0..).zip(&policy.users) {
            self.put_user(position, user)?;
            for held in &user.emergency {
                self.put_emergency(&EmergencyRow {
                    user: (user.id.clone(), user.name.clone()),
                    role: held.id.clone(),
                    starts_at_ms: held.period.starts_at().unwrap_or(self.now_ms),
                    ends_at_ms: held.period.ends_at().unwrap_or(self.now_ms),
                    reason: String::new(),
                })?;
            }
        }
        Ok(())
    }
}
