//! Brackets, nesting, lines and `...`: an array's cells laid out as NumPy lays them out.
//! Knows how wide a word is, not how it was chosen; reads only the cells that are shown.

use super::Options;
use super::cell::words_of;
use crate::array::Array;

/// The array's text in brackets. `width` is the room in a line, `prefix` what stands before the first bracket.
pub(super) fn array_text(
    array: &Array,
    options: &Options,
    width: usize,
    separator: &str,
    prefix: usize,
) -> String {
    if array.size() == 0 {
        return "[]".to_owned();
    }
    let words = {
        let bytes = array.buffer().bytes();
        let cells = shown_cells(array, &bytes, options);
        words_of(array.dtype(), array.ndim(), &cells, options)
    };
    let frame = Frame {
        shape: array.shape(),
        options,
        summarize: array.size() > options.threshold,
        separator,
    };
    let indent = prefix + 1;
    frame.nested(0, indent, signed(width), &mut words.into_iter())
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

fn signed(width: usize) -> i64 {
    i64::try_from(width).unwrap_or(i64::MAX)
}

/// What stays the same while the brackets are nested.
struct Frame<'a> {
    shape: &'a [i64],
    options: &'a Options,
    summarize: bool,
    separator: &'a str,
}

impl Frame<'_> {
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
        let room = width - signed(self.separator.trim_end().len().max(1));
        let mut text = String::new();
        // The first line starts behind the bracket but is as long as the others.
        let mut line = " ".repeat(indent);
        for (position, word) in items.iter().enumerate() {
            // A break that would leave the line empty helps nobody.
            if line.len() > indent && signed(line.len() + word.len()) > room {
                text.push_str(line.trim_end());
                text.push('\n');
                line = " ".repeat(indent);
            }
            line.push_str(word);
            if position + 1 < items.len() {
                line.push_str(self.separator);
            }
        }
        text.push_str(&line);
        text.split_off(indent)
    }
}
