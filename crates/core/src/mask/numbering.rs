//! Calling codes, and how long a national number is under each.

/// One calling code of ITU-T E.164: the code, and the fewest and most digits of a national number.
struct Plan(u16, u8, u8);

/// Sorted by code, for the binary search.
#[rustfmt::skip]
const PLANS: &[Plan] = &[
    Plan(1, 10, 10), Plan(7, 10, 10), Plan(20, 8, 10), Plan(27, 9, 9), Plan(30, 10, 10), Plan(31, 9, 9),
    Plan(32, 8, 9), Plan(33, 9, 9), Plan(34, 9, 9), Plan(36, 8, 9), Plan(39, 6, 11), Plan(40, 9, 9),
    Plan(41, 9, 9), Plan(43, 7, 13), Plan(44, 9, 10), Plan(45, 8, 8), Plan(46, 7, 10), Plan(47, 8, 8),
    Plan(48, 9, 9), Plan(49, 7, 12), Plan(51, 8, 9), Plan(52, 10, 11), Plan(53, 6, 8), Plan(54, 10, 11),
    Plan(55, 10, 11), Plan(56, 9, 9), Plan(57, 8, 10), Plan(58, 10, 10), Plan(60, 8, 10), Plan(61, 9, 9),
    Plan(62, 7, 12), Plan(63, 8, 10), Plan(64, 8, 10), Plan(65, 8, 8), Plan(66, 8, 9), Plan(81, 9, 10),
    Plan(82, 8, 11), Plan(84, 9, 10), Plan(86, 10, 11), Plan(90, 10, 10), Plan(91, 10, 10), Plan(92, 9, 10),
    Plan(93, 9, 9), Plan(94, 9, 9), Plan(95, 7, 10), Plan(98, 10, 10), Plan(211, 9, 9), Plan(212, 9, 9),
    Plan(213, 8, 9), Plan(216, 8, 8), Plan(218, 8, 9), Plan(220, 7, 7), Plan(221, 9, 9), Plan(222, 8, 8),
    Plan(223, 8, 8), Plan(224, 8, 9), Plan(225, 8, 10), Plan(226, 8, 8), Plan(227, 8, 8), Plan(228, 8, 8),
    Plan(229, 8, 10), Plan(230, 7, 8), Plan(231, 7, 9), Plan(232, 8, 8), Plan(233, 9, 9), Plan(234, 7, 10),
    Plan(235, 8, 8), Plan(236, 8, 8), Plan(237, 8, 9), Plan(238, 7, 7), Plan(239, 7, 7), Plan(240, 9, 9),
    Plan(241, 7, 8), Plan(242, 9, 9), Plan(243, 7, 9), Plan(244, 9, 9), Plan(245, 7, 9), Plan(246, 7, 7),
    Plan(247, 4, 6), Plan(248, 7, 7), Plan(249, 9, 9), Plan(250, 8, 9), Plan(251, 9, 9), Plan(252, 6, 9),
    Plan(253, 8, 8), Plan(254, 7, 10), Plan(255, 9, 9), Plan(256, 9, 9), Plan(257, 8, 8), Plan(258, 8, 9),
    Plan(260, 9, 9), Plan(261, 9, 9), Plan(262, 9, 9), Plan(263, 7, 10), Plan(264, 8, 9), Plan(265, 7, 9),
    Plan(266, 8, 8), Plan(267, 7, 8), Plan(268, 8, 8), Plan(269, 7, 7), Plan(290, 4, 5), Plan(291, 7, 7),
    Plan(297, 7, 7), Plan(298, 6, 6), Plan(299, 6, 6), Plan(350, 8, 8), Plan(351, 9, 9), Plan(352, 6, 11),
    Plan(353, 7, 10), Plan(354, 7, 9), Plan(355, 8, 9), Plan(356, 8, 8), Plan(357, 8, 8), Plan(358, 6, 11),
    Plan(359, 7, 9), Plan(370, 8, 8), Plan(371, 8, 8), Plan(372, 7, 8), Plan(373, 8, 8), Plan(374, 8, 8),
    Plan(375, 9, 9), Plan(376, 6, 9), Plan(377, 8, 9), Plan(378, 6, 10), Plan(380, 9, 9), Plan(381, 8, 10),
    Plan(382, 8, 9), Plan(383, 8, 9), Plan(385, 8, 9), Plan(386, 8, 8), Plan(387, 8, 9), Plan(389, 8, 8),
    Plan(420, 9, 9), Plan(421, 9, 9), Plan(423, 7, 9), Plan(500, 5, 5), Plan(501, 7, 7), Plan(502, 8, 8),
    Plan(503, 8, 8), Plan(504, 8, 8), Plan(505, 8, 8), Plan(506, 8, 8), Plan(507, 7, 8), Plan(508, 6, 9),
    Plan(509, 8, 8), Plan(590, 9, 9), Plan(591, 8, 8), Plan(592, 7, 7), Plan(593, 8, 9), Plan(594, 9, 9),
    Plan(595, 7, 9), Plan(596, 9, 9), Plan(597, 6, 7), Plan(598, 8, 8), Plan(599, 7, 8), Plan(670, 7, 8),
    Plan(672, 6, 6), Plan(673, 7, 7), Plan(674, 7, 7), Plan(675, 7, 8), Plan(676, 5, 7), Plan(677, 5, 7),
    Plan(678, 5, 7), Plan(679, 7, 7), Plan(680, 7, 7), Plan(681, 6, 6), Plan(682, 5, 5), Plan(683, 4, 7),
    Plan(685, 5, 7), Plan(686, 5, 8), Plan(687, 6, 6), Plan(688, 5, 7), Plan(689, 6, 8), Plan(690, 4, 7),
    Plan(691, 7, 7), Plan(692, 7, 7), Plan(800, 8, 8), Plan(808, 8, 8), Plan(850, 8, 10), Plan(852, 8, 8),
    Plan(853, 8, 8), Plan(855, 8, 9), Plan(856, 8, 10), Plan(870, 9, 9), Plan(880, 8, 10), Plan(881, 8, 9),
    Plan(882, 7, 12), Plan(883, 7, 12), Plan(886, 8, 9), Plan(960, 7, 7), Plan(961, 7, 8), Plan(962, 8, 9),
    Plan(963, 8, 9), Plan(964, 8, 10), Plan(965, 8, 8), Plan(966, 9, 9), Plan(967, 7, 9), Plan(968, 8, 8),
    Plan(970, 8, 9), Plan(971, 8, 9), Plan(972, 8, 9), Plan(973, 8, 8), Plan(974, 7, 8), Plan(975, 7, 8),
    Plan(976, 8, 8), Plan(977, 8, 10), Plan(979, 9, 9), Plan(992, 9, 9), Plan(993, 8, 8), Plan(994, 9, 9),
    Plan(995, 9, 9), Plan(996, 9, 9), Plan(998, 9, 9),
];

