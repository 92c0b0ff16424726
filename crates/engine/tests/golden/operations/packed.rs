//! Windows that fade out, bits packed into bytes, arrays of what an iterator gives, indices of a masked matrix, as calls to
//! the engine. Knows nothing of answers.

use engine::index::grid::mask_indices;
use engine::numeric::{
    BitOrder, bartlett, blackman, hamming, hanning, kaiser, packbits, unpackbits,
};
use engine::promote::Input;
use engine::records::Value as Given;
use engine::reduce;
use engine::ufunc::{self, Operand};
use engine::{Array, DType, Index};
use serde_json::Value as Json;

use super::dtypes::{dtype_of, value_of};
use crate::program::{Call, Outcome, Value, number, unknown};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    let whole = |key: &str| call.options.get(key).and_then(Json::as_i64);
    let order = || BitOrder::from_name(call.option("bitorder", "big"));
    let array = match call.name {
        "bartlett" => bartlett(real(call, 0)?)?,
        "blackman" => blackman(real(call, 0)?)?,
        "hamming" => hamming(real(call, 0)?)?,
        "hanning" => hanning(real(call, 0)?)?,
        "kaiser" => kaiser(real(call, 0)?, real(call, 1)?)?,
        "packbits" => packbits(&call.array(0)?, whole("axis"), order()?)?,
        "unpackbits" => {
            let order = BitOrder::from_first_letter(call.option("bitorder", "big"))?;
            unpackbits(&call.array(0)?, whole("axis"), whole("count"), order)?
        }
        "fromiter" => {
            let Given::List(values) = value_of(call.plain(0)?)? else {
                return Err(unknown("fromiter takes a list"));
            };
            Array::fromiter(
                values,
                dtype_of(call.plain(1)?)?,
                whole("count").unwrap_or(-1),
            )?
        }
        "mask_indices" => {
            let name = call.text(1)?;
            let k = call.args.get(2).and_then(Json::as_i64).unwrap_or(0);
            let found = mask_indices(call.int(0)?, |matrix| masked(name, matrix, k))?;
            return Ok(Some(Value::List(
                found.into_iter().map(Value::Array).collect(),
            )));
        }
        _ => return Ok(None),
    };
    Ok(Some(Value::Array(array)))
}

/// A Python number given as a text, as a float.
fn real(call: &Call<'_>, place: usize) -> Outcome<f64> {
    match number(call.text(place)?)? {
        Input::PyBool(value) => Ok(f64::from(u8::from(value))),
        Input::PyInt(value) => Ok(value as f64),
        Input::PyFloat(value) => Ok(value),
        other => Err(unknown(&format!("no real number: {other:?}"))),
    }
}

/// What a function leaves of a matrix.
fn masked(name: &str, matrix: &Array, k: i64) -> engine::Result<Array> {
    match name {
        "triu" => matrix.triu(k),
        "tril" => matrix.tril(k),
        "diagonal" => Array::eye(matrix.shape()[0], matrix.shape()[1], k, DType::F64),
        "line" => matrix.index(&[Index::Int(0)]),
        _ => {
            let sums = reduce::cumsum(matrix, Some(1), reduce::Options::default())?;
            let rest = ufunc::call("remainder", &[Operand::Array(&sums), Operand::PyInt(2)])?;
            let even = Operand::PyInt(i128::from(k.rem_euclid(2)));
            ufunc::call("equal", &[Operand::Array(&rest), even])
        }
    }
}
