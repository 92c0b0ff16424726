//! Random draws: a generator is seeded, then called again and again; the answers are listed.
//! Knows nothing of answers.

use engine::promote::Input;
use engine::random::{
    self, Counting, Entropy, Factor, Generator, Method, Mt19937, Pcg64, RandomState, SeedSequence,
    Validity,
};
use engine::ufunc::Operand;
use engine::{Array, DType};
use serde_json::{Map, Value as Json};

use crate::program::{Call, Outcome, Value, number, unknown};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    match call.name {
        "draws" => draws(call).map(Some),
        "generate_state" => generated(call).map(Some),
        _ => Ok(None),
    }
}

/// Words of a seed sequence, or of its last child.
fn generated(call: &Call<'_>) -> Outcome<Value> {
    let key = match call.options.get("spawn_key") {
        Some(key) => entropy(key)?,
        None => Entropy::from_ints(&[])?,
    };
    let pool = call.options.get("pool_size").and_then(Json::as_i64);
    let mut sequence = SeedSequence::with_key(entropy(call.plain(0)?)?, key, pool.unwrap_or(4))?;
    if let Some(children) = call.options.get("children").and_then(Json::as_u64) {
        let children = sequence.spawn(u32::try_from(children).unwrap_or(0))?;
        sequence = children
            .into_iter()
            .last()
            .ok_or_else(|| unknown("no children"))?;
    }
    let dtype = DType::from_name(call.text(2)?)?;
    Ok(Value::Array(sequence.generate_state(call.int(1)?, dtype)?))
}

/// A number, a list of them, or a text of digits.
fn entropy(seed: &Json) -> Outcome<Entropy> {
    match seed {
        Json::String(digits) => Ok(Entropy::from_decimal(digits)?),
        seed => Ok(Entropy::from_ints(&integers(seed)?)?),
    }
}

/// A number or a list of them; one that JSON cannot hold is a text.
fn integers(seed: &Json) -> Outcome<Vec<i128>> {
    let one = |value: &Json| {
        let text = value.as_str().map(str::parse);
        let number = value.as_i64().map(i128::from);
        number
            .or_else(|| value.as_u64().map(i128::from))
            .or_else(|| text.and_then(Result::ok))
            .ok_or_else(|| unknown(&format!("no integer: {value}")))
    };
    match seed {
        Json::Array(list) => list.iter().map(one).collect(),
        value => Ok(vec![one(value)?]),
    }
}

/// Either kind of generator.
enum Any {
    New(Box<Generator>),
    Old(Box<RandomState>),
}

fn draws(call: &Call<'_>) -> Outcome<Value> {
    let seed = call.plain(1)?;
    let generator = match call.text(0)? {
        "default_rng" => Any::New(Box::new(random::default_rng(entropy(seed)?))),
        "MT19937" => {
            let sequence = SeedSequence::new(entropy(seed)?);
            let make = |seed: &SeedSequence| -> Box<dyn random::Bits> {
                Box::new(Mt19937::from_sequence(seed))
            };
            Any::New(Box::new(Generator::from_sequence(sequence, make)))
        }
        _ if seed.is_array() => Any::Old(Box::new(RandomState::from_words(&integers(seed)?)?)),
        _ => {
            let seed = integers(seed)?;
            Any::Old(Box::new(RandomState::new(seed[0])?))
        }
    };
    answers(call, generator, call.plain(2)?).map(Value::List)
}

fn answers(call: &Call<'_>, mut generator: Any, calls: &Json) -> Outcome<Vec<Value>> {
    let calls = calls
        .as_array()
        .ok_or_else(|| unknown("no list of calls"))?;
    calls
        .iter()
        .map(|one| {
            let one = Draw::new(call, one)?;
            match &mut generator {
                Any::New(generator) => one.of_new(generator),
                Any::Old(generator) if one.method == "state" => old_state(generator),
                Any::Old(generator) if one.method == "restored" => one.restored_old(generator),
                Any::Old(generator) => one.of_old(generator).map(Value::Array),
            }
        })
        .collect()
}

/// What is passed: a number or an array.
enum Passed {
    Number(Input),
    Array(Array),
}

/// One call of a method.
struct Draw<'a> {
    call: &'a Call<'a>,
    method: &'a str,
    args: &'a [Json],
    options: Map<String, Json>,
    size: Option<Vec<i64>>,
}

