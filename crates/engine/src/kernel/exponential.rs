//! Exponentials and logarithms rounded nearly always to the nearest `float64`, as the C library behind NumPy does it.
//! `libm` gives a first value within one step; a second word in double-double arithmetic settles the last bit.
//!
//! Method: `exp(x) = 2**k * (1 + p)` with `|x - k*ln 2| <= ln(2) / 2`. The terms `r` and `r*r / 2` of `p` are kept as
//! unevaluated sums of two numbers (Dekker's exact sums and products), the rest of the series is small enough for one.
//! A logarithm takes one Newton step with that exponential: `log(x) = y + (x * exp(-y) - 1)` for `y` close to it.

use std::f64::consts::LOG2_E;

use super::pair::{Pair, product, sum};

/// `(k, p)` with `exp(x) = 2**k * (1 + p)`, for finite `x` within the range of `exp`.
fn reduced(x: f64) -> (i32, Pair) {
    // ln 2 in two parts: the first has zeros at its end, so that k times it is exact.
    const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
    const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    let k = (x * LOG2_E).round_ties_even();
    let r = sum(x - k * LN2_HIGH, -(k * LN2_LOW));
    let h = r.high;
    // (r**3/3! + r**4/4! + … + r**14/14!) / (r**3/3!)
    let tail = (4..=14u32)
        .rev()
        .fold(1.0, |series, next| 1.0 + series * h / f64::from(next));
    let square = product(h, h);
    let half_square = Pair {
        high: 0.5 * square.high,
        low: 0.5 * square.low + h * r.low,
    };
    let cubic = Pair {
        high: square.high * h * tail / 6.0,
        low: 0.0,
    };
    (k as i32, r.plus(half_square).plus(cubic))
}

/// Beyond this magnitude `exp` over- or underflows, or comes so close that words could not be scaled exactly.
const FAR: f64 = 700.0;

/// `e**x`.
pub(crate) fn exp(x: f64) -> f64 {
    if x.is_nan() || x.abs() > FAR {
        return libm::exp(x);
    }
    let (k, p) = reduced(x);
    p.plus_number(1.0).scaled(k).value()
}

/// `e**x - 1` as two words, for `|x| <= FAR`.
fn exp_less_one(x: f64) -> Pair {
    let (k, p) = reduced(x);
    if k == 0 {
        return p;
    }
    p.scaled(k)
        .plus_number(libm::scalbn(1.0, k))
        .plus_number(-1.0)
}

/// `e**x - 1`, exact near 0.
pub(crate) fn expm1(x: f64) -> f64 {
    if x.is_nan() || x.abs() > FAR || x.abs() < 1e-200 {
        return libm::expm1(x);
    }
    exp_less_one(x).value()
}

/// `log(x + extra)` as two words; `first` is close to it, and both are finite and not 0.
fn log_from(x: f64, extra: f64, first: f64) -> Pair {
    let (k, p) = reduced(-first);
    // (x + extra) * exp(-first) - 1, where the first difference is exact and everything else is tiny.
    let (x, extra) = (libm::scalbn(x, k), libm::scalbn(extra, k));
    let main = product(x, p.high);
    let rest = ((x - 1.0) + main.high) + (main.low + x * p.low + extra * (1.0 + p.high));
    sum(first, rest)
}

/// `log(x)` as two words; `None` where `libm` has the whole answer: 0, infinities, NaN, 1, negative numbers.
fn log_pair(x: f64) -> Option<Pair> {
    let first = libm::log(x);
    // Subnormal numbers are brought into the normal range by `scalbn`, exactly.
    (first.is_finite() && first != 0.0 && first.abs() < FAR).then(|| log_from(x, 0.0, first))
}

/// The natural logarithm.
pub(crate) fn log(x: f64) -> f64 {
    log_pair(x).map_or_else(|| libm::log(x), Pair::value)
}

/// The logarithm of base 2.
pub(crate) fn log2(x: f64) -> f64 {
    const PER_LN: Pair = Pair {
        high: LOG2_E,
        low: 2.0355273740931033e-17,
    };
    log_pair(x).map_or_else(|| libm::log2(x), |pair| pair.times(PER_LN).value())
}

