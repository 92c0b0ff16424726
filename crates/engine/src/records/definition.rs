//! What a structured dtype is made of: named fields at offsets, and several elements taken as one.
//! Plain data; texts are made in `text`, and who wants a field of an array asks `array::field`.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};

use crate::dtype::DType;
use crate::layout::{Dims, size_of_shape};

/// One named part of a record.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Field {
    /// Its name, unique in the record.
    pub name: String,
    /// A second name, where one was given.
    pub title: Option<String>,
    /// What is stored; may be several elements ([`DType::Sub`]) or a record again.
    pub dtype: DType,
    /// Bytes from the start of the record.
    pub offset: usize,
}

/// A structured dtype.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The fields in the order of their names in `dtype.names`.
    pub fields: Vec<Field>,
    /// Bytes of one record, gaps included.
    pub itemsize: usize,
    /// Whether it was made with `align=True`: fields stand where a C compiler would put them.
    pub aligned: bool,
    /// Whether an element is an `np.record`, whose fields are attributes too, rather than an `np.void`.
    pub record: bool,
}

impl Definition {
    /// What the dtype is. How it was asked for is no part of that: `align=True` alone makes no difference, its offsets do; nor
    /// does the class of its elements.
    fn contents(&self) -> (usize, &[Field]) {
        (self.itemsize, &self.fields)
    }
}

impl PartialEq for Definition {
    fn eq(&self, other: &Self) -> bool {
        self.contents() == other.contents()
    }
}

impl Eq for Definition {}

impl Hash for Definition {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.contents().hash(state);
    }
}

/// A dtype that is another one and tells something more.
#[derive(Clone, Debug)]
pub struct Alias {
    /// What it is stored and computed with as, and equal to: a number, a text or raw bytes.
    pub base: DType,
    /// The fields it is seen as too, over the same bytes.
    pub fields: Option<&'static Definition>,
    /// Whether the machine's own order of bytes was asked for by its name: `dtype.byteorder` is `<`, not `=`.
    pub named_order: bool,
    /// Whether an element of raw bytes is an `np.record`.
    pub record: bool,
}

/// Elements of one dtype in a shape, taken as one element.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Subarray {
    /// The dtype of each.
    pub base: DType,
    /// How they are arranged, in C order.
    pub shape: Dims,
}

thread_local! {
    static DEFINITIONS: RefCell<Vec<&'static Definition>> = const { RefCell::new(Vec::new()) };
    static ALIASES: RefCell<Vec<&'static Alias>> = const { RefCell::new(Vec::new()) };
    static SUBARRAYS: RefCell<Vec<&'static Subarray>> = const { RefCell::new(Vec::new()) };
    static NAMES: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

// A dtype stands in every layout, plan and event and is copied everywhere, so what it refers to must live as long as the
// program: each distinct definition is leaked once. There are as many as a reader wrote down, a few hundred bytes each.
// Equality looks at the contents, so a definition made on another thread is the same one.

impl Definition {
    /// The one copy of this definition that a [`DType`] can refer to.
    pub fn interned(self) -> &'static Definition {
        DEFINITIONS.with_borrow_mut(|known| {
            if let Some(&found) = known.iter().find(|one| one.is_identical(&self)) {
                return found;
            }
            let kept: &'static Definition = Box::leak(Box::new(self));
            known.push(kept);
            kept
        })
    }

    /// The field of a name or title; a name comes first.
    pub fn field(&self, name: &str) -> Option<&Field> {
        let named = self.fields.iter().find(|field| field.name == name);
        let titled = |field: &&Field| field.title.as_deref() == Some(name);
        named.or_else(|| self.fields.iter().find(titled))
    }

    /// Whether nothing tells the two apart, how they were asked for included, of inner records too.
    fn is_identical(&self, other: &Definition) -> bool {
        let same = |(one, other): (&Field, &Field)| {
            (&one.name, &one.title, one.offset) == (&other.name, &other.title, other.offset)
                && is_identical(one.dtype, other.dtype)
        };
        (self.itemsize, self.aligned, self.record, self.fields.len())
            == (
                other.itemsize,
                other.aligned,
                other.record,
                other.fields.len(),
            )
            && std::iter::zip(&self.fields, &other.fields).all(same)
    }

    /// Whether some bytes belong to no field, here or inside of one.
    pub(crate) fn has_gaps(&self) -> bool {
        let filled: usize = self.fields.iter().map(|field| field.dtype.itemsize()).sum();
        filled < self.itemsize || self.fields.iter().any(|field| field.dtype.has_gaps())
    }

    /// Where a C compiler would want it to start: 1 unless it was made with `align=True`.
    pub fn alignment(&self) -> usize {
        let each = self.fields.iter().map(|field| field.dtype.alignment());
        if self.aligned {
            each.max().unwrap_or(1)
        } else {
            1
        }
    }
}

