//! Sorting, instantiated once.

use core::cmp::Ordering;

/// Sorts stably, as `slice::sort_by` does, in a time that grows as n log n whatever the order was.
///
/// What is sorted is always a vector of places, by a heap: each type that the sort of the standard library is
/// instantiated with would cost the browser five kilobytes of WebAssembly, and this costs them all half a one.
pub(crate) fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let places = sorted_places(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        // Equal items by their places, which is what makes the order a stable one.
        (Some(one), Some(other)) => compare(one, other).then(a.cmp(&b)),
        _ => Ordering::Equal,
    });
    for (a, b) in swaps(places) {
        items.swap(a, b);
    }
}

/// The swaps that bring each item to its place, given the place that it comes from: around each cycle once.
#[inline(never)]
fn swaps(mut places: Vec<usize>) -> Vec<(usize, usize)> {
    let mut swaps = Vec::new();
    for start in 0..places.len() {
        let mut to = start;
        while let Some(place) = places.get_mut(to) {
            let from = core::mem::replace(place, to);
            if from == start || from == to {
                break;
            }
            swaps.push((to, from));
            to = from;
        }
    }
    swaps
}

#[inline(never)]
fn sorted_places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut heap: Vec<usize> = (0..count).collect();
    for root in (0..count / 2).rev() {
        sink(&mut heap, root, compare);
    }
    let mut end = count;
    while end > 1 {
        end -= 1;
        heap.swap(0, end);
        if let Some(rest) = heap.get_mut(..end) {
            sink(rest, 0, compare);
        }
    }
    heap
}

/// Lets the place at `root` sink until it is greater than those below it.
fn sink(heap: &mut [usize], mut root: usize, compare: &dyn Fn(usize, usize) -> Ordering) {
    let is_less = |heap: &[usize], a: usize, b: usize| match (heap.get(a), heap.get(b)) {
        (Some(a), Some(b)) => compare(*a, *b) == Ordering::Less,
        _ => false,
    };
    loop {
        let left = 2 * root + 1;
        let greater = if is_less(heap, left, left + 1) { left + 1 } else { left };
        if !is_less(heap, root, greater) {
            return;
        }
        heap.swap(root, greater);
        root = greater;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn as_the_standard_library(mut items: Vec<(u8, u8)>) {
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort_by(&mut items, |(a, _), (b, _)| a.cmp(b));
            prop_assert_eq!(items, expected);
        }
    }
}
