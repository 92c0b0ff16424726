//! Nothing said about a dtype panics: names, fields, offsets, values that do not fit, texts that name no number, parts of
//! records that lie anywhere. What the answers are is the business of the golden cases.

use engine::array::copy::CopyOrder;
use engine::cast::Casting;
use engine::print::{array_repr, array_str};
use engine::records::sort::{argsort_by, sort_by};
use engine::records::{DictSpec, FieldSpec, Spec, Value};
use engine::sort::Kind;
use engine::strings::{self, Between, Side, Table};
use engine::ufunc::{self, Operand};
use engine::{Array, DType, Index, Scalar, reduce};
use num_complex::Complex;
use proptest::prelude::*;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Texts that look like names of dtypes, and some that do not.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[<>|=]?[?bhilBHILefdFDSUVacu][0-9]{0,12}",
        "[(]?[0-9 ,]{0,6}[)]?[iufcSU][0-9]{0,3}(, ?[0-9]?[a-z][0-9]?){0,3}",
        "\\PC{0,12}",
        Just("i4".to_owned()),
        Just("U3".to_owned()),
        Just("S5".to_owned()),
        Just("c16".to_owned()),
        Just(">f8".to_owned()),
        Just(">U2".to_owned()),
        Just("f2".to_owned()),
        Just("V3".to_owned()),
    ]
}

fn spec() -> impl Strategy<Value = Spec> {
    let leaf = name().prop_map(Spec::Name);
    leaf.prop_recursive(3, 12, 4, |inner| {
        let field = ("[a-c]{0,2}", inner.clone(), prop::option::of(shape()));
        let fields = prop::collection::vec(field, 0..4);
        let dict = (
            prop::collection::vec(("[a-d]", inner.clone()), 0..3),
            prop::option::of(prop::collection::vec(-2i64..40, 0..4)),
            prop::option::of(-1i64..80),
            any::<bool>(),
        );
        prop_oneof![
            (inner, shape()).prop_map(|(base, shape)| Spec::Shaped(Box::new(base), shape)),
            fields.prop_map(|fields| {
                let fields = fields.into_iter().map(|(name, format, shape)| FieldSpec {
                    name,
                    title: None,
                    format,
                    shape,
                });
                Spec::Fields(fields.collect())
            }),
            dict.prop_map(|(fields, offsets, itemsize, aligned)| {
                let (names, formats) = fields.into_iter().unzip();
                Spec::Dict(DictSpec {
                    names,
                    formats,
                    offsets,
                    titles: None,
                    itemsize,
                    aligned,
                })
            }),
        ]
    })
}

fn shape() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(prop_oneof![-1i64..4, Just(i64::MAX), Just(1 << 40)], 0..3)
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<i64>().prop_map(|whole| Value::Number(Scalar::I64(whole))),
        any::<f64>().prop_map(|real| Value::Number(Scalar::F64(real))),
        any::<bool>().prop_map(|truth| Value::Number(Scalar::Bool(truth))),
        (any::<f64>(), any::<f64>())
            .prop_map(|(re, im)| Value::Number(Scalar::C128(Complex::new(re, im)))),
        "\\PC{0,6}".prop_map(Value::Text),
        "[-+0-9._ejinfa() ]{0,8}".prop_map(Value::Text),
        prop::collection::vec(any::<u8>(), 0..6).prop_map(Value::Bytes),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let items = prop::collection::vec(inner, 0..4);
        prop_oneof![
            items.clone().prop_map(Value::List),
            items.prop_map(Value::Record),
        ]
    })
}

/// What takes longer than this never ends.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs something on a thread of its own; what never ends fails by name.
fn within_patience(name: &str, run: impl FnOnce() + Send + 'static) {
    let (done, waiting) = mpsc::channel();
    let worker = thread::spawn(move || {
        run();
        let _ = done.send(());
    });
    let ended = waiting.recv_timeout(PATIENCE) != Err(mpsc::RecvTimeoutError::Timeout);
    assert!(ended, "this never ends: {name}");
    assert!(worker.join().is_ok(), "this panics: {name}");
}

/// Shapes with more rows than anybody can walk: with no element, or with more than an array can have unless they have no bytes.
fn vast_shape() -> impl Strategy<Value = Vec<i64>> {
    prop_oneof![
        Just(vec![1 << 59, 0]),
        Just(vec![0, 1 << 59]),
        Just(vec![3, 0, 1 << 40]),
        Just(vec![1 << 40, 2, 0, 3]),
        Just(vec![1 << 31, 0, 1 << 30]),
        Just(vec![1 << 62]),
        Just(vec![1 << 31, 1 << 31]),
        Just(vec![3, 1 << 40]),
    ]
}