impl<'a> Draw<'a> {
    fn new(call: &'a Call<'a>, one: &'a Json) -> Outcome<Self> {
        let items = one.as_array().map_or(&[][..], Vec::as_slice);
        let Some((method, rest)) = items.split_first() else {
            return Err(unknown("no method"));
        };
        let (args, options) = match rest.split_last() {
            Some((Json::Object(options), args)) => (args, options.clone()),
            _ => (rest, Map::new()),
        };
        let size = call.axes(options.get("size"))?;
        Ok(Self {
            call,
            method: method.as_str().unwrap_or_default(),
            args,
            options,
            size,
        })
    }

    fn size(&self) -> Option<&[i64]> {
        self.size.as_deref()
    }

    /// An argument; `None` where it is left out or null.
    fn given(&self, place: usize) -> Outcome<Option<Passed>> {
        let Some(value) = self.args.get(place) else {
            return Ok(None);
        };
        Ok(match value {
            Json::Null => None,
            Json::Bool(value) => Some(Passed::Number(Input::PyBool(*value))),
            Json::Number(value) => Some(Passed::Number(match value.as_i64() {
                Some(integer) => Input::PyInt(integer.into()),
                None => Input::PyFloat(value.as_f64().unwrap_or(f64::NAN)),
            })),
            Json::String(text) => Some(match number(text) {
                Ok(number) => Passed::Number(number),
                Err(_) => Passed::Array(self.call.array_of(value)?),
            }),
            program => Some(Passed::Array(self.call.array_of(program)?)),
        })
    }

    /// Three arguments, by default these.
    fn three(&self, otherwise: [f64; 3]) -> Outcome<[Passed; 3]> {
        let one = |place: usize| -> Outcome<Passed> {
            let given = self.given(place)?;
            Ok(given.unwrap_or(Passed::Number(Input::PyFloat(otherwise[place]))))
        };
        Ok([one(0)?, one(1)?, one(2)?])
    }

    fn array(&self, key: &str) -> Outcome<Option<Array>> {
        let program = self.options.get(key).filter(|value| !value.is_null());
        program
            .map(|program| self.call.array_of(program))
            .transpose()
    }

    fn dtype(&self, otherwise: DType) -> Outcome<DType> {
        match self.options.get("dtype").and_then(Json::as_str) {
            Some(name) => Ok(DType::from_name(name)?),
            None => Ok(otherwise),
        }
    }

    fn flag(&self, key: &str, otherwise: bool) -> bool {
        self.options
            .get(key)
            .and_then(Json::as_bool)
            .unwrap_or(otherwise)
    }

    fn axis(&self) -> Option<i64> {
        self.options.get("axis").and_then(Json::as_i64)
    }