/// How many of the leading digits are the calling code, and the fewest and most digits that follow it.
pub(super) fn calling_code(digits: &[u8]) -> Option<(usize, usize, usize)> {
    if digits.first() == Some(&0) {
        return None;
    }
    let mut code = 0_u16;
    for (at, digit) in digits.iter().take(3).enumerate() {
        code = code * 10 + u16::from(*digit);
        if let Ok(found) = PLANS.binary_search_by_key(&code, |plan| plan.0) {
            let plan = PLANS.get(found)?;
            return Some((at + 1, usize::from(plan.1), usize::from(plan.2)));
        }
    }
    None
}

/// The length of the calling code where these digits, written without a plus, can only be meant as an
/// international number: eleven digits or more that fit their plan.
pub(super) fn bare_international(digits: &[u8]) -> Option<usize> {
    if digits.len() < 11 {
        return None;
    }
    fits(digits)
}

/// The length of the calling code where these digits are a code and a national number that fits it.
pub(super) fn fits(digits: &[u8]) -> Option<usize> {
    let (code, fewest, most) = calling_code(digits)?;
    let national = digits.get(code..)?;
    let leads = match (digits.first(), national.first()) {
        // North America: neither an area code nor an exchange starts with 0 or 1.
        (Some(1), Some(area)) => *area >= 2 && national.get(3).is_some_and(|exchange| *exchange >= 2),
        // Russia and Kazakhstan: geographic codes start with 3, 4, 7 or 8, mobile ones with 7 or 9.
        (Some(7), Some(area)) => matches!(area, 3 | 4 | 6..=9),
        (Some(3), Some(_)) if digits.get(1) == Some(&9) => true,
        (_, Some(first)) => *first != 0,
        (_, None) => false,
    };
    (leads && (fewest..=most).contains(&national.len())).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(digits: &str, code: Option<usize>) {
        let digits: Vec<u8> = digits.bytes().map(|b| b - b'0').collect();
        assert_eq!(fits(&digits), code);
    }

    #[test]
    fn plans_are_sorted() {
        assert!(PLANS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn codes() {
        check("905321234567", Some(2));
        check("90532123456", None);
        check("79121234567", Some(1));
        check("12015550123", Some(1));
        check("11961236978", None);
        check("380671234567", Some(3));
        check("0532", None);
        check("", None);
    }
}
