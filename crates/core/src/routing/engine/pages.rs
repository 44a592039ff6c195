//! Rows in pages.

/// Rows, found by their place. Pages, since one table would be copied whenever it grows, and the memory of WebAssembly
/// never shrinks.
#[derive(Debug, Clone)]
pub(super) struct Pages<T> {
    pages: Vec<Vec<T>>,
}

pub(super) const PAGE: usize = 512;

impl<T> Pages<T> {
    pub(super) const fn new() -> Self {
        Self { pages: Vec::new() }
    }

    pub(super) fn get(&self, place: usize) -> Option<&T> {
        self.pages.get(place / PAGE)?.get(place % PAGE)
    }

    pub(super) fn get_mut(&mut self, place: usize) -> Option<&mut T> {
        self.pages.get_mut(place / PAGE)?.get_mut(place % PAGE)
    }

    /// How many rows there are: all pages but the last are full.
    pub(super) fn len(&self) -> usize {
        self.pages.last().map_or(0, |page| (self.pages.len() - 1) * PAGE + page.len())
    }

    pub(super) fn push(&mut self, row: T) {
        if self.pages.last().is_none_or(|page| page.len() == PAGE) {
            self.pages.push(Vec::with_capacity(PAGE));
        }
        if let Some(page) = self.pages.last_mut() {
            page.push(row);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.pages.iter().flatten()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.pages.iter_mut().flatten()
    }

    /// Bytes that are allocated.
    pub(super) fn bytes(&self) -> usize {
        self.pages.len() * PAGE * size_of::<T>()
    }
}
