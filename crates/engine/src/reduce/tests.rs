//! Reductions held against facts of NumPy 2.4.6.

use super::*;

fn sum(array: &Array, axis: &[i64]) -> Array {
    let options = Options {
        axis: Some(axis),
        ..Options::default()
    };
    call("sum", array, options).unwrap()
}

/// Numbers whose sum shows the order of additions: `np.arange(n) * 0.1`.
fn tenths(count: i64, shape: &[i64]) -> Array {
    let values: Vec<f64> = (0..count).map(|number| number as f64 * 0.1).collect();
    Array::from_elements(&values, shape).unwrap()
}

fn value(array: &Array) -> f64 {
    array.buffer.elements::<f64>()[0]
}

#[test]
fn sums_round_in_numpys_order() {
    assert_eq!(value(&sum(&tenths(1000, &[1000]), &[0])), 49950.0);
    assert_eq!(value(&sum(&tenths(20000, &[20000]), &[0])), 19999000.0);
    assert_eq!(
        value(&sum(&tenths(12000, &[30, 20, 20]), &[0, 2])),
        348570.0
    );
    assert_eq!(value(&sum(&tenths(1000, &[100, 10]), &[0])), 4950.0);
    assert_eq!(
        value(&call("mean", &tenths(1000, &[1000]), Options::default()).unwrap()),
        49.95
    );
    assert_eq!(
        value(&call("var", &tenths(1000, &[1000]), Options::default()).unwrap()),
        833.3325000000001
    );
    assert_eq!(
        value(
            &call(
                "std",
                &tenths(37, &[37]),
                Options {
                    ddof: 1.0,
                    ..Options::default()
                }
            )
            .unwrap()
        ),
        1.0824355254086346
    );
    // Left to right, the first would be np.float64(49950.0).
}

#[test]
fn small_integers_are_summed_in_the_widest() {
    for (dtype, expected) in [
        (DType::Bool, DType::I64),
        (DType::I8, DType::I64),
        (DType::U16, DType::U64),
        (DType::F32, DType::F32),
    ] {
        let zeros = Array::zeros(&[2, 3], dtype).unwrap();
        assert_eq!(
            call("sum", &zeros, Options::default()).unwrap().dtype(),
            expected
        );
        assert_eq!(
            call("max", &zeros, Options::default()).unwrap().dtype(),
            dtype
        );
    }
    let ints = Array::zeros(&[2, 3], DType::I32).unwrap();
    assert_eq!(
        call("mean", &ints, Options::default()).unwrap().dtype(),
        DType::F64
    );
}

#[test]
fn kept_axes_take_numpys_strides() {
    let base = Layout::contiguous(&[2, 3, 4, 5], 8, crate::layout::Order::C);
    let turned = base.transpose(Some(&[2, 0, 3, 1])).unwrap();
    let strides = |layout: &Layout, axis: &[i64], keepdims| {
        let options = Options {
            axis: Some(axis),
            keepdims,
            ..Options::default()
        };
        result_of("sum", DType::F64, layout, options)
            .unwrap()
            .1
            .strides
            .to_vec()
    };
    assert_eq!(strides(&base, &[1], true), [160, 160, 40, 8]);
    assert_eq!(strides(&base, &[0, 3], false), [32, 8]);
    assert_eq!(strides(&turned, &[1], false), [40, 8, 160]);
    assert_eq!(strides(&turned, &[1], true), [40, 480, 8, 160]);
}

#[test]
fn refuses_in_numpy_words() {
    let empty = Array::zeros(&[0, 3], DType::F64).unwrap();
    let text = |name, axis: Option<&[i64]>| {
        let options = Options {
            axis,
            ..Options::default()
        };
        call(name, &empty, options).unwrap_err().to_string()
    };
    assert_eq!(
        text("max", None),
        "ValueError: zero-size array to reduction operation maximum which has no identity"
    );
    assert_eq!(
        text("sum", Some(&[2])),
        "numpy.exceptions.AxisError: axis 2 is out of bounds for array of dimension 2"
    );
    assert_eq!(
        text("sum", Some(&[0, -2])),
        "ValueError: duplicate value in 'axis'"
    );
    assert_eq!(
        text("argmin", Some(&[0])),
        "ValueError: attempt to get argmin of an empty sequence"
    );
    assert!(
        call(
            "max",
            &empty,
            Options {
                axis: Some(&[1]),
                ..Options::default()
            }
        )
        .is_ok()
    );
}

#[test]
fn nan_is_both_the_smallest_and_the_largest() {
    let array = Array::from_elements(&[1.0, f64::NAN, 3.0, f64::NAN], &[4]).unwrap();
    for name in ["argmin", "argmax"] {
        let found = call(name, &array, Options::default()).unwrap();
        assert_eq!(*found.buffer.elements::<i64>(), [1], "{name}");
    }
    assert!(value(&call("max", &array, Options::default()).unwrap()).is_nan());
}