    fn of_new(&self, rng: &mut Generator) -> Outcome<Value> {
        match self.method {
            "state" => return state(rng),
            "spawned" => return self.spawned(rng),
            "jumped" | "advanced" => return self.moved(rng),
            "restored" => return self.restored(rng),
            _ => {}
        }
        let size = self.size();
        let [a, b, c] = self.three([0.0, 1.0, 1.0])?;
        let (a, b, c) = (operand(&a), operand(&b), operand(&c));
        let scale = match self.given(0)? {
            Some(given) => given,
            None => Passed::Number(Input::PyFloat(1.0)),
        };
        let scale = operand(&scale);
        let (float, out) = (self.dtype(DType::F64)?, self.array("out")?);
        let out = out.as_ref();
        Ok(Value::Array(match self.method {
            "random" => rng.random(size, float, out)?,
            "standard_normal" => rng.standard_normal(size, float, out)?,
            "standard_exponential" => {
                let inverse = self.options.get("method").and_then(Json::as_str) == Some("inv");
                let method = if inverse {
                    Method::Inverse
                } else {
                    Method::Ziggurat
                };
                rng.standard_exponential(size, float, method, out)?
            }
            "standard_gamma" => rng.standard_gamma(a, size, float, out)?,
            "uniform" => rng.uniform(a, b, size)?,
            "normal" => rng.normal(a, b, size)?,
            "exponential" => rng.exponential(scale, size)?,
            "gamma" => rng.gamma(a, b, size)?,
            "beta" => rng.beta(a, b, size)?,
            "chisquare" => rng.chisquare(a, size)?,
            "f" => rng.f(a, b, size)?,
            "noncentral_chisquare" => rng.noncentral_chisquare(a, b, size)?,
            "noncentral_f" => rng.noncentral_f(a, b, c, size)?,
            "standard_cauchy" => rng.standard_cauchy(size)?,
            "standard_t" => rng.standard_t(a, size)?,
            "pareto" => rng.pareto(a, size)?,
            "weibull" => rng.weibull(a, size)?,
            "power" => rng.power(a, size)?,
            "laplace" => rng.laplace(a, b, size)?,
            "gumbel" => rng.gumbel(a, b, size)?,
            "logistic" => rng.logistic(a, b, size)?,
            "lognormal" => rng.lognormal(a, b, size)?,
            "rayleigh" => rng.rayleigh(scale, size)?,
            "vonmises" => rng.vonmises(a, b, size)?,
            "wald" => rng.wald(a, b, size)?,
            "triangular" => rng.triangular(a, b, c, size)?,
            "poisson" => rng.poisson(scale, size)?,
            "geometric" => rng.geometric(a, size)?,
            "zipf" => rng.zipf(a, size)?,
            "logseries" => rng.logseries(a, size)?,
            "negative_binomial" => rng.negative_binomial(a, b, size)?,
            "binomial" => rng.binomial(a, b, size)?,
            "multinomial" => match b {
                Operand::Array(shares) => rng.multinomial(a, shares, size)?,
                _ => return Err(unknown("multinomial takes an array")),
            },
            "multivariate_normal" => {
                let (mean, cov) = self.mean_and_cov()?;
                let factor = match self.options.get("method").and_then(Json::as_str) {
                    Some("eigh") => Factor::Eigh,
                    Some("cholesky") => Factor::Cholesky,
                    _ => Factor::Svd,
                };
                let (validity, far) = self.validity();
                rng.multivariate_normal(&mean, &cov, size, validity, far, factor)?
            }
            "hypergeometric" => rng.hypergeometric(a, b, c, size)?,
            "multivariate_hypergeometric" => {
                let Operand::Array(colors) = a else {
                    return Err(unknown("colors are an array"));
                };
                let by_count = self.options.get("method").and_then(Json::as_str) == Some("count");
                let counting = if by_count {
                    Counting::Count
                } else {
                    Counting::Marginals
                };
                rng.multivariate_hypergeometric(colors, self.whole(1)?, size, counting)?
            }
            "dirichlet" => match a {
                Operand::Array(alpha) => rng.dirichlet(alpha, size)?,
                _ => return Err(unknown("dirichlet takes an array")),
            },
            "integers" => {
                let high = self.given(1)?;
                let high = high.as_ref().map(operand);
                let endpoint = self.flag("endpoint", false);
                rng.integers(a, high, size, self.dtype(DType::I64)?, endpoint)?
            }
            "bytes" => rng.bytes(self.length()?)?,
            "choice" => {
                let p = self.array("p")?;
                let (replace, shuffle) = (self.flag("replace", true), self.flag("shuffle", true));
                rng.choice(
                    a,
                    size,
                    replace,
                    p.as_ref(),
                    self.axis().unwrap_or(0),
                    shuffle,
                )?
            }
            "shuffle" => {
                let Operand::Array(array) = a else {
                    return Err(unknown("shuffle takes an array"));
                };
                rng.shuffle(array, self.axis().unwrap_or(0))?;
                array.clone()
            }
            "permutation" => rng.permutation(a, self.axis().unwrap_or(0))?,
            "permuted" => match a {
                Operand::Array(array) => rng.permuted(array, self.axis(), out)?,
                _ => return Err(unknown("permuted takes an array")),
            },
            other => return Err(unknown(&format!("no method {other}"))),
        }))
    }

    fn mean_and_cov(&self) -> Outcome<(Array, Array)> {
        match [self.given(0)?, self.given(1)?] {
            [Some(Passed::Array(mean)), Some(Passed::Array(cov))] => Ok((mean, cov)),
            _ => Err(unknown("mean and covariance are arrays")),
        }
    }

    fn validity(&self) -> (Validity, f64) {
        let validity = match self.options.get("check_valid").and_then(Json::as_str) {
            Some("raise") => Validity::Raise,
            Some("ignore") => Validity::Ignore,
            _ => Validity::Warn,
        };
        let far = self.options.get("tol").and_then(Json::as_f64);
        (validity, far.unwrap_or(1e-8))
    }

