//! Arrays as bytes: the `.npy` format, `tobytes`, `frombuffer`.
//! Knows nothing of answers.

use engine::array::copy::CopyOrder;
use engine::npy::{self, Loaded, Member, Version};
use engine::print::array_repr;
use engine::{Array, DType};
use serde_json::Value as Json;

use crate::answer::fingerprint;
use crate::program::{Call, Outcome, Value, unknown};

/// Longer files are told by their length and a fingerprint.
const IN_FULL: usize = 300;

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    Ok(Some(match call.name {
        "npy_write" => Value::Text(shown(&npy::write(&call.array(0)?, version(call)?)?)),
        "npy_round_trip" => {
            let file = npy::write(&call.array(0)?, version(call)?)?;
            Value::Array(npy::read(&file)?)
        }
        "npy_cut" => {
            let file = npy::write(&call.array(0)?, None)?;
            let length = usize::try_from(call.int(1)?).unwrap_or(0).min(file.len());
            Value::Array(npy::read(&file[..length])?)
        }
        "npy_read" => Value::Array(npy::read(&file(call)?)?),
        "npy_read_repr" => Value::Text(array_repr(&npy::read(&file(call)?)?)),
        "npy_raw" => Value::Array(npy::read(&bytes(call.text(0)?)?)?),
        "npz_write" => Value::Text(shown(&archived(call)?)),
        "npz_compressed_files" => loaded(&archived(call)?)?,
        "npz_compressed_member" => member(&archived(call)?, call.text(2)?)?,
        "npz_files" => loaded(&archived(call)?)?,
        "npz_member" => member(&archived(call)?, call.text(2)?)?,
        "npz_spoiled" => {
            let mut file = archived(call)?;
            match usize::try_from(call.int(3)?) {
                Ok(place) => {
                    let byte = file.get_mut(place);
                    *byte.ok_or_else(|| unknown("no byte there"))? ^= 0xFF;
                }
                Err(_) => {
                    let less = call.int(3)?.unsigned_abs() as usize;
                    file.truncate(file.len().saturating_sub(less));
                }
            }
            member(&file, call.text(2)?)?
        }
        "load_files" => loaded(&bytes(call.text(0)?)?)?,
        "load_member" => member(&bytes(call.text(0)?)?, call.text(1)?)?,
        "tobytes" => {
            let order = match call.args.get(1).and_then(Json::as_str) {
                Some("F") => CopyOrder::F,
                Some("A") => CopyOrder::A,
                Some("K") => CopyOrder::K,
                _ => CopyOrder::C,
            };
            Value::Text(shown(&call.array(0)?.tobytes(order)?))
        }
        "frombuffer" => {
            let number = |key: &str, usual| {
                let given = call.options.get(key).and_then(Json::as_i64);
                given.unwrap_or(usual)
            };
            let dtype = DType::from_name(call.option("dtype", "float64"))?;
            let data = bytes(call.text(0)?)?;
            Value::Array(Array::frombuffer(
                &data,
                dtype,
                number("count", -1),
                number("offset", 0),
            )?)
        }
        _ => return Ok(None),
    }))
}

/// The bytes of an archive of arrays without names and with.
fn archived(call: &Call<'_>) -> Outcome<Vec<u8>> {
    let list = |place: usize| {
        let list = call.plain(place)?.as_array();
        list.ok_or_else(|| unknown("no list of arrays"))
    };
    let arrays = |programs: Vec<&Json>| {
        let arrays = programs.into_iter().map(|one| call.array_of(one));
        arrays.collect::<Outcome<Vec<Array>>>()
    };
    let unnamed = arrays(list(0)?.iter().collect())?;
    let names: Vec<&str> = list(1)?
        .iter()
        .filter_map(|pair| pair[0].as_str())
        .collect();
    let named = arrays(list(1)?.iter().map(|pair| &pair[1]).collect())?;
    let unnamed: Vec<&Array> = unnamed.iter().collect();
    let named: Vec<(&str, &Array)> = names.into_iter().zip(&named).collect();
    Ok(match call.name.starts_with("npz_compressed") {
        true => npy::savez_compressed(&unnamed, &named)?,
        false => npy::savez(&unnamed, &named)?,
    })
}

/// What a file holds: an array, or the names of several.
fn loaded(file: &[u8]) -> Outcome<Value> {
    Ok(match npy::load(file)? {
        Loaded::Array(array) => Value::Array(array),
        Loaded::Archive(archive) => {
            let names: Vec<String> = archive
                .files
                .iter()
                .map(|name| format!("'{name}'"))
                .collect();
            Value::Text(format!("[{}]", names.join(", ")))
        }
    })
}

/// A member of an archive.
fn member(file: &[u8], name: &str) -> Outcome<Value> {
    let Loaded::Archive(archive) = npy::load(file)? else {
        return Err(unknown("no archive"));
    };
    Ok(match archive.get(name)? {
        Member::Array(array) => Value::Array(array),
        Member::Bytes(bytes) => Value::Text(engine::records::Value::Bytes(bytes).repr()),
    })
}

fn version(call: &Call<'_>) -> Outcome<Option<Version>> {
    match call.args.get(1) {
        None | Some(Json::Null) => Ok(None),
        Some(_) => match numbers(call)?[..] {
            [major, minor] => Ok(Some(Version::from_numbers(major, minor)?)),
            _ => Err(unknown("a version has two numbers")),
        },
    }
}

fn numbers(call: &Call<'_>) -> Outcome<Vec<u8>> {
    let small = |number: i64| u8::try_from(number).map_err(|_| unknown("no byte"));
    call.ints(1)?.into_iter().map(small).collect()
}

/// A file made by hand: a header's text, a version, the elements in hexadecimal.
fn file(call: &Call<'_>) -> Outcome<Vec<u8>> {
    let header = call.text(0)?;
    let version = numbers(call)?;
    if version.len() != 2 {
        return Err(unknown("a version has two numbers"));
    }
    let body: Vec<u8> = if version[0] == 3 {
        header.bytes().collect()
    } else {
        let byte = |letter: char| u8::try_from(u32::from(letter)).unwrap_or(b'?');
        header.chars().map(byte).collect()
    };
    let length = (body.len() as u32).to_le_bytes();
    let mut file = b"\x93NUMPY".to_vec();
    file.extend(&version);
    file.extend(&length[..if version[0] == 1 { 2 } else { 4 }]);
    file.extend(body);
    file.extend(bytes(call.text(2)?)?);
    Ok(file)
}

/// Bytes from hexadecimal.
fn bytes(text: &str) -> Outcome<Vec<u8>> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|letter| {
            letter
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        })
        .collect();
    let digits = digits.ok_or_else(|| unknown("no hexadecimal"))?;
    Ok(digits
        .chunks_exact(2)
        .map(|pair| pair[0] * 16 + pair[1])
        .collect())
}

fn shown(bytes: &[u8]) -> String {
    if bytes.len() <= IN_FULL {
        return bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    }
    format!(
        "{} bytes {}",
        bytes.len(),
        fingerprint(bytes.iter().copied())
    )
}
