//! Fields of arrays of records: views of one field or of several, with the record's strides.
//! Knows dtypes and layouts; no byte is read.

use super::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::layout::Layout;
use crate::record::hearing;
use crate::records::definition::Field;
use crate::records::derived::narrowed;
use crate::records::text::python_text;
use crate::records::{Definition, Subarray};

impl Array {
    /// `a['name']`: a view of one field. Its elements keep the strides of the records; a field of several elements adds
    /// their axes at the end.
    ///
    /// # Errors
    /// `ValueError: no field of name x`; `IndexError: only integers, slices (…` where the array holds no records.
    pub fn field(&self, name: &str) -> Result<Array> {
        hearing(|| {
            let definition = self.definition()?;
            let field = definition
                .field(name)
                .ok_or_else(|| Error::value(format!("no field of name {name}")))?;
            let (dtype, layout) = field_layout(&self.layout, field);
            Ok(self.seen_as(dtype, layout, || format!("[{}]", python_text(name))))
        })
    }

    /// `a[place][2]`, where `a[place]` is one record: a view of its field at a place, negative ones from the end, as a tuple
    /// would be asked. Its shape and dtype are those of [`Array::field`], of which the place is another name.
    ///
    /// # Errors
    /// `IndexError: invalid index (3)`; as [`Array::field`] where the array holds no records.
    pub fn field_at(&self, place: i64) -> Result<Array> {
        hearing(|| {
            let fields = &self.definition()?.fields;
            let count = i64::try_from(fields.len()).unwrap_or(i64::MAX);
            // NumPy's refusal, too, counts from the start.
            let from_start = place.saturating_add(if place < 0 { count } else { 0 });
            let field = usize::try_from(from_start)
                .ok()
                .and_then(|place| fields.get(place))
                .ok_or_else(|| Error::index(format!("invalid index ({from_start})")))?;
            self.field(&field.name)
        })
    }

    /// `a[['x', 'y']]`: a view of several fields in the order asked for, with the item size of the whole record. An empty list is
    /// an index array without places: it gives a new array without rows, of the same dtype.
    ///
    /// # Errors
    /// `KeyError: 'x'`; `ValueError: duplicate field of name 'x'`; as [`Array::field`]; of an empty list `IndexError: too many
    /// indices for array: array is 0-dimensional, but 1 were indexed`.
    pub fn fields(&self, names: &[&str]) -> Result<Array> {
        hearing(|| {
            if names.is_empty() {
                return self.index(&[Index::from(Array::zeros(&[0], DType::I64)?)]);
            }
            let narrowed = narrowed(self.definition()?, names)?;
            Ok(self.as_dtype(narrowed, || {
                let names: Vec<String> = names.iter().map(|name| python_text(name)).collect();
                format!("[[{}]]", names.join(", "))
            }))
        })
    }

    /// The same bytes as elements of another dtype of the same item size, recorded as a view.
    pub(crate) fn as_dtype(&self, dtype: DType, operation: impl FnOnce() -> String) -> Array {
        self.seen_as(dtype, self.layout.clone(), operation)
    }

    /// What the records are made of.
    fn definition(&self) -> Result<&'static Definition> {
        self.dtype.definition().ok_or_else(|| {
            Error::index(
                "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are \
                 valid indices",
            )
        })
    }
}

/// Where a field's elements lie, and their dtype.
pub(crate) fn field_layout(records: &Layout, field: &Field) -> (DType, Layout) {
    let mut layout = records.clone();
    layout.offset += field.offset as i64;
    let mut dtype = field.dtype;
    while let DType::Sub(Subarray { base, shape }) = dtype {
        let first = layout.strides.len();
        // As if every axis were at least one long.
        let mut step = i64::try_from(base.itemsize()).unwrap_or(i64::MAX);
        for &extent in shape.iter().rev() {
            layout.strides.insert(first, step);
            step = step.saturating_mul(extent.max(1));
        }
        layout.shape.extend(shape.iter().copied());
        dtype = *base;
    }
    (dtype, layout)
}