    /// What a generator answers that goes on from a state of PCG64.
    fn restored(&self, rng: &mut Generator) -> Outcome<Value> {
        let [state, inc, has_uint32, uinteger] = [0, 1, 2, 3].map(|place: usize| {
            let text = self.args.get(place).and_then(Json::as_str);
            text.and_then(|text| text.parse::<u128>().ok()).unwrap_or(0)
        });
        let bits = Pcg64::from_state(random::State {
            state,
            inc,
            has_uint32: has_uint32 == 1,
            uinteger: u32::try_from(uinteger).unwrap_or(0),
        })?;
        rng.set_bits(Box::new(bits));
        let calls = self.args.get(4).and_then(Json::as_array);
        let calls = calls.ok_or_else(|| unknown("no calls"))?;
        let answers = calls
            .iter()
            .map(|one| Draw::new(self.call, one)?.of_new(rng));
        Ok(Value::List(answers.collect::<Outcome<_>>()?))
    }

    /// What an old generator answers that goes on from so many words, counted up from one in great steps.
    fn restored_old(&self, rng: &mut RandomState) -> Outcome<Value> {
        let start = self.whole(0)? as u32;
        let count = u32::try_from(self.whole(1)?).unwrap_or(0);
        let place = usize::try_from(self.whole(2)?).unwrap_or(0);
        let word = |number: u32| number.wrapping_mul(2_654_435_761).wrapping_add(start);
        let words: Vec<u32> = (0..count).map(word).collect();
        rng.set_state(&words, place, self.args.get(3).and_then(Json::as_f64))?;
        let calls = self.args.get(4).and_then(Json::as_array);
        let calls = calls.ok_or_else(|| unknown("no calls"))?;
        let answers = calls.iter().map(|one| {
            let one = Draw::new(self.call, one)?;
            match one.method {
                "state" => old_state(rng),
                _ => one.of_old(rng).map(Value::Array),
            }
        });
        Ok(Value::List(answers.collect::<Outcome<_>>()?))
    }

    fn length(&self) -> Outcome<i64> {
        self.whole(0)
    }

    /// An argument's whole number.
    fn whole(&self, place: usize) -> Outcome<i64> {
        let number = self.args.get(place).and_then(Json::as_i64);
        number.ok_or_else(|| unknown("no whole number"))
    }

    /// What every child of a generator answers to the same calls.
    fn spawned(&self, rng: &mut Generator) -> Outcome<Value> {
        let count = u32::try_from(self.length()?).unwrap_or(0);
        let calls = self.args.get(1).ok_or_else(|| unknown("no calls"))?;
        let mut all = Vec::new();
        for child in rng.spawn(count)? {
            all.extend(answers(self.call, Any::New(Box::new(child)), calls)?);
        }
        Ok(Value::List(all))
    }

    /// What a generator far ahead answers.
    fn moved(&self, rng: &mut Generator) -> Outcome<Value> {
        let bits: Option<&Pcg64> = rng.bits();
        let mut bits = bits.cloned().ok_or_else(|| unknown("no PCG64"))?;
        let steps = &integers(&self.args[0])?[..];
        let steps = steps[0].cast_unsigned();
        if self.method == "jumped" {
            bits = bits.jumped(steps);
        } else {
            bits.advance(steps);
        }
        *rng = Generator::over(Box::new(bits));
        let calls = self.args.get(1).and_then(Json::as_array);
        let calls = calls.ok_or_else(|| unknown("no calls"))?;
        let answers = calls
            .iter()
            .map(|one| Draw::new(self.call, one)?.of_new(rng));
        Ok(Value::List(answers.collect::<Outcome<_>>()?))
    }