impl Alias {
    /// Nothing more than the base.
    pub(crate) fn of(base: DType) -> Alias {
        match base {
            DType::Alias(alias) => alias.clone(),
            base => Alias {
                base,
                fields: None,
                named_order: false,
                record: false,
            },
        }
    }

    /// The dtype: the base itself where nothing more is told.
    pub(crate) fn dtype(self) -> DType {
        if self.fields.is_none() && !self.named_order && !self.record {
            return self.base;
        }
        DType::Alias(ALIASES.with_borrow_mut(|known| {
            if let Some(&found) = known.iter().find(|one| one.is_identical(&self)) {
                return found;
            }
            let kept: &'static Alias = Box::leak(Box::new(self));
            known.push(kept);
            kept
        }))
    }

    fn is_identical(&self, other: &Alias) -> bool {
        let fields = match (self.fields, other.fields) {
            (Some(one), Some(other)) => one.is_identical(other),
            (one, other) => one.is_none() && other.is_none(),
        };
        (self.named_order, self.record) == (other.named_order, other.record)
            && fields
            && is_identical(self.base, other.base)
    }
}

impl Subarray {
    /// The one copy of this description that a [`DType`] can refer to.
    pub fn interned(self) -> &'static Subarray {
        SUBARRAYS.with_borrow_mut(|known| {
            let same =
                |one: &&&Subarray| one.shape == self.shape && is_identical(one.base, self.base);
            if let Some(&found) = known.iter().find(same) {
                return found;
            }
            let kept: &'static Subarray = Box::leak(Box::new(self));
            known.push(kept);
            kept
        })
    }

    /// Bytes of all elements.
    pub fn itemsize(&self) -> usize {
        let count = usize::try_from(size_of_shape(&self.shape)).unwrap_or(usize::MAX);
        self.base.itemsize().saturating_mul(count)
    }
}

/// Whether two dtypes are one to the letter. Equality looks past how a record was asked for and past what an alias tells; of
/// what is interned there is one.
pub(crate) fn is_identical(one: DType, other: DType) -> bool {
    match (one, other) {
        (DType::Record(one), DType::Record(other)) => std::ptr::eq(one, other),
        (DType::Sub(one), DType::Sub(other)) => std::ptr::eq(one, other),
        (DType::Alias(one), DType::Alias(other)) => std::ptr::eq(one, other),
        (DType::Alias(_), _) | (_, DType::Alias(_)) => false,
        (one, other) => one == other,
    }
}

/// A text that lives as long as the program: the names of dtypes are asked for everywhere and are few.
pub(crate) fn interned_name(text: String) -> &'static str {
    NAMES.with_borrow_mut(|known| {
        if let Some(&found) = known.iter().find(|&&one| one == text) {
            return found;
        }
        let kept: &'static str = Box::leak(text.into_boxed_str());
        known.push(kept);
        kept
    })
}

/// The dtype of fields one after another, each after the bytes of the one before or, when aligned, where C puts it.
pub(crate) fn packed(fields: Vec<(String, Option<String>, DType)>, aligned: bool) -> Definition {
    let mut end = 0usize;
    let mut widest = 1;
    let fields = fields
        .into_iter()
        .map(|(name, title, dtype)| {
            if aligned {
                end = end.next_multiple_of(dtype.alignment());
                widest = widest.max(dtype.alignment());
            }
            let offset = end;
            end = end.saturating_add(dtype.itemsize());
            Field {
                name,
                title,
                dtype,
                offset,
            }
        })
        .collect();
    Definition {
        fields,
        itemsize: end.next_multiple_of(widest),
        aligned,
        record: false,
    }
}
