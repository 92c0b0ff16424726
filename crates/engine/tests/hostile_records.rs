//! Record arrays and tables never panic, whatever their fields are called, hold and lie on: they are made, asked for parts, stacked
//! and joined, or refused. What the answers are is the business of the golden cases.

use engine::print::array_repr;
use engine::records::rec::{self, Asked, Format, Formats, Part, RecArray, Source};
use engine::records::relate::{self, Join, Joined};
use engine::records::{PlacedSpec, Spec, Value, by_name, describe};
use engine::reduce::{self, Options};
use engine::{Array, DType, Index, Scalar};
use proptest::prelude::*;

fn format() -> impl Strategy<Value = Spec> {
    let name = prop_oneof![
        Just("i4"),
        Just(">f8"),
        Just("U2"),
        Just("S3"),
        Just("V2"),
        Just("V0"),
        Just("?"),
        Just("U"),
        Just("zz"),
        Just("i4,f8"),
        Just("(2,)i2"),
    ];
    let leaf = name.prop_map(|name| Spec::Name(name.to_owned()));
    leaf.prop_recursive(3, 8, 3, |inner| {
        let count = prop_oneof![-2i64..4, Just(i64::MIN), Just(i64::MAX), Just(1 << 12)];
        let offset = prop_oneof![
            -2i64..30,
            Just(i64::MIN),
            Just(i64::MAX),
            Just(2_147_483_647)
        ];
        let placed = ("[a-c]", inner.clone(), offset, prop::option::of("[a-d]"));
        let placed = placed.prop_map(|(name, format, offset, title)| PlacedSpec {
            name,
            format,
            offset,
            title,
        });
        prop_oneof![
            inner.clone().prop_map(|spec| Spec::Record(Box::new(spec))),
            inner.clone().prop_map(|spec| Spec::Void(Box::new(spec))),
            (inner, count).prop_map(|(spec, count)| Spec::Counted(Box::new(spec), count)),
            prop::collection::vec(placed, 0..4).prop_map(Spec::ByName),
        ]
    })
}

/// Records so large that reading them would take the whole day.
fn is_vast(dtype: DType) -> bool {
    dtype.itemsize() > 1 << 16
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<i64>().prop_map(|one| Value::Number(Scalar::I64(one))),
        any::<f64>().prop_map(|one| Value::Number(Scalar::F64(one))),
        "\\PC{0,3}".prop_map(Value::Text),
        prop::collection::vec(any::<u8>(), 0..9).prop_map(Value::Bytes),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            prop::collection::vec(inner, 0..4).prop_map(Value::Record),
        ]
    })
}

/// Asks a record array for everything.
fn ask(records: &RecArray) {
    let _ = (records.repr(), records.to_string());
    for name in ["a", "b", "f0", "shape", "é", ""] {
        let parts = [records.get(name), records.field(name)];
        let parts = parts.into_iter().flatten();
        for part in parts.chain(records.attribute(name).ok().flatten()) {
            let _ = (part.repr(), part.class(), part.pprint());
        }
        let _ = records.fields(&[name, "b"]);
        let _ = records.set_attribute(name, &Value::Number(Scalar::I64(1)));
    }
    for number in [0, -1, i64::MIN, i64::MAX] {
        let _ = records.nth_field(number);
        if let Ok(part @ Part::Element(_)) = records.index(&[Index::Int(number)]) {
            let _ = (
                part.repr(),
                part.pprint(),
                part.attribute("a"),
                part.get("f0"),
            );
        }
    }
    for dtype in [DType::U8, DType::F64, DType::Void(0), DType::Str(1)] {
        let _ = (records.view(dtype), records.view_as_array(Some(dtype)));
    }
    let _ = records.array().tolist().map(|list| list.repr());
}

/// Relates two arrays in every way.
fn relate_all(one: &Array, other: &Array) {
    let texts = Value::Text("?".to_owned());
    for join in [Join::Inner, Join::Outer, Join::LeftOuter] {
        let asked = Joined {
            join,
            defaults: &[("b", &texts)],
            ..Joined::default()
        };
        for key in [&["a"][..], &["a", "b"], &["f0"], &[]] {
            let _ = relate::join_by(key, one, other, &asked).map(|found| array_repr(&found));
        }
    }
    for convert in [false, true] {
        let _ = relate::stack_arrays(&[one, other], &[("a", &texts)], convert);
    }
    let _ = relate::find_duplicates(one, None);
    let _ = relate::find_duplicates(one, Some("a"));
    let _ = by_name::require_fields(one, other.dtype());
    let _ = by_name::apply_along_fields(one, |fields, axis| {
        let axis = [axis];
        let options = Options {
            axis: Some(&axis),
            ..Options::default()
        };
        reduce::call("sum", fields, options)
    });
    let _ = by_name::recursive_fill_fields(one, other);
    let _ = by_name::assign_fields_by_name(other, one, true);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn records_of_anything(format in format(), value in value(), shape in prop::option::of(prop::collection::vec(-2i64..4, 0..3)), offset in -2i64..12) {
        let dtype = DType::from_spec(&format, false).ok();
        if dtype.is_some_and(is_vast) {
            return Ok(());
        }
        if let Some(dtype) = dtype {
            let _ = (dtype.repr(), dtype.to_string(), dtype.fields_text(), dtype.descr_text());
            let _ = (dtype.with_names(&["a", "b"]), dtype.with_fields(&["b", "a"]), dtype.newbyteorder("S").map(|one| (one.repr(), one == dtype)), dtype.newbyteorder("<").map(|one| one == dtype));
            let _ = (describe::get_names(dtype), describe::get_names_flat(dtype), describe::flatten_descr(dtype), describe::get_fieldstructure(dtype));
        }
        let specs = [format.clone(), format.clone()];
        for formats in [None, Some(Formats::One(&format)), Some(Formats::Each(&specs))] {
            for dtype in [None, dtype] {
                let format = Format { formats, names: &["a"], titles: &["t"], aligned: true, byteorder: Some(">") };
                let asked = Asked { dtype, shape: shape.as_deref(), format };
                let made = [
                    rec::fromrecords(&value, &asked),
                    rec::fromstring(b"abcdefgh", &asked, offset),
                    rec::array(Source::Value(&value), &asked, offset, true),
                    rec::array(Source::Nothing, &asked, offset, true),
                ];
                made.iter().flatten().for_each(ask);
            }
        }
    }

    #[test]
    fn tables_of_anything(one in format(), other in format(), rows in value()) {
        let array = |spec: &Spec| {
            let dtype = DType::from_spec(spec, false).ok().filter(|&dtype| !is_vast(dtype))?;
            Array::from_value(&rows, Some(dtype)).or_else(|_| Array::zeros(&[3], dtype)).ok()
        };
        let (Some(one), Some(other)) = (array(&one), array(&other)) else { return Ok(()) };
        relate_all(&one, &other);
        relate_all(&one, &one);
        ask(&RecArray::of(&one));
        let asked = Asked { dtype: Some(other.dtype()), ..Asked::default() };
        let _ = rec::fromarrays(&[&one, &other], &asked).map(|made| ask(&made));
        let _ = rec::fromarrays(&[&one, &other], &Asked::default()).map(|made| ask(&made));
        let _ = rec::array(Source::Array(&one), &asked, 0, false).map(|made| ask(&made));
    }
}
