//! adhoc
use engine::array::copy::CopyOrder;
use engine::cast::Casting;
use engine::layout::Order;
use engine::*;
use serde_json::Value as V;
fn ints(v: &V) -> Vec<i64> {
    v.as_array()
        .unwrap()
        .iter()
        .map(|x| x.as_i64().unwrap())
        .collect()
}
fn co(v: &V) -> CopyOrder {
    match v.as_str().unwrap() {
        "C" => CopyOrder::C,
        "F" => CopyOrder::F,
        "A" => CopyOrder::A,
        _ => CopyOrder::K,
    }
}
fn op(a: &Array, o: &V) -> Result<Array> {
    let k = o[0].as_str().unwrap();
    match k {
        "index" => {
            let items: Vec<Index> = o[1]
                .as_array()
                .unwrap()
                .iter()
                .map(|i| match i[0].as_str().unwrap() {
                    "i" => Index::Int(i[1].as_i64().unwrap()),
                    "n" => Index::NewAxis,
                    "e" => Index::Ellipsis,
                    _ => Index::Slice {
                        start: i[1].as_i64(),
                        stop: i[2].as_i64(),
                        step: i[3].as_i64(),
                    },
                })
                .collect();
            a.index(&items)
        }
        "T" => Ok(a.t()),
        "squeeze0" => a.squeeze(None),
        "flip0" => a.flip(None),
        "transpose" => a.transpose(Some(&ints(&o[1]))),
        "swapaxes" => a.swapaxes(o[1].as_i64().unwrap(), o[2].as_i64().unwrap()),
        "moveaxis" => a.moveaxis(&ints(&o[1]), &ints(&o[2])),
        "expand_dims" => a.expand_dims(&ints(&o[1])),
        "squeeze" => a.squeeze(Some(&ints(&o[1]))),
        "flip" => a.flip(Some(&ints(&o[1]))),
        "broadcast_to" => a.broadcast_to(&ints(&o[1])),
        "diagonal" => a.diagonal(
            o[1].as_i64().unwrap(),
            o[2].as_i64().unwrap(),
            o[3].as_i64().unwrap(),
        ),
        "reshape" => a.reshape(&ints(&o[1])),
        "reshapeF" => a.reshape_in(&ints(&o[1]), Order::F),
        "ravel" => a.ravel(co(&o[1])),
        "copy" => a.copy(co(&o[1])),
        "flatten" => a.flatten(co(&o[1])),
        "astype" => a.astype_with(
            DType::from_name(o[1].as_str().unwrap())?,
            co(&o[2]),
            Casting::Unsafe,
        ),
        "zeros_like" => a.zeros_like(o[1].as_str().map(|n| DType::from_name(n).unwrap())),
        _ => panic!("{k}"),
    }
}
fn val(s: Scalar) -> String {
    match s {
        Scalar::Bool(b) => u8::from(b).to_string(),
        Scalar::F32(f) => format!("{:?}", f64::from(f)),
        Scalar::F64(f) => format!("{f:?}"),
        Scalar::I8(x) => x.to_string(),
        Scalar::I16(x) => x.to_string(),
        Scalar::I32(x) => x.to_string(),
        Scalar::I64(x) => x.to_string(),
        Scalar::U8(x) => x.to_string(),
        Scalar::U16(x) => x.to_string(),
        Scalar::U32(x) => x.to_string(),
        Scalar::U64(x) => x.to_string(),
    }
}
#[test]
fn fuzz() {
    let text = std::fs::read_to_string("/tmp/core_cases.jsonl").unwrap();
    let mut bad = 0;
    let mut n = 0;
    for line in text.lines() {
        let c: V = serde_json::from_str(line).unwrap();
        let shape = ints(&c["start"]["shape"]);
        let dt = DType::from_name(c["start"]["dtype"].as_str().unwrap()).unwrap();
        let order = if c["start"]["order"] == "F" {
            Order::F
        } else {
            Order::C
        };
        let size: i64 = shape.iter().product();
        let mut a = Array::zeros_in(&shape, dt, order).unwrap();
        let vals: Vec<Scalar> = (0..size).map(|i| Scalar::I64(i % 100)).collect();
        a.assign(
            &[Index::Ellipsis],
            &Array::from_scalars(&vals, &shape, dt).unwrap(),
        )
        .unwrap();
        let mut err = None;
        for o in c["ops"].as_array().unwrap() {
            match op(&a, o) {
                Ok(b) => a = b,
                Err(e) => {
                    err = Some(e);
                    break;
                }
            }
        }
        n += 1;
        let r = &c["result"];
        let got = if let Some(e) = err {
            serde_json::json!({"error": e.to_string().replace("numpy.exceptions.", "")})
        } else {
            let root = a.base();
            assert!(
                a.layout()
                    .check(a.dtype().itemsize(), a.buffer().nbytes())
                    .is_ok()
            );
            serde_json::json!({"shape": a.shape(), "strides": a.strides(), "offset": a.layout().offset, "c": a.c_contiguous(), "f": a.f_contiguous(), "own": a.owndata(), "w": a.writeable(),
             "dtype": a.dtype().name(), "base_shape": root.as_ref().map(|r| r.shape().to_vec()), "base_strides": root.as_ref().map(|r| r.strides().to_vec()), "values": a.scalars().map(val).collect::<Vec<_>>()})
        };
        if &got != r {
            bad += 1;
            if bad < 25 {
                println!(
                    "CASE {} {}\n numpy {}\n engin {}",
                    c["start"], c["ops"], r, got
                );
            }
        }
    }
    println!("{n} cases, {bad} bad");
    assert_eq!(bad, 0);
}
