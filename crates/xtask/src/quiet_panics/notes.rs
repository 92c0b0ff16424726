//! The linker's notes of what the code refers to: where they are, and the section anew without some of them.
//! The form is that of <https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md#relocation-sections>.

use std::ops::Range;

use wasmparser::{KnownCustom, Parser, Payload};

use super::{Places, place_in};

/// How the section is called.
const NAME: &str = "reloc.CODE";

/// The section of notes.
pub(super) struct Notes {
    /// Where the module keeps it, after its name.
    content: Range<usize>,
    /// The number of the section that the notes speak of.
    target: u32,
    /// Of each note, the place in the module it speaks of, and its own bytes.
    entries: Vec<(usize, Range<usize>)>,
    /// The places alone.
    pub(super) places: Places,
}

impl Notes {
    /// The module's notes; `None` when it was linked without.
    pub(super) fn read(module: &[u8]) -> wasmparser::Result<Option<Self>> {
        let mut code = 0;
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::CodeSectionStart {
                    unchecked_range, ..
                } => code = place_in(&unchecked_range).start,
                Payload::CustomSection(section) if section.name() == NAME => {
                    let KnownCustom::Reloc(reader) = section.as_known() else {
                        continue;
                    };
                    let content = place_in(&reader.range());
                    let mut starts = Vec::new();
                    let mut spoken_of = Vec::new();
                    for entry in reader.entries().into_iter_with_offsets() {
                        let (start, entry) = entry?;
                        starts.push(start as usize);
                        spoken_of.push(entry.relocation_range()?.start + code);
                    }
                    let ends = starts.iter().skip(1).copied().chain([content.end]);
                    let own = starts.iter().copied().zip(ends);
                    return Ok(Some(Self {
                        target: reader.section_index(),
                        places: spoken_of.iter().copied().collect(),
                        entries: spoken_of
                            .into_iter()
                            .zip(own.map(|(start, end)| start..end))
                            .collect(),
                        content,
                    }));
                }
                _ => {}
            }
        }
        Ok(None)
    }

    /// The module with the notes that speak of none of these places.
    pub(super) fn without(&self, module: &[u8], gone: &[Range<usize>]) -> Vec<u8> {
        let mut gone: Vec<&Range<usize>> = gone.iter().collect();
        gone.sort_by_key(|range| range.start);
        let stays = |place: usize| {
            let before = gone.partition_point(|range| range.start <= place);
            !gone[..before]
                .last()
                .is_some_and(|range| range.contains(&place))
        };
        let kept = self.entries.iter().filter(|(place, _)| stays(*place));
        let kept: Vec<&Range<usize>> = kept.map(|(_, own)| own).collect();
        let mut content = vec![NAME.len() as u8];
        content.extend(NAME.as_bytes());
        push_number(&mut content, self.target as usize);
        push_number(&mut content, kept.len());
        for own in kept {
            content.extend_from_slice(&module[own.clone()]);
        }
        // Before the name stands the length of the whole, written as short as it can be.
        let named = self.content.start - NAME.len() - 1;
        let mut length = Vec::new();
        push_number(&mut length, self.content.end - named);
        let mut made = module[..named - length.len()].to_vec();
        push_number(&mut made, content.len());
        made.extend(content);
        made.extend_from_slice(&module[self.content.end..]);
        made
    }
}

/// A number in LEB128.
fn push_number(bytes: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}