/// The logarithm of base 10.
pub(crate) fn log10(x: f64) -> f64 {
    const PER_LN: Pair = Pair {
        high: std::f64::consts::LOG10_E,
        low: 1.098319650216765e-17,
    };
    log_pair(x).map_or_else(|| libm::log10(x), |pair| pair.times(PER_LN).value())
}

/// `log(1 + x)`, exact near 0.
pub(crate) fn log1p(x: f64) -> f64 {
    let first = libm::log1p(x);
    if !first.is_finite() || first.abs() >= FAR || x.abs() < 1e-200 {
        return first;
    }
    let one_more = sum(1.0, x);
    log_from(one_more.high, one_more.low, first).value()
}

/// Beyond this magnitude the reciprocal of an exponential is nothing beside it, and products of exponentials may overflow.
const ALONE: f64 = 40.0;

/// The hyperbolic sine.
pub(crate) fn sinh(x: f64) -> f64 {
    if x.is_nan() || x.abs() > FAR || x.abs() < 1e-200 {
        return libm::sinh(x);
    }
    if x.abs() > ALONE {
        return (0.5 * exp(x.abs())).copysign(x);
    }
    let p = exp_less_one(x.abs());
    let twice = p.plus(p.over(p.plus_number(1.0)));
    (0.5 * twice.value()).copysign(x)
}

/// The hyperbolic cosine.
pub(crate) fn cosh(x: f64) -> f64 {
    if x.is_nan() || x.abs() > FAR {
        return libm::cosh(x);
    }
    if x.abs() > ALONE {
        return 0.5 * exp(x.abs());
    }
    let e = exp_less_one(x.abs()).plus_number(1.0);
    let one = Pair {
        high: 1.0,
        low: 0.0,
    };
    0.5 * e.plus(one.over(e)).value()
}

