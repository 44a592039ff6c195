//! Who may do what, as a table.

use serde::Serialize;

use super::census::Census;
use super::index::ALL;
use super::profile::{Held, InGroups, Maker, Way};
use crate::access::Source;
use crate::period::Period;
use crate::permission::{Permission, PermissionSet};

/// What stands in the rows of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixRows {
    /// Users, with all that they hold.
    Users,
    /// Roles, as held on every channel.
    Roles,
    /// Groups, with what a member holds through them.
    Groups,
}

/// A table of users, roles or groups by permissions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Matrix<'c> {
    /// The names of the permissions: the columns.
    pub permissions: Vec<&'c str>,
    /// The rows.
    pub rows: Vec<MatrixRow<'c>>,
    /// Row by row one a column: 0 nothing, 1 something, 2 everything.
    pub cells: Vec<u8>,
    /// Where grants of users come from, each once.
    pub sources: Vec<MatrixSource>,
}

/// A row of a matrix.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatrixRow<'c> {
    /// The id of the user, role or group.
    pub id: &'c str,
    /// The name.
    pub name: &'c str,
    /// The places in `sources` of what gives the user something now; empty for roles and groups.
    pub sources: Vec<usize>,
}

/// Where a grant comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatrixSource {
    /// The role or group.
    pub source: Source,
    /// The columns of the permissions that it holds.
    pub permissions: Vec<usize>,
}

impl Census<'_> {
    /// The table of what users, roles or groups may do.
    pub fn matrix(&self, rows: MatrixRows) -> Matrix<'_> {
        let all = self.catalogue().all();
        let mut matrix = Matrix {
            permissions: self.catalogue().names(&all),
            rows: Vec::new(),
            cells: Vec::new(),
            sources: Vec::new(),
        };
        match rows {
            MatrixRows::Users => self.user_rows(&mut matrix),
            MatrixRows::Roles => {
                for (place, role) in self.policy().roles.iter().enumerate() {
                    let way = Way::Role { role: place, group: None };
                    let held = self.maker().held(way, place, (ALL, ALL), InGroups::Lasting, Period::ALWAYS);
                    self.push_row(&mut matrix, (role.id.as_str(), &role.name), held.as_slice());
                }
            }
            MatrixRows::Groups => {
                for (place, group) in self.policy().groups.iter().enumerate() {
                    let mut held = Vec::new();
                    let channels = (self.index.group_set(place), ALL);
                    self.maker().through(group, place, channels, Period::ALWAYS, &mut held);
                    held.retain(|held| held.is_current);
                    self.push_row(&mut matrix, (group.id.as_str(), &group.name), &held);
                }
            }
        }
        matrix
    }

    fn maker(&self) -> Maker<'_> {
        Maker { policy: self.policy(), index: &self.index, moment: self.moment() }
    }

    fn push_row<'c>(&self, matrix: &mut Matrix<'c>, (id, name): (&'c str, &'c str), grants: &[Held]) {
        let (mut some, mut every) = (PermissionSet::EMPTY, PermissionSet::EMPTY);
        for held in grants {
            let (held_some, held_every) = held.reaching(self.index.company);
            (some, every) = (some.union(held_some), every.union(held_every));
        }
        cells(matrix, self.catalogue().all(), some, every);
        matrix.rows.push(MatrixRow { id, name, sources: Vec::new() });
    }

    fn user_rows<'c>(&'c self, matrix: &mut Matrix<'c>) {
        let all = self.catalogue().all();
        let mut places: std::collections::HashMap<Way, usize> = std::collections::HashMap::new();
        for (user, one) in self.respondents() {
            cells(matrix, all, one.profile.some, one.profile.all);
            let mut sources: Vec<usize> = Vec::new();
            for held in one.profile.grants.iter().filter(|held| held.is_current) {
                let place = match places.get(&held.way) {
                    Some(place) => *place,
                    None => {
                        let Some(source) = self.source(held.way) else { continue };
                        let permissions = held.permissions.iter().map(|permission| usize::from(permission.0));
                        places.insert(held.way, matrix.sources.len());
                        matrix.sources.push(MatrixSource { source, permissions: permissions.collect() });
                        matrix.sources.len() - 1
                    }
                };
                if !sources.contains(&place) {
                    sources.push(place);
                }
            }
            matrix.rows.push(MatrixRow { id: user.id.as_str(), name: &user.name, sources });
        }
    }
}

fn cells(matrix: &mut Matrix<'_>, all: PermissionSet, some: PermissionSet, every: PermissionSet) {
    let cell = |permission: Permission| match (some.contains(permission), every.contains(permission)) {
        (_, true) => 2,
        (true, false) => 1,
        (false, false) => 0,
    };
    matrix.cells.extend(all.iter().map(cell));
}
