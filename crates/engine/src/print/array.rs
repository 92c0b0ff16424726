//! Brackets, nesting, lines and `...`: an array's cells laid out as NumPy lays them out.
//! Knows how wide a word is, not how it was chosen; reads only the cells that are shown.

use std::borrow::Cow;

use super::cell::words_of;
use super::options::Options;
use crate::array::Array;
use crate::layout::size_of_shape;
use crate::scalar::Scalar;

/// What stands around and between the elements, and who writes them.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// What stands between two elements.
    pub separator: &'a str,
    /// What will be written before the text: lines are indented as far.
    pub prefix: &'a str,
    /// What will be written after it: lines leave room for it.
    pub suffix: &'a str,
    /// Writes one number, instead of NumPy's own formats.
    pub formatter: Option<&'a dyn Fn(Scalar) -> String>,
}

impl Default for Frame<'_> {
    fn default() -> Self {
        Self {
            separator: " ",
            prefix: "",
            suffix: "",
            formatter: None,
        }
    }
}

/// The array's text in brackets (`np.array2string`).
///
/// Reads only the elements it shows. A 0-d array has no brackets, and an array without elements is `[]`.
pub fn array2string(array: &Array, options: &Options, frame: &Frame<'_>) -> String {
    if array.size() == 0 {
        return "[]".to_owned();
    }
    let readable = readable(array.shape(), options);
    let Some(options) = readable.as_ref() else {
        return "[...]".to_owned();
    };
    let words = {
        let bytes = array.buffer().bytes();
        let cells = shown_cells(array, &bytes, options);
        match frame.formatter {
            Some(formatter) if array.dtype().holds_numbers() => cells
                .iter()
                .filter_map(|bytes| Scalar::from_bytes(array.dtype(), bytes))
                .map(formatter)
                .collect(),
            _ => words_of(array.dtype(), array.ndim(), &cells, options),
        }
    };
    let nest = Nest {
        shape: array.shape(),
        options,
        summarize: array.size() > options.threshold,
        separator: frame.separator,
    };
    let indent = length(frame.prefix) + 1;
    let width = signed(options.linewidth) - signed(length(frame.suffix));
    nest.nested(0, indent, width, &mut words.into_iter())
}

/// More cells than this are no text for anybody.
const MOST_SHOWN: u64 = 1 << 20;

/// Bytes that a cell takes while the text is made, and how many cells are shown however little memory is allowed.
const CELL: u64 = 256;
const ALWAYS_SHOWN: u64 = 1000;

/// The options, with fewer edge items where they would show too many cells; nothing where even one is too many.
fn readable<'a>(shape: &[i64], options: &'a Options) -> Option<Cow<'a, Options>> {
    let size = size_of_shape(shape);
    let shown = |options: &Options| {
        let summarize = size > options.threshold;
        shape.iter().fold(1i64, |count, &length| {
            let (leading, trailing, _) = ends(length, summarize, options);
            count.saturating_mul(leading.saturating_add(trailing))
        })
    };
    let most = (crate::limit::memory_limit() / CELL).clamp(ALWAYS_SHOWN, MOST_SHOWN) as i64;
    if shown(options) <= most {
        return Some(Cow::Borrowed(options));
    }
    let fewer = [3, 1, 0].map(|edgeitems| Options {
        threshold: 0,
        edgeitems,
        ..options.clone()
    });
    let found = fewer.into_iter().find(|fewer| shown(fewer) <= most);
    found.map(Cow::Owned)
}

/// The bytes of the cells that are shown, in the order in which they are written.
pub(super) fn shown_cells<'a>(array: &Array, bytes: &'a [u8], options: &Options) -> Vec<&'a [u8]> {
    let mut cells = Vec::new();
    if array.size() > 0 {
        let summarize = array.size() > options.threshold;
        let offset = array.layout().offset;
        gather(array, bytes, options, summarize, 0, offset, &mut cells);
    }
    cells
}

fn gather<'a>(
    array: &Array,
    bytes: &'a [u8],
    options: &Options,
    summarize: bool,
    axis: usize,
    offset: i64,
    cells: &mut Vec<&'a [u8]>,
) {
    let (Some(&length), Some(&stride)) = (array.shape().get(axis), array.strides().get(axis))
    else {
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let end = start.saturating_add(array.dtype().itemsize());
        cells.extend(bytes.get(start..end));
        return;
    };
    let (leading, trailing, _) = ends(length, summarize, options);
    for index in (0..leading).chain(length - trailing..length) {
        let offset = offset + index * stride;
        gather(array, bytes, options, summarize, axis + 1, offset, cells);
    }
}

/// How many items of an axis are shown before and after its `...`, and whether it has one; else all come after.
fn ends(length: i64, summarize: bool, options: &Options) -> (i64, i64, bool) {
    let edge = options.edgeitems.max(0);
    if summarize && length > edge.saturating_mul(2) {
        // NumPy writes the last item even where no edge is asked for.
        (edge, edge.max(1), true)
    } else {
        (0, length, false)
    }
}

/// Characters, as Python counts them.
fn length(text: &str) -> usize {
    text.chars().count()
}

fn signed(width: usize) -> i64 {
    i64::try_from(width).unwrap_or(i64::MAX)
}

/// What stays the same while the brackets are nested.
struct Nest<'a> {
    shape: &'a [i64],
    options: &'a Options,
    summarize: bool,
    separator: &'a str,
}

impl Nest<'_> {
    /// The text from `axis` on; takes its cells from `words` in order. Never starts with the indent.
    fn nested(
        &self,
        axis: usize,
        indent: usize,
        width: i64,
        words: &mut dyn Iterator<Item = String>,
    ) -> String {
        let Some(&length) = self.shape.get(axis) else {
            return words.next().unwrap_or_default();
        };
        let (leading, trailing, cut) = ends(length, self.summarize, self.options);
        let mut items: Vec<String> = Vec::new();
        for index in 0..leading + trailing {
            if cut && index == leading {
                items.push("...".to_owned());
            }
            items.push(self.nested(axis + 1, indent + 1, width - 1, words));
        }
        let axes_left = self.shape.len() - axis;
        let body = if axes_left == 1 {
            self.row(&items, indent, width)
        } else {
            let between = format!(
                "{}{}{}",
                self.separator.trim_end(),
                "\n".repeat(axes_left - 1),
                " ".repeat(indent)
            );
            items.join(&between)
        };
        format!("[{body}]")
    }

    /// The innermost axis: words with separators, broken into lines where they would reach over the width.
    fn row(&self, items: &[String], indent: usize, width: i64) -> String {
        let room = width - signed(length(self.separator.trim_end()).max(1));
        let mut text = String::new();
        // The first line starts behind the bracket but is as long as the others.
        let mut line = " ".repeat(indent);
        let mut filled = indent;
        for (position, word) in items.iter().enumerate() {
            let wide = length(word);
            // A break that would leave the line empty helps nobody.
            if filled > indent && signed(filled + wide) > room {
                text.push_str(line.trim_end());
                text.push('\n');
                line = " ".repeat(indent);
                filled = indent;
            }
            line.push_str(word);
            filled += wide;
            if position + 1 < items.len() {
                line.push_str(self.separator);
                filled += length(self.separator);
            }
        }
        text.push_str(&line);
        text.split_off(indent)
    }
}