/// The hyperbolic tangent.
pub(crate) fn tanh(x: f64) -> f64 {
    if x.is_nan() || x.abs() > 30.0 || x.abs() < 1e-200 {
        return libm::tanh(x);
    }
    let p = exp_less_one(2.0 * x.abs());
    p.over(p.plus_number(2.0)).value().copysign(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_rounded_to_the_nearest() {
        for (name, x, expected) in FACTS {
            let f: fn(f64) -> f64 = match *name {
                "exp" => exp,
                "expm1" => expm1,
                "log" => log,
                "log2" => log2,
                "log10" => log10,
                "log1p" => log1p,
                "sinh" => sinh,
                "cosh" => cosh,
                _ => tanh,
            };
            assert_eq!(f(*x), *expected, "{name}({x})");
        }
    }

    #[test]
    fn ends_and_zeros_keep_their_signs() {
        assert_eq!(exp(f64::INFINITY), f64::INFINITY);
        assert_eq!(exp(f64::NEG_INFINITY), 0.0);
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(log(0.0), f64::NEG_INFINITY);
        assert_eq!(log(1.0).to_bits(), 0);
        // As half an exponential, long before products of exponentials overflow.
        assert_eq!(cosh(693.0), 0.5 * exp(693.0));
        assert_eq!(sinh(-699.5), -0.5 * exp(699.5));
        assert!(log(-1.0).is_nan() && log1p(-2.0).is_nan() && tanh(f64::NAN).is_nan());
        assert_eq!(log1p(-1.0), f64::NEG_INFINITY);
        for f in [expm1, log1p, sinh, tanh] {
            assert_eq!(f(-0.0).to_bits(), (-0.0f64).to_bits());
        }
        for power in [-20, -3, 1, 2, 10, 15] {
            assert_eq!(log10(10f64.powi(power)), f64::from(power));
            assert_eq!(log2(2f64.powi(power)), f64::from(power));
        }
    }

    /// Function, argument, and the true value rounded to the nearest number, computed with 60 digits.
    const FACTS: &[(&str, f64, f64)] = &[
        ("exp", -1.0, 0.36787944117144233),
        ("exp", 5.0, 148.4131591025766),
        ("exp", -2.3207642120811336, 0.09819851243255248),
        ("exp", 1.3871023006765455, 4.003233064110942),
        ("exp", -2.0423747258517704, 0.1297202946841236),
        ("exp", -2.989350826784792, 0.05032009257908081),
        ("exp", 2.7607626013049975, 15.81189652456385),
        ("exp", 2.2567135994656597, 9.55164699149597),
        ("exp", 2.799385873903173, 16.43455078478346),
        ("exp", -5.0, 0.006737946999085467),
        ("exp", -2.603865296693537, 0.07398704292674342),
        ("exp", -194.32795171290223, 4.022007642777324e-85),
        ("exp", -0.00010406924565439828, 0.9998959361693617),
        ("exp", 7.14022096630561e-05, 1.0000714047588615),
        ("expm1", 1.3865278911313155, 3.000934229126723),
        ("expm1", -4.100045030967434e-05, -4.099960980269864e-05),
        ("expm1", -9.0, -0.9998765901959134),
        ("expm1", -50.67274345456261, -1.0),
        ("expm1", 93.69107401350209, 4.892337931049135e+40),
        ("expm1", 1.1320908818201722e-05, 1.1320972899931778e-05),
        ("expm1", -6.0, -0.9975212478233336),
        ("expm1", -4.480007701736553e-05, -4.479907350890096e-05),
        ("expm1", 98.66010053382416, 7.03942596705047e+42),
        ("expm1", -1.0, -0.6321205588285577),
        ("expm1", 0.00018906752152466347, 0.00018908539591498235),
        ("expm1", 1.5286980197984734, 3.612167960068655),
        ("expm1", 299.63430401072014, 1.3474877346973938e+130),
        ("expm1", 7.420704649316052e-05, 7.420979990414221e-05),
        ("log", 16.0, 2.772588722239781),
        ("log", 11.0, 2.3978952727983707),
        ("log", 0.9997622886496322, -0.00023773960818903626),
        ("log", 1.0013363483922688, 0.0013354562734553045),
        ("log", 0.25213902191414617, -1.3777746693245316),
        ("log", 2.9620371395568847, 1.0858772544425166),
        ("log", 1.0015917227458369, 0.0015904572978373238),
        ("log", 8.98768900095008, 2.195855752138996),
        ("log", 7.384262167441305, 1.999351001370014),
        ("log", 8.995481220413971, 2.1967223646278558),
        ("log", 0.9985533864308148, -0.0014476609247955452),
        ("log", 1.0007925415625185, 0.0007922276672934112),
        ("log", 1.001249545113345, 0.0012487650815721308),
        ("log", 5.0, 1.6094379124341003),
        ("log2", 1.7930760887670577e-145, -480.83713704873355),
        ("log2", 1.7779123907201395e+65, 216.75551040265182),
        ("log2", 1.3736749383706193e-14, -46.04895267818512),
        ("log2", 9.973277281627203e-111, -365.4159508713019),
        ("log2", 1.0003574661221788, 0.0005156224484642021),
        ("log2", 0.9985441516799424, -0.0021018755291259523),
        ("log2", 1.0306883147013497e-192, -637.7665860979067),
        ("log2", 7.841901840316917, 2.9712035832757837),
        ("log2", 2.2394278851285465, 1.1631302087510718),
        ("log2", 5.174158010206128, 2.3713241122097406),
        ("log2", 4.295241504066386e+56, 188.13071256424666),
        ("log2", 2.057698852105891e+192, 638.851226075064),
        ("log2", 2.9934037663736426, 1.581786890415369),
        ("log2", 0.9994471616173297, -0.0007977977400225208),
        ("log10", 5.1258255443111675, 0.709763821038178),
        ("log10", 1.0000359897058364, 1.5629849394917275e-05),
        ("log10", 6.198278277875246, 0.7922710704241858),
        ("log10", 5.867259415901942, 0.7684352906032496),
        ("log10", 4.680403844558193, 0.6702833274109564),
        ("log10", 7.204483160855742e+162, 162.85760283061296),
        ("log10", 4.475501333649743, 0.6508416908793396),
        ("log10", 8.207282179522233, 0.9141993654206475),
        ("log10", 7.0, 0.8450980400142568),
        ("log10", 1.6419497968198645e-23, -22.784640125716834),
        ("log10", 8.35198972396605, 0.9217899513158035),
        ("log10", 6.345407720001499, 0.8024595326337046),
        ("log10", 2.011859537730744e-98, -97.69640234375423),
        ("log10", 2.7005551527501432e+60, 60.43145305119339),
        ("log1p", -0.7929147838485406, -1.5746248982012592),
        ("log1p", -0.1821476691571842, -0.20107348331795896),
        ("log1p", -0.4944612664796758, -0.6821306192823667),
        ("log1p", 2.275228844912732, 1.1863877429552108),
        ("log1p", -0.6059740236179456, -0.9313384419537925),
        ("log1p", 6.0, 1.9459101490553132),
        ("log1p", 4.0, 1.6094379124341003),
        ("log1p", 3.0, 1.3862943611198906),
        ("log1p", -0.22748304469832153, -0.25810132184051676),
        ("log1p", 4.0, 1.6094379124341003),
        ("log1p", 0.8090835097711532, 0.5928203688474648),
        ("log1p", 1.4251112325602852e-08, 1.4251112224055751e-08),
        ("log1p", 0.2798414533628587, 0.246736205699411),
        ("log1p", 6.0, 1.9459101490553132),
        ("sinh", 8.0, 1490.4788257895502),
        ("sinh", 8.0, 1490.4788257895502),
        ("sinh", 2.3473180071081536, 5.180929947216052),
        ("sinh", -0.23660659427186514, -0.2388204272366114),
        ("sinh", 1.0, 1.1752011936438014),
        ("sinh", -229.9147078258353, -3.545348415752929e+99),
        ("sinh", -2.3221143422787103, -5.049572952141553),
        ("sinh", 113.8926407193104, 1.45182876940591e+49),
        ("sinh", -259.8549563644049, -3.568976173449245e+112),
        ("sinh", 0.5853533193727616, 0.6193581212466339),
        ("sinh", 2.068811118513918, 3.894535574957556),
        ("sinh", -241.80767089936927, -5.1845033305880446e+104),
        ("sinh", -0.00013665710581494713, -0.00013665710624029612),
        ("sinh", -6.91133371756156e-05, -6.911333723063734e-05),
        ("cosh", 1.0, 1.5430806348152437),
        ("cosh", 1.4696846232984218, 2.28893085983159),
        ("cosh", 248.29880973337458, 3.4180068967049983e+107),
        ("cosh", 4.0, 27.308232836016487),
        ("cosh", -9.0, 4051.542025492594),
        ("cosh", 6.178944103078818e-05, 1.0000000019089674),
        ("cosh", -2.0597266125797156e-05, 1.0000000002121237),
        ("cosh", 7.193405661921746e-05, 1.0000000025872542),
        ("cosh", 4.0, 27.308232836016487),
        ("cosh", 3.0, 10.067661995777765),
        ("cosh", 5.689829433602012e-05, 1.000000001618708),
        ("cosh", -0.00011627210367947054, 1.000000006759601),
        ("cosh", -1.5710105027615386, 2.5096714191284546),
        ("cosh", 89.78208960310849, 4.907226373311618e+38),
        ("tanh", 2.3806528023281954, 0.9830362484918276),
        ("tanh", 5.886739975605001e-05, 5.886739968805089e-05),
        ("tanh", 2.9929841926276666, 0.9949850500048435),
        ("tanh", 3.394087933579612e-05, 3.394087932276301e-05),
        ("tanh", -2.6329280305614547e-05, -2.6329280299530455e-05),
        ("tanh", -1.446506411286922, -0.8949999060056467),
        ("tanh", -1.4129122733443484, -0.8881109701881065),
        ("tanh", 5.7269374015010115e-05, 5.726937395239978e-05),
        ("tanh", -3.0, -0.9950547536867305),
        ("tanh", -0.8003578022700282, -0.664236753952504),
        ("tanh", -277.5853207845198, -1.0),
        ("tanh", 9.0, 0.999999969540041),
        ("tanh", 213.77290270882884, 1.0),
        ("tanh", 0.3678745462371902, 0.3521312025738722),
    ];
}
