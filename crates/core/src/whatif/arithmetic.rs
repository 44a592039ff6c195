//! Exponential and logarithm from additions, multiplications and divisions alone.
//!
//! Those of the platform differ in the last bit between a browser and a server, and one bit in a waiting time is
//! another run. Every operation here is exactly rounded by IEEE 754, so that everybody gets the same.

/// The natural logarithm of two in two parts: the first so short that its multiples by powers are exact.
const LN2_HIGH: f64 = 0.693_147_180_369_123_8;
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// Terms of the series of the exponential: beyond it 0.35^14 / 14! is less than half a unit in the last place.
const EXP_TERMS: u32 = 14;

/// Terms of the series of the logarithm: 0.172^25 / 25 likewise.
const LN_TERMS: u32 = 12;

/// `e` to the power of `x`; infinite beyond the greatest number, zero beyond the least.
pub(super) fn exp(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x > 709.7 {
        return f64::INFINITY;
    }
    if x < -708.0 {
        return 0.0;
    }
    let power = (x / core::f64::consts::LN_2).round();
    let rest = (x - power * LN2_HIGH) - power * LN2_LOW;
    let mut sum = 1.0;
    for term in (1..EXP_TERMS).rev() {
        sum = 1.0 + rest / f64::from(term) * sum;
    }
    // In two halves, for 2^1024 is no number.
    let half = (power / 2.0).trunc();
    sum * two_to(half as i64) * two_to(power as i64 - half as i64)
}

/// The natural logarithm; negative infinity of zero and of everything below it.
pub(super) fn ln(x: f64) -> f64 {
    if x.is_nan() || x.is_infinite() {
        return x;
    }
    if x < f64::MIN_POSITIVE {
        return f64::NEG_INFINITY;
    }
    let bits = x.to_bits();
    let mut exponent = ((bits >> 52) & 0x7ff) as i64 - 1023;
    let mut mantissa = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    if mantissa > core::f64::consts::SQRT_2 {
        mantissa /= 2.0;
        exponent += 1;
    }
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let mut sum = 0.0;
    for term in (0..LN_TERMS).rev() {
        sum = sum * square + 1.0 / f64::from(2 * term + 1);
    }
    let exponent = exponent as f64;
    exponent * LN2_HIGH + (2.0 * ratio * sum + exponent * LN2_LOW)
}

fn two_to(power: i64) -> f64 {
    f64::from_bits(((power + 1023) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(ours: f64, theirs: f64) {
        assert!((ours - theirs).abs() <= 4.0 * f64::EPSILON * theirs.abs().max(1e-300), "{ours} {theirs}");
    }

    #[test]
    fn as_the_platform_but_for_the_last_bits() {
        for step in -7000..7000_i32 {
            let x = f64::from(step) / 10.0 + 0.037;
            close(exp(x), x.exp());
        }
        for step in 1..5000_i32 {
            for x in [f64::from(step) * 0.37, 1.0 / f64::from(step), f64::from(step).powi(40)] {
                assert!((ln(x) - x.ln()).abs() <= 4.0 * f64::EPSILON * x.ln().abs().max(1.0), "{x}");
            }
        }
    }

    #[test]
    fn at_the_ends() {
        assert_eq!((exp(0.0), ln(1.0)), (1.0, 0.0));
        assert_eq!((exp(800.0), exp(-800.0)), (f64::INFINITY, 0.0));
        assert_eq!((ln(0.0), ln(-1.0)), (f64::NEG_INFINITY, f64::NEG_INFINITY));
        assert!(exp(709.7).is_finite() && exp(f64::NAN).is_nan() && ln(f64::NAN).is_nan());
    }
}
