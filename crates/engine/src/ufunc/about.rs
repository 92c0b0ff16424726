//! What a ufunc tells of itself: how many inputs and outputs, its loops, its identity, its signature.
//! Knows the table and the generalized products; every answer is read from their rows.

use super::table::{Identity, Loop, Ufunc};
use crate::dtype::DType;
use crate::error::Result;
use crate::linalg::product;

/// The attributes of a ufunc.
#[derive(Clone, PartialEq, Debug)]
pub struct About {
    /// `nin`: the number of inputs.
    pub nin: usize,
    /// `nout`: the number of outputs.
    pub nout: usize,
    /// `nargs`: inputs and outputs.
    pub nargs: usize,
    /// `types`: the loops in the order in which they are tried, as in `dd->d`. NumPy's list has those of dtypes without
    /// elements here too (`g`, `G`, `O`, `m`, `M`), names `int64` a second time as `q`, and repeats what it has twice.
    pub types: Vec<String>,
    /// `ntypes`: how many they are.
    pub ntypes: usize,
    /// `identity`: what a fold of nothing is.
    pub identity: Option<Identity>,
    /// `signature`: the core axes of a generalized ufunc, as in `(n?,k),(k,m?)->(n?,m?)`; nothing of any other.
    pub signature: Option<&'static str>,
}

impl Identity {
    /// `repr` of the element, as Python prints `np.add.identity`.
    pub fn repr(self) -> &'static str {
        match self {
            Identity::Zero => "0",
            Identity::One => "1",
            Identity::MinusOne => "-1",
            Identity::True => "True",
            Identity::False => "False",
            Identity::MinusInfinity => "-inf",
        }
    }
}

/// The attributes of a ufunc of the table, or of one of the generalized products `matmul`, `vecdot`, `matvec`, `vecmat`.
///
/// # Errors
/// `ValueError: 'x' is no ufunc of the table; …`.
pub fn about(name: &str) -> Result<About> {
    if let Some((signature, nin)) = product::signature(name) {
        let loops = crate::kernel::product::dtypes();
        let types = loops.flat_map(|dtype| {
            let code = |dtype: DType| {
                let inputs: String = std::iter::repeat_n(dtype.code(), nin).collect();
                format!("{inputs}->{}", dtype.code())
            };
            half_before(dtype).into_iter().chain([dtype]).map(code)
        });
        return Ok(gathered(nin, 1, types.collect(), None, Some(signature)));
    }
    let row = super::row(name)?;
    Ok(gathered(
        row.inputs,
        row.outputs(),
        row.types(),
        row.identity,
        None,
    ))
}

fn gathered(
    nin: usize,
    nout: usize,
    types: Vec<String>,
    identity: Option<Identity>,
    signature: Option<&'static str>,
) -> About {
    About {
        nin,
        nout,
        nargs: nin + nout,
        ntypes: types.len(),
        types,
        identity,
        signature,
    }
}

/// A loop of `float32` stands for one of `float16` too, which NumPy has before it.
fn half_before(dtype: DType) -> Option<DType> {
    #[cfg(feature = "records")]
    return (dtype == DType::F32).then_some(DType::F16);
    #[cfg(not(feature = "records"))]
    {
        let _ = dtype;
        None
    }
}

impl Ufunc {
    /// `types`: the loops in the order in which they are tried.
    pub fn types(&self) -> Vec<String> {
        let mut found = Vec::new();
        for one in self.loops() {
            let halves = |dtype: DType| half_before(dtype).unwrap_or(dtype);
            if one.inputs.iter().any(|&dtype| half_before(dtype).is_some()) {
                let inputs: String = one.inputs.iter().map(|&one| halves(one).code()).collect();
                let outputs: String = one.outputs().map(|one| halves(one).code()).collect();
                found.push(format!("{inputs}->{outputs}"));
            }
            found.push(Loop::signature(one));
        }
        found
    }
}
