//! The table and the calls held against facts of NumPy 2.4.6.

use super::prepare::prepare;
use super::*;
use crate::execute::Replay;
use crate::layout::Dims;
use crate::layout::Layout;
use crate::record::Event;
use crate::record::Recorder;

/// `name inputs identity types…`, printed by NumPy for the dtypes that the engine has.
const TYPES: &str = include_str!("types.txt");

fn text(result: Result<Array>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn the_table_is_numpys() {
    let mut rows = all();
    for line in TYPES.lines() {
        let row = rows.next().unwrap();
        let of_reals = row.loops().filter(|one| !one.inputs[0].is_complex());
        let signatures: Vec<String> = of_reals.map(Loop::signature).collect();
        let identity = match row.identity {
            None => "None",
            Some(Identity::Zero) => "0",
            Some(Identity::One) => "1",
            Some(Identity::MinusOne) => "-1",
            Some(Identity::True) => "True",
            Some(Identity::False) => "False",
            Some(Identity::MinusInfinity) => "-inf",
        };
        let own = format!(
            "{} {} {identity} {}",
            row.name,
            row.inputs,
            signatures.join(" ")
        );
        assert_eq!(own, line);
        assert_eq!(
            row.doc.ends_with('.'),
            cfg!(feature = "docs"),
            "{}",
            row.name
        );
    }
    assert!(rows.next().is_none());
}

#[cfg(feature = "complex")]
#[test]
fn the_complex_loops_are_numpys() {
    // `name types…`, printed by NumPy.
    let mut lines = include_str!("complex_types.txt").lines();
    for row in all() {
        let of_complex = row.loops().filter(|one| one.inputs[0].is_complex());
        let signatures: Vec<String> = of_complex.map(Loop::signature).collect();
        if !signatures.is_empty() {
            let own = format!("{} {}", row.name, signatures.join(" "));
            assert_eq!(Some(own.as_str()), lines.next());
        }
    }
    assert_eq!(lines.next(), None);
}

#[test]
fn names_and_aliases_are_found_once() {
    let names: Vec<&str> = all()
        .flat_map(|row| row.aliases.iter().copied().chain([row.name]))
        .collect();
    for (number, name) in names.iter().enumerate() {
        assert!(find(name).is_some());
        assert!(!names[..number].contains(name), "{name} twice");
    }
    assert_eq!(find("mod").unwrap().name, "remainder");
    assert!(find("no_such").is_none());
}

#[test]
fn adds_over_a_stretched_axis_and_replays_the_same() {
    let a = Array::from_elements(&[0i64, 10, 20], &[3, 1]).unwrap();
    let b = Array::from_elements(&[1i64, 2], &[2]).unwrap();
    let recorder = Recorder::start();
    let sum = call("add", &[Operand::Array(&a), Operand::Array(&b)]).unwrap();
    let events = recorder.finish();
    assert_eq!(sum.shape(), [3, 2]);
    assert_eq!(*sum.buffer().elements::<i64>(), [1, 2, 11, 12, 21, 22]);
    let [Event::Compute(plan)] = events.as_slice() else {
        panic!("{events:?}");
    };
    let replay = Replay::new(plan, &[a.buffer().clone(), b.buffer().clone()]).unwrap();
    assert_eq!(replay.len(), 6);
    let third = replay.touch(3).unwrap();
    assert_eq!(third.index.as_slice(), [1, 1]);
    assert_eq!((third.reads[0].byte, third.reads[1].byte), (8, 8));
    assert_eq!(third.write.unwrap().value, crate::Scalar::I64(12).into());
    assert_eq!(replay.touch(6), None);
}

#[test]
fn results_follow_the_memory_order_of_their_inputs() {
    let turned = |shape: &[i64], strides: &[i64]| Layout {
        shape: Dims::from_slice(shape),
        strides: Dims::from_slice(strides),
        offset: 0,
    };
    // Strides of `np.zeros(...) + ...` on views of these shapes and strides.
    for (inputs, expected) in [
        (vec![turned(&[2, 3, 4], &[8, 16, 48])], vec![8, 16, 48]),
        (vec![turned(&[1, 3, 7], &[8, 8, 24])], vec![8, 8, 24]),
        (vec![turned(&[4, 2, 3], &[8, 96, 32])], vec![8, 96, 32]),
        (vec![turned(&[3, 4], &[-32, -8])], vec![32, 8]),
        (
            vec![turned(&[3, 4], &[0, 8]), turned(&[3, 4], &[8, 24])],
            vec![8, 24],
        ),
        (
            vec![turned(&[3, 4], &[32, 8]), turned(&[3, 4], &[8, 24])],
            vec![32, 8],
        ),
        (vec![turned(&[3, 0], &[0, 0])], vec![0, 0]),
    ] {
        let mut operands: Vec<(DType, Layout)> = inputs
            .into_iter()
            .map(|layout| (DType::F64, layout))
            .collect();
        let name = if operands.len() == 1 {
            "negative"
        } else {
            "add"
        };
        let planned = plan_shapes(name, &operands).unwrap().plan;
        assert_eq!(planned.output.layout.strides.as_slice(), expected);
        operands.clear();
    }
}

#[test]
fn shapes_far_too_large_are_planned_without_memory() {
    let row = Layout::contiguous(&[1 << 30], 8, crate::layout::Order::C);
    let column = Layout::contiguous(&[1 << 20, 1], 8, crate::layout::Order::C);
    let huge = plan_shapes("add", &[(DType::F64, row), (DType::F64, column)]).unwrap();
    assert_eq!(huge.plan.shape.as_slice(), [1 << 20, 1 << 30]);
    assert_eq!(huge.operand_bytes, [1 << 33, 1 << 23]);
    assert_eq!(huge.result_bytes, 1 << 53);
    assert_eq!(
        huge.refusal.unwrap().message,
        "Unable to allocate 8.00 PiB for an array with shape (1048576, 1073741824) and data type float64"
    );
}

#[test]
fn writes_into_an_array_that_is_read() {
    let a = Array::from_elements(&[1i64, 2, 3, 4], &[2, 2]).unwrap();
    let mut turned = a.clone();
    turned.layout = a.layout.transpose(None).unwrap().into();
    call_into("add", &[Operand::Array(&a), Operand::Array(&turned)], &a).unwrap();
    assert_eq!(*a.buffer().elements::<i64>(), [2, 5, 5, 8]);
    let half = text(call_into("divide", &[Operand::Array(&a), Operand::PyInt(2)], &a).map(|()| a));
    assert_eq!(
        half,
        "numpy._core._exceptions._UFuncOutputCastingError: Cannot cast ufunc 'divide' output from dtype('float64') to \
         dtype('int64') with casting rule 'same_kind'"
    );
}

#[test]
fn integers_divide_as_python_does_and_never_panic() {
    let a = Array::from_elements(&[7i8, -7, 7, -7, i8::MIN, 1], &[6]).unwrap();
    let b = Array::from_elements(&[3i8, 3, -3, -3, -1, 0], &[6]).unwrap();
    for (name, expected) in [
        ("floor_divide", [2i8, -3, -3, 2, i8::MIN, 0]),
        ("remainder", [1, 2, -2, -1, 0, 0]),
        ("fmod", [1, -1, 1, -1, 0, 0]),
        ("left_shift", [56, -56, 0, 0, 0, 1]),
        ("right_shift", [0, -1, 0, -1, -1, 1]),
        ("gcd", [1, 1, 1, 1, 1, 1]),
        ("lcm", [21, 21, 21, 21, i8::MIN, 0]),
    ] {
        let result = call(name, &[Operand::Array(&a), Operand::Array(&b)]).unwrap();
        assert_eq!(*result.buffer().elements::<i8>(), expected, "{name}");
    }
}

#[test]
fn python_ints_beyond_a_dtype_compare_by_their_value() {
    let small = Array::from_elements(&[0u8, 255], &[2]).unwrap();
    let large = Array::from_elements(&[0, u64::MAX], &[2]).unwrap();
    let ints = Array::from_elements(&[i64::MIN, i64::MAX], &[2]).unwrap();
    let answers = |name, array, value| {
        let result = call(name, &[Operand::Array(array), Operand::PyInt(value)]).unwrap();
        result.buffer().bytes().to_vec()
    };
    assert_eq!(answers("less", &small, 300), [1, 1]);
    assert_eq!(answers("equal", &small, -1), [0, 0]);
    assert_eq!(answers("equal", &large, 1 << 64), [0, 0]);
    assert_eq!(answers("greater", &ints, -(1 << 70)), [1, 1]);
    assert_eq!(answers("less", &ints, 1 << 63), [1, 1]);
    let mixed = call("equal", &[Operand::Array(&large), Operand::Array(&ints)]).unwrap();
    assert_eq!(*mixed.buffer().bytes(), [0, 0]);
}

#[test]
fn refuses_in_numpy_words() {
    let ints = Array::zeros(&[3], DType::I64).unwrap();
    let floats = Array::zeros(&[2], DType::F64).unwrap();
    let bools = Array::zeros(&[2], DType::Bool).unwrap();
    let small = Array::zeros(&[2], DType::U8).unwrap();
    let two = |name, a, b| text(call(name, &[Operand::Array(a), Operand::Array(b)]));
    assert_eq!(
        two("add", &ints, &floats),
        "ValueError: operands could not be broadcast together with shapes (3,) (2,) "
    );
    assert_eq!(
        two("bitwise_and", &ints, &floats),
        "TypeError: ufunc 'bitwise_and' not supported for the input types, and the inputs could not be safely coerced \
         to any supported types according to the casting rule ''safe''"
    );
    assert_eq!(
        two("subtract", &bools, &bools),
        "TypeError: numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, \
         or the logical_xor function instead."
    );
    assert_eq!(
        two("gcd", &small, &floats),
        "numpy._core._exceptions._UFuncNoLoopError: ufunc 'gcd' did not contain a loop with signature matching types \
         (<class 'numpy.dtypes.UInt8DType'>, <class 'numpy.dtypes.Float64DType'>) -> None"
    );
    assert_eq!(
        text(call("power", &[Operand::Array(&ints), Operand::PyInt(-1)])),
        "ValueError: Integers to negative integer powers are not allowed."
    );
    assert_eq!(
        text(call("add", &[Operand::Array(&small), Operand::PyInt(300)])),
        "OverflowError: Python integer 300 out of bounds for uint8"
    );
    assert_eq!(
        text(call("add", &[Operand::Array(&small)])),
        "TypeError: add() takes from 2 to 3 positional arguments but 1 was given"
    );
}

#[test]
fn default_arguments_are_those_of_a_plain_call() {
    let array = Array::arange(0i64, 6i64, 1i64, Some(DType::F64)).unwrap();
    let turned = array.reshape(&[2, 3]).unwrap().t();
    let both = [Operand::Array(&turned), Operand::Array(&turned)];
    let plain = call("add", &both).unwrap();
    let given = call_with("add", &both, Arguments::default()).unwrap();
    assert_eq!(plain.strides(), [8, 24]);
    assert_eq!(given[0].layout, plain.layout);
}

/// Calls a ufunc under a recorder, and holds the plan that ran against one made anew.
fn runs_the_plan_of_a_first_call(
    row: &'static Ufunc,
    operands: &[Operand<'_>],
    out: Option<&Array>,
) {
    let recorder = Recorder::start();
    let outs = [out];
    let arguments = Arguments {
        out: &outs,
        ..Arguments::NONE
    };
    let result = call_with(row.name, operands, arguments);
    let events = recorder.finish();
    let given: Vec<Given<'_>> = operands.iter().map(Operand::given).collect();
    let wanted = Wanted {
        outs: SmallVec::from_iter([out.map(into)]),
        ..Wanted::default()
    };
    match (result, prepare(row, &given, &wanted)) {
        (Ok(result), Ok(prepared)) => {
            let mut expected = prepared.plan(0);
            expected.output.buffer = result[0].buffer.id();
            assert!(events.contains(&Event::Compute(crate::Plan::Elementwise(expected))));
        }
        (Err(error), Err(expected)) => assert_eq!(error, expected),
        (result, expected) => panic!("{result:?} {expected:?}"),
    }
}

#[test]
fn a_call_made_again_has_the_plan_of_a_first_one() {
    use crate::kernels::{Way, set_way};
    let square = |dtype| Array::ones(&[4, 4], dtype).unwrap();
    let mut arrays = Vec::new();
    for dtype in [DType::F64, DType::I32, DType::U8, DType::Bool] {
        let whole = square(dtype);
        let views = [
            whole.t(),
            square(dtype),
            whole.index(&[crate::Index::range(1, 2)]).unwrap(),
            whole.index(&[crate::Index::Int(1)]).unwrap(),
            whole.index(&[crate::Index::Int(3)]).unwrap(),
            whole
                .index(&[crate::Index::every(-1), crate::Index::every(2)])
                .unwrap(),
            whole
                .index(&[crate::Index::Int(1), crate::Index::Int(2)])
                .unwrap(),
        ];
        arrays.extend(views);
        arrays.push(whole);
    }
    let numbers = [
        Operand::PyFloat(0.5),
        Operand::PyFloat(-2.0),
        Operand::PyInt(1),
        Operand::PyInt(100),
        Operand::PyInt(-1),
        Operand::PyInt(1 << 40),
        Operand::PyBool(true),
    ];
    let operands = || arrays.iter().map(Operand::Array).chain(numbers);
    let outs = [
        square(DType::F64),
        square(DType::F64).t(),
        square(DType::I32),
    ];
    for way in [Way::Simd128, Way::OneAtATime, Way::Simd128] {
        set_way(way);
        for row in ["add", "less", "divide"].map(|name| find(name).unwrap()) {
            let mut turns = outs.iter().cycle();
            for (first, second) in operands().flat_map(|a| operands().map(move |b| (a, b))) {
                if first.array().or(second.array()).is_some() {
                    for _ in 0..2 {
                        runs_the_plan_of_a_first_call(row, &[first, second], None);
                    }
                    runs_the_plan_of_a_first_call(row, &[first, second], turns.next());
                }
            }
        }
        let negative = find("negative").unwrap();
        for array in &arrays {
            for out in outs.iter().map(Some).chain([None]) {
                runs_the_plan_of_a_first_call(negative, &[Operand::Array(array)], out);
            }
        }
    }
}