    fn of_old(&self, rng: &mut RandomState) -> Outcome<Array> {
        let size = self.size();
        let [a, b, c] = self.three([0.0, 1.0, 1.0])?;
        let (a, b, c) = (operand(&a), operand(&b), operand(&c));
        let [scale, ..] = self.three([1.0, 1.0, 1.0])?;
        let scale = operand(&scale);
        let shape = || {
            self.args
                .iter()
                .map(|one| one.as_i64().unwrap_or(0))
                .collect::<Vec<_>>()
        };
        Ok(match self.method {
            "random" | "random_sample" => rng.random_sample(size)?,
            "rand" => rng.rand(&shape())?,
            "randn" => rng.randn(&shape())?,
            "standard_normal" => rng.standard_normal(size)?,
            "normal" => rng.normal(a, b, size)?,
            "uniform" => rng.uniform(a, b, size)?,
            "standard_exponential" => rng.standard_exponential(size)?,
            "exponential" => rng.exponential(scale, size)?,
            "standard_gamma" => rng.standard_gamma(a, size)?,
            "gamma" => rng.gamma(a, b, size)?,
            "beta" => rng.beta(a, b, size)?,
            "chisquare" => rng.chisquare(a, size)?,
            "f" => rng.f(a, b, size)?,
            "standard_cauchy" => rng.standard_cauchy(size)?,
            "standard_t" => rng.standard_t(a, size)?,
            "pareto" => rng.pareto(a, size)?,
            "weibull" => rng.weibull(a, size)?,
            "power" => rng.power(a, size)?,
            "laplace" => rng.laplace(a, b, size)?,
            "gumbel" => rng.gumbel(a, b, size)?,
            "logistic" => rng.logistic(a, b, size)?,
            "lognormal" => rng.lognormal(a, b, size)?,
            "rayleigh" => rng.rayleigh(scale, size)?,
            "triangular" => rng.triangular(a, b, c, size)?,
            "poisson" => rng.poisson(scale, size)?,
            "geometric" => rng.geometric(a, size)?,
            "binomial" => rng.binomial(a, b, size)?,
            "noncentral_chisquare" => rng.noncentral_chisquare(a, b, size)?,
            "noncentral_f" => rng.noncentral_f(a, b, c, size)?,
            "vonmises" => rng.vonmises(a, b, size)?,
            "wald" => rng.wald(a, b, size)?,
            "negative_binomial" => rng.negative_binomial(a, b, size)?,
            "zipf" => rng.zipf(a, size)?,
            "logseries" => rng.logseries(a, size)?,
            "hypergeometric" => rng.hypergeometric(a, b, c, size)?,
            "multivariate_normal" => {
                let (mean, cov) = self.mean_and_cov()?;
                let (validity, far) = self.validity();
                rng.multivariate_normal(&mean, &cov, size, validity, far)?
            }
            "random_integers" => {
                let high = self.args.get(1).and_then(Json::as_i64);
                rng.random_integers(self.whole(0)?, high, size)?
            }
            "tomaxint" => rng.tomaxint(size)?,
            "multinomial" => match b {
                Operand::Array(shares) => rng.multinomial(self.whole(0)?, shares, size)?,
                _ => return Err(unknown("multinomial takes an array")),
            },
            "dirichlet" => match a {
                Operand::Array(alpha) => rng.dirichlet(alpha, size)?,
                _ => return Err(unknown("dirichlet takes an array")),
            },
            "randint" => {
                let high = self.given(1)?;
                let high = high.as_ref().map(operand);
                rng.randint(a, high, size, self.dtype(DType::I64)?)?
            }
            "bytes" => rng.bytes(self.length()?)?,
            "choice" => {
                let p = self.array("p")?;
                rng.choice(a, size, self.flag("replace", true), p.as_ref())?
            }
            "shuffle" => {
                let Operand::Array(array) = a else {
                    return Err(unknown("shuffle takes an array"));
                };
                rng.shuffle(array)?;
                array.clone()
            }
            "permutation" => rng.permutation(a)?,
            other => return Err(unknown(&format!("no method {other}"))),
        })
    }
}

/// `bit_generator.state` in one line.
fn state(rng: &Generator) -> Outcome<Value> {
    let bits: Option<&Pcg64> = rng.bits();
    let state = bits.ok_or_else(|| unknown("no PCG64"))?.state();
    Ok(Value::Text(format!(
        "{} {} {} {}",
        state.state,
        state.inc,
        u8::from(state.has_uint32),
        state.uinteger
    )))
}

/// The words of `get_state()` folded into one, the place, and the value that is kept.
fn old_state(rng: &RandomState) -> Outcome<Value> {
    let (words, place, kept) = rng.state().ok_or_else(|| unknown("no MT19937"))?;
    let total = words.iter().fold(0, |total, word| total ^ word);
    Ok(Value::Text(match kept {
        Some(kept) => format!("{total} {place} {kept:?}"),
        None => format!("{total} {place}"),
    }))
}

fn operand(passed: &Passed) -> Operand<'_> {
    match passed {
        Passed::Array(array) => Operand::Array(array),
        Passed::Number(Input::PyBool(value)) => Operand::PyBool(*value),
        Passed::Number(Input::PyInt(value)) => Operand::PyInt(*value),
        Passed::Number(Input::PyFloat(value)) => Operand::PyFloat(*value),
        Passed::Number(_) => Operand::PyFloat(f64::NAN),
    }
}
