//! Short lists, side by side.

use super::pages::PAGE;

/// Where a list stands: six bytes, of which a person has two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(Rust, packed(2))]
pub(super) struct Span {
    begin: u32,
    count: u16,
}

impl Span {
    pub(super) const NONE: Self = Self { begin: 0, count: 0 };
}

/// Lists that do not change. Each of their own would cost more than what is in it.
#[derive(Debug, Clone)]
pub(super) struct Shelf<T> {
    /// A list stands in one page. A page is longer than others where a list is.
    pages: Vec<Vec<T>>,
    /// Where a list stood, by how long it was.
    vacant: Vec<Vec<u32>>,
}

impl<T: Copy> Shelf<T> {
    pub(super) const fn new() -> Self {
        Self { pages: Vec::new(), vacant: Vec::new() }
    }

    pub(super) fn get(&self, span: Span) -> &[T] {
        let (begin, count) = (span.begin as usize, usize::from(span.count));
        let rest = self.pages.get(begin / PAGE).and_then(|page| page.get(begin % PAGE..));
        rest.and_then(|rest| rest.get(..count)).unwrap_or_default()
    }

    /// Adds a list.
    pub(super) fn add(&mut self, list: &[T]) -> Span {
        // INVARIANT: there are fewer groups than that, and a person stands in few teams of each.
        let count = u16::try_from(list.len()).unwrap_or(u16::MAX);
        let list = list.get(..usize::from(count)).unwrap_or_default();
        if list.is_empty() {
            return Span::NONE;
        }
        if let Some(begin) = self.vacant.get_mut(list.len()).and_then(Vec::pop) {
            let page = self.pages.get_mut(begin as usize / PAGE);
            let own = page.and_then(|page| page.get_mut(begin as usize % PAGE..)?.get_mut(..list.len()));
            if let Some(own) = own {
                own.copy_from_slice(list);
            }
            return Span { begin, count };
        }
        if self.pages.last().is_none_or(|page| page.len() + list.len() > PAGE) {
            self.pages.push(Vec::with_capacity(PAGE.max(list.len())));
        }
        let before = (self.pages.len() - 1) * PAGE;
        let Some(page) = self.pages.last_mut() else { return Span::NONE };
        let begin = u32::try_from(before + page.len()).unwrap_or(u32::MAX);
        page.extend_from_slice(list);
        Span { begin, count }
    }

    /// Takes a list out, so that another of its length may stand there.
    pub(super) fn remove(&mut self, span: Span) {
        let count = usize::from(span.count);
        if count == 0 {
            return;
        }
        if self.vacant.len() <= count {
            self.vacant.resize(count + 1, Vec::new());
        }
        if let Some(vacant) = self.vacant.get_mut(count) {
            vacant.push(span.begin);
        }
    }

    /// Bytes that are allocated.
    pub(super) fn bytes(&self) -> usize {
        self.pages.iter().map(|page| page.capacity() * size_of::<T>()).sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_list_is_what_it_was(
            deeds in proptest::collection::vec((0_usize..8, 0_usize..12, any::<u32>()), 0..300),
        ) {
            let mut shelf = Shelf::new();
            let mut all = vec![(Span::NONE, Vec::new()); 8];
            for (place, count, seed) in deeds {
                // Now and then one that is longer than a page.
                let count = if count == 11 { PAGE + seed as usize % 3 } else { count };
                let (span, list) = &mut all[place];
                shelf.remove(*span);
                *list = (0..count as u32).map(|number| number ^ seed).collect();
                *span = shelf.add(list);
                for (span, list) in &all {
                    prop_assert_eq!(shelf.get(*span), list.as_slice());
                }
            }
        }
    }
}