/// Everything that can be asked of an array of any dtype.
fn ask_all(array: &Array) {
    let _ = (array_repr(array), array_str(array), array.value());
    let _ = (array.dtype().descr_text(), array.dtype().fields_text());
    for order in [CopyOrder::C, CopyOrder::F] {
        let _ = array.copy(order);
    }
    let others = ["U3", "S2", "U", "e", ">e", ">i4", ">c8", ">U2", "V3", "V"];
    let others = others
        .into_iter()
        .filter_map(|name| DType::from_name(name).ok());
    for dtype in DType::numbers().chain(others) {
        let _ = array.astype_same_value(dtype, CopyOrder::K);
        let _ = array.astype_with(dtype, CopyOrder::K, Casting::Unsafe);
        let _ = array.astype_with(dtype, CopyOrder::K, Casting::SameKind);
    }
    for name in ["add", "equal", "less", "multiply", "maximum", "logical_and"] {
        let _ = ufunc::call(name, &[Operand::Array(array), Operand::Array(array)]);
        let _ = ufunc::call(name, &[Operand::Array(array), Operand::PyInt(2)]);
    }
    for name in reduce::NAMES {
        let _ = reduce::call(name, array, reduce::Options::default());
    }
    for kind in [Kind::Quicksort, Kind::Stable] {
        let _ = engine::sort::sort(array, Some(-1), kind);
        let _ = engine::sort::argsort(array, None, kind);
    }
    let _ = strings::equals(array, array, true);
    let _ = (array.byteswap(), array.dtype().newbyteorder("S"));
    for index in [Index::Int(-1), Index::Ellipsis, Index::Int(i64::MIN)] {
        let _ = (
            array.flat(&index),
            array.assign_flat(&index, Operand::Array(array)),
        );
    }
    let _ = (
        array.item_at(&[]),
        array.item_at(&[2]),
        array.fill_with(array),
    );
    let _ = (engine::sets::unique_values(array), array.tril(0));
    let _ = reduce::cumsum(array, Some(0), reduce::Options::default());
    let _ = engine::linalg::dot(array, array);
    let _ = (array.real(), array.imag());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_dtype_can_be_written_and_asked(spec in spec(), align in any::<bool>()) {
        let Ok(dtype) = DType::from_spec(&spec, align) else { return Ok(()) };
        let _ = (dtype.repr(), dtype.to_string(), dtype.name(), dtype.fields_text());
        let _ = (dtype.descr_text(), dtype.alignment(), dtype.itemsize());
        for other in DType::numbers().chain([DType::Str(2), dtype]) {
            let _ = engine::cast::can_cast(dtype, other, Casting::Safe);
            let _ = engine::promote::try_promote_types(dtype, other);
        }
        // As it prints itself, it can be read again.
        if !matches!(dtype, DType::Record(_) | DType::Sub(_)) && dtype.itemsize() > 0 {
            prop_assert_eq!(DType::from_name(&dtype.array_interface_code()), Ok(dtype));
        }
    }

    #[test]
    fn vast_arrays_without_elements_are_not_walked(spec in spec(), shape in vast_shape(), empty in any::<bool>()) {
        let spec = if empty { Spec::Fields(Vec::new()) } else { spec };
        let Ok(dtype) = DType::from_spec(&spec, false) else { return Ok(()) };
        let name = format!("{dtype} of shape {shape:?}");
        within_patience(&name, move || {
            engine::limit::set_memory_limit(1 << 20);
            engine::limit::set_work_limit(1 << 20);
            let Ok(dtype) = DType::from_spec(&spec, false) else { return };
            let Ok(array) = Array::zeros(&shape, dtype) else { return };
            ask_all(&array);
            ask_all(&array.t());
            for name in reduce::NAMES {
                for axis in [&[0][..], &[-1], &[0, -1], &[0, 2], &[1]] {
                    let options = reduce::Options { axis: Some(axis), ..Default::default() };
                    let _ = reduce::call(name, &array, options);
                    let _ = reduce::call(name, &array.t(), options);
                }
            }
            let mask = Array::zeros(&[1], DType::Bool).and_then(|one| one.broadcast_to(&shape));
            let Ok(mask) = mask else { return };
            let _ = array.index(&[Index::from(mask.clone())]);
            let _ = array.assign(&[Index::from(mask)], &array);
            let places = Array::zeros(&[1], DType::I64).and_then(|one| one.broadcast_to(&shape));
            let Ok(places) = places else { return };
            let _ = array.index(&[Index::from(places.clone())]);
            let _ = array.take(&places, None, engine::plan::Bounds::Wrap);
            let _ = engine::join::concatenate(&[&array, &array], Some(0), Default::default());
            let _ = array.reshape(&[-1]).map(|flat| ask_all(&flat));
        });
    }

    #[test]
    fn any_value_goes_in_or_is_refused(value in value(), spec in spec()) {
        if let Ok(array) = Array::from_value(&value, None) {
            ask_all(&array);
        }
        let Ok(dtype) = DType::from_spec(&spec, false) else { return Ok(()) };
        if dtype.itemsize() > 10_000 {
            return Ok(());
        }
        let Ok(array) = Array::from_value(&value, Some(dtype)) else { return Ok(()) };
        ask_all(&array);
        ask_all(&array.t());
        for name in dtype.names().unwrap_or_default() {
            if let Ok(field) = array.field(name) {
                ask_all(&field);
                let _ = field.assign_value(&[Index::Ellipsis], &value);
            }
            let _ = array.fields(&[name]).map(|part| ask_all(&part));
            let _ = sort_by(&array, Some(-1), Kind::Quicksort, &[name]);
            let _ = argsort_by(&array, None, Kind::Stable, &[name, "nothing"]);
        }
        let _ = array.assign_value(&[Index::Int(0)], &value);
    }

    #[test]
    fn any_text_goes_through_the_functions(
        texts in prop::collection::vec("\\PC{0,7}", 1..5),
        part in "\\PC{0,2}",
        places in (any::<i64>(), any::<i64>(), -3i64..9),
    ) {
        let list = Value::List(texts.into_iter().map(Value::Text).collect());
        let array = Array::from_value(&list, None).unwrap();
        let part = Array::from_value(&Value::Text(part), None).unwrap();
        let (start, stop, width) = places;
        let [start, stop, widths] =
            [start, stop, width].map(|one| Array::scalar(Scalar::I64(one)).unwrap());
        let between = Between { start: Some(&start), stop: Some(&stop) };
        let after = Between { start: Some(&widths), stop: None };
        for name in ["upper", "lower", "title", "swapcase", "capitalize"] {
            let _ = strings::change(name, &array);
        }
        for name in ["isalpha", "isdigit", "istitle", "isnumeric", "isspace"] {
            let _ = strings::ask(name, &array);
        }
        for side in [Side::Left, Side::Right, Side::Both] {
            let _ = strings::find(&array, &part, between, side);
            let _ = strings::index(&array, &part, after, side);
            let _ = strings::strip(&array, Some(&part), side);
            let _ = strings::partition(&array, &part, side);
            let _ = strings::just(&array, &widths, &part, side);
            let _ = strings::zfill(&array, &widths);
            let _ = strings::multiply(&array, &widths);
        }
        let _ = strings::count(&array, &part, between);
        let _ = strings::slice(&array, Some(&start), Some(&stop), Some(&widths));
        let _ = strings::slice(&array, None, None, Some(&start));
        let _ = strings::replace(&array, &part, &array, Some(&widths));
        let _ = strings::expandtabs(&array, &start);
        let _ = strings::expandtabs(&array, &widths);
        for value in [&start, &part] {
            let _ = strings::modulo(&array, value);
            let _ = strings::modulo(&part, value);
        }
        let _ = strings::char_partition(&array, &part, Side::Left);
        let _ = strings::translate(&array, Table::Map(&[('a', "\u{10ffff}x"), ('%', "")]));
        let back = strings::encode(&array).and_then(|bytes| strings::decode(&bytes)).unwrap();
        // Zeros at the end of a text are no part of it.
        prop_assert_eq!(strings::equals(&back, &array, false).unwrap().scalars().all(|same| same == Scalar::Bool(true)), true);
        ask_all(&array);
    }

    #[test]
    fn any_complex_number_goes_through_every_function(
        parts in prop::collection::vec((any::<f64>(), any::<f64>()), 1..6),
    ) {
        let numbers: Vec<Complex<f64>> = parts.iter().map(|&(re, im)| Complex::new(re, im)).collect();
        let array = Array::from_elements(&numbers, &[numbers.len() as i64]).unwrap();
        ask_all(&array);
        for row in ufunc::all() {
            let operands = vec![Operand::Array(&array); row.inputs];
            let _ = ufunc::call(row.name, &operands);
        }
        let single = array.astype(DType::C64).unwrap();
        ask_all(&single);
        ask_all(&array.imag().unwrap());
    }
}
