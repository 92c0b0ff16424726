//! Runs an elementwise plan: outer loops by odometer, the inner loop in blocks through the ufunc's kernel.
//! An operand that lies side by side is read in place; any other is gathered into a block first.

use std::cell::{Ref, RefMut};

use crate::short::SmallVec;

#[cfg(feature = "lanes")]
use super::across::Across;
use super::block::{BLOCK, Block, Run, Tile, scatter};
use super::buffer_of;
use super::folder::stretches;
use super::straight::at_once;
#[cfg(feature = "lanes")]
use super::straight::row_by_row;
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::kernel::{self, Flags, Inner, warning};
#[cfg(feature = "lanes")]
use crate::kernels::{Way, way};
use crate::layout::walk::Odometer;
use crate::layout::{Dims, Layout};
use crate::plan::{Elementwise, Kernel, LoopAxis, Operand, Output};
use crate::scalar::Scalar;
use crate::ufunc::check_steering;

/// An innermost loop with fewer turns than this is run together with the loop around it.
const SHORT: usize = 64;

/// Where an input's bytes are while the loops run.
enum Held<'a> {
    /// In a buffer of its own.
    Bytes(Ref<'a, [u8]>),
    /// In the buffer that is written.
    Output,
    /// Nowhere: one value for all.
    Constant(Scalar),
}

/// An input and the block it is gathered into.
struct Source<'a> {
    held: Held<'a>,
    stored: DType,
    read: DType,
    stride: i64,
    block: Block,
    /// The byte and count of the repeated element the block is filled with.
    filled: Option<(i64, usize)>,
    /// Whether the loop takes a repeated element as one.
    splats: bool,
    /// Its rows, where it lies across the loops.
    #[cfg(feature = "lanes")]
    across: Option<Across>,
}

impl<'a> Source<'a> {
    fn new(operand: &Operand, stride: i64, output: &Output, buffers: &'a [Buffer]) -> Result<Self> {
        let held = match (operand.buffer, operand.constant) {
            (_, Some(value)) => Held::Constant(value),
            (Some(id), None) if id == output.buffer => Held::Output,
            (id, None) => Held::Bytes(buffer_of(id, buffers)?.bytes()),
        };
        Ok(Self {
            held,
            stored: operand.dtype,
            read: operand.cast.unwrap_or(operand.dtype),
            stride,
            block: Block::default(),
            filled: None,
            splats: false,
            #[cfg(feature = "lanes")]
            across: None,
        })
    }

    /// Looks for rows that can be brought side by side together: `above` is the loop around the innermost one, and how far
    /// this operand moves in it; `width` elements in a row are computed `part` at a time.
    #[cfg(feature = "lanes")]
    fn look_across(&mut self, (above, rows): (i64, i64), width: usize, part: usize) {
        if matches!(self.held, Held::Bytes(_)) {
            let dtypes = (self.stored, self.read);
            self.across = Across::new(dtypes, (self.stride, above), rows, (width, part));
        }
    }

    /// Makes the part of a row that starts with an element readable; false where it does not lie across the loops.
    #[cfg(feature = "lanes")]
    fn prepare_across(&mut self, run: Run, row: usize, start: usize) -> bool {
        match (&mut self.across, &self.held) {
            (Some(across), Held::Bytes(bytes)) => across.fill(bytes, run, row, start),
            _ => return false,
        }
        true
    }

    /// What [`Source::prepare_across`] made readable.
    #[cfg(feature = "lanes")]
    fn line(&self, count: usize, row: usize, start: usize) -> Option<kernel::Source<'_>> {
        let across = self.across.as_ref()?;
        Some(kernel::Source::Stream(across.line(count, row, start)))
    }

    /// Whether every run is one element, and the loop takes it as one.
    fn is_splat(&self) -> bool {
        self.splats && self.stride == 0 && !matches!(self.held, Held::Output)
    }

    /// Whether blocks are needed: some runs cannot be read where they lie.
    fn is_gathered(&self) -> bool {
        !self.is_splat()
            && (!matches!(self.held, Held::Bytes(_))
                || self.stored != self.read
                || self.stride != self.stored.itemsize() as i64)
    }

    /// The elements that the loop needs of a tile, as one run where they are one.
    fn needed(&self, tile: Tile) -> Tile {
        match self.is_splat() && tile.row_stride == 0 {
            true => Tile::of_run(Run {
                count: 1,
                ..tile.run
            }),
            false => tile,
        }
    }

    /// Makes a tile readable as a contiguous block; what a cast met on the way, when `watched`.
    fn prepare(&mut self, tile: Tile, written: &[u8], watched: bool) -> Flags {
        let tile = self.needed(tile);
        if self.in_place(tile).is_some() {
            return Flags::NONE;
        }
        let repeats = tile.repeats() && !matches!(self.held, Held::Output);
        if repeats
            && self
                .filled
                .is_some_and(|(byte, count)| byte == tile.run.byte && count >= tile.count())
        {
            return Flags::NONE;
        }
        let block = self.block.bytes_mut(tile.count() * self.read.itemsize());
        match &self.held {
            Held::Bytes(bytes) => tile.gather(bytes, self.stored, block, self.read),
            Held::Output => tile.gather(written, self.stored, block, self.read),
            Held::Constant(value) => {
                let bytes = value.to_bytes();
                for item in block.chunks_exact_mut(bytes.len()) {
                    item.copy_from_slice(&bytes);
                }
            }
        }
        self.filled = repeats.then_some((tile.run.byte, tile.count()));
        if cfg!(feature = "warnings") && watched && self.stored != self.read {
            let mut stored = vec![0; tile.count() * self.stored.itemsize()];
            match &self.held {
                Held::Bytes(bytes) => tile.gather(bytes, self.stored, &mut stored, self.stored),
                Held::Output => tile.gather(written, self.stored, &mut stored, self.stored),
                Held::Constant(_) => {}
            }
            return warning::of_cast(&stored, self.stored, self.read).of_cast();
        }
        Flags::NONE
    }

    /// The bytes of a tile that can be read where it lies.
    fn in_place(&self, tile: Tile) -> Option<&[u8]> {
        match &self.held {
            Held::Bytes(bytes) if self.stored == self.read => {
                bytes.get(tile.flat()?.contiguous(self.stored.itemsize())?)
            }
            _ => None,
        }
    }

    /// The tile as the loop reads it.
    fn source(&self, tile: Tile) -> kernel::Source<'_> {
        let needed = self.needed(tile);
        let bytes = self
            .in_place(needed)
            .unwrap_or_else(|| self.block.bytes(needed.count() * self.read.itemsize()));
        if self.is_splat() && tile.row_stride == 0 {
            kernel::Source::Splat(bytes)
        } else {
            kernel::Source::Stream(bytes)
        }
    }
}

/// Computes every element of the plan's output that is asked for.
pub(super) fn run(plan: &Elementwise, buffers: &[Buffer], watched: bool) -> Result<Flags> {
    check_steering(plan.masked)?;
    let watched = watched && cfg!(feature = "warnings");
    let chosen = plan.entry.plain;
    let Some((result, inner)) = chosen.part(plan.part) else {
        return Err(Error::value("a plan names an output that its ufunc lacks"));
    };
    let kernel = kernel_of(plan, inner)?;
    let Some((innermost, outer)) = plan.loops.split_last() else {
        return Ok(Flags::NONE);
    };
    if cfg!(feature = "in_place")
        && !watched
        && let Some(flags) = at_once(plan, buffers)
    {
        return Ok(flags);
    }
    #[cfg(feature = "lanes")]
    if !watched
        && !plan.is_masked()
        && (innermost.length >= SHORT as i64 || tiled_rows(plan).is_none())
        && let Some(flags) = row_by_row(plan, buffers)
    {
        return Ok(flags);
    }
    let mut written: RefMut<'_, [u8]> = buffer_of(Some(plan.output.buffer), buffers)?.bytes_mut();
    let mut sources: SmallVec<[Source<'_>; 3]> = SmallVec::new();
    for (operand, &stride) in std::iter::zip(&plan.operands, &innermost.input_strides) {
        let mut source = Source::new(operand, stride, &plan.output, buffers)?;
        // Whoever looks for warnings looks at one element of each input for every result.
        source.splats = kernel.splats() && !watched;
        sources.push(source);
    }
    let dtype = plan.output.dtype;
    let inputs = sources.len() - usize::from(plan.is_masked() && !sources.is_empty());
    let mut step = Step {
        kernel,
        read: chosen.inputs,
        result,
        stored: dtype,
        watched: watched.then_some(plan.ufunc),
        block: Block::default(),
        flags: Flags::NONE,
    };
    let itemsize = dtype.itemsize() as i64;
    let writes_in_place = dtype == result && innermost.output_stride == itemsize;
    let width = usize::try_from(innermost.length).unwrap_or(0);
    let (tiled, outer) = match outer.split_last() {
        Some((_, above)) if writes_in_place && tiled_rows(plan).is_some() => {
            (tiled_rows(plan), above)
        }
        _ => (None, outer),
    };
    // Turns of the loop that is cut into blocks, elements in a turn, and turns in a block.
    let (turns, each) = match tiled {
        Some(rows) => (usize::try_from(rows.length).unwrap_or(0), width),
        None => (width, 1),
    };
    let most = if tiled.is_none() && writes_in_place && !sources.iter().any(Source::is_gathered) {
        turns.max(1)
    } else {
        (BLOCK / each).max(1)
    };
    #[cfg(feature = "lanes")]
    if !watched
        && way() == Way::Simd128
        && tiled.is_none()
        && let Some(above) = outer.last()
    {
        for (source, &stride) in sources.iter_mut().zip(&above.input_strides) {
            source.look_across((stride, above.length), width, most);
        }
    }
    let layouts = outer_layouts(plan, outer);
    let mut visits = Odometer::over(
        &outer.iter().map(|one| one.length).collect::<Dims>(),
        &layouts.iter().collect::<SmallVec<[&Layout; 3]>>(),
    );
    while visits.advance() {
        let bytes = visits.bytes();
        #[cfg(feature = "lanes")]
        let row = visits.indices().last().map_or(0, |&row| row as usize);
        for start in (0..turns).step_by(most) {
            let turns = most.min(turns - start);
            let tile_of = |stride: i64, row_stride: i64, operand: usize| match tiled {
                Some(_) => Tile {
                    run: Run {
                        byte: bytes[operand] + row_stride * start as i64,
                        stride,
                        count: width,
                    },
                    row_stride,
                    rows: turns,
                },
                None => Tile::of_run(Run {
                    byte: bytes[operand] + stride * start as i64,
                    stride,
                    count: turns,
                }),
            };
            let read = |number: usize, source: &Source<'_>| {
                let row_stride = tiled.map_or(0, |rows| rows.input_strides[number]);
                tile_of(source.stride, row_stride, number)
            };
            for (number, source) in sources.iter_mut().enumerate() {
                let tile = read(number, source);
                #[cfg(feature = "lanes")]
                if source.prepare_across(tile.run, row, start) {
                    continue;
                }
                let told = source.prepare(tile, &written, watched);
                step.flags = step.flags.and(told);
            }
            let blocks: SmallVec<[kernel::Source<'_>; 3]> = sources
                .iter()
                .enumerate()
                .map(|(number, source)| {
                    #[cfg(feature = "lanes")]
                    if let Some(line) = source.line(turns, row, start) {
                        return line;
                    }
                    source.source(read(number, source))
                })
                .collect();
            let row_stride = tiled.map_or(0, |rows| rows.output_stride);
            let tile = tile_of(innermost.output_stride, row_stride, sources.len());
            let run = tile.flat().unwrap_or(tile.run);
            let (blocks, mask) = blocks.split_at(inputs);
            match mask.first().filter(|_| plan.is_masked()) {
                None => step.compute(blocks, run, &mut written),
                Some(mask) => step.compute_where(mask.bytes(), blocks, run, &mut written),
            }
        }
    }
    Ok(step.flags)
}

/// The inner loop that runs.
#[derive(Clone, Copy, Debug)]
pub(super) enum Chosen {
    /// One element at a time.
    Inner(Inner),
    /// Several in a register.
    #[cfg(feature = "lanes")]
    Lanes(crate::kernel::lanes::Block),
}

impl Chosen {
    /// Whether it takes an element that repeats as one.
    pub(super) fn splats(self) -> bool {
        !matches!(self, Chosen::Inner(_))
    }

    pub(super) fn apply(
        self,
        dtype: DType,
        inputs: &[kernel::Source<'_>],
        output: &mut [u8],
    ) -> Flags {
        match self {
            Chosen::Inner(inner) => {
                let blocks: SmallVec<[&[u8]; 3]> =
                    inputs.iter().map(kernel::Source::bytes).collect();
                inner.apply(dtype, &blocks, output)
            }
            #[cfg(feature = "lanes")]
            Chosen::Lanes(block) => block(inputs, output),
        }
    }
}

/// The inner loop that a plan names.
pub(super) fn kernel_of(plan: &Elementwise, inner: Inner) -> Result<Chosen> {
    match plan.kernel {
        Kernel::Scalar => return Ok(Chosen::Inner(inner)),
        #[cfg(feature = "lanes")]
        Kernel::Simd128 { .. } => {
            if let Some(block) = plan.entry.lanes.and_then(|lanes| lanes.part(plan.part)) {
                return Ok(Chosen::Lanes(block));
            }
        }
        #[cfg(not(feature = "lanes"))]
        Kernel::Simd128 { .. } => {}
    }
    Err(Error::value(
        "a plan names a loop over lanes that is not in the table",
    ))
}

/// One block after another through the kernel.
struct Step {
    kernel: Chosen,
    read: &'static [DType],
    /// What the kernel gives.
    result: DType,
    /// What is stored.
    stored: DType,
    /// The ufunc's name, when floats are looked at for warnings.
    watched: Option<&'static str>,
    block: Block,
    flags: Flags,
}

impl Step {
    fn compute(&mut self, inputs: &[kernel::Source<'_>], run: Run, written: &mut [u8]) {
        let first = self.read.first().copied().unwrap_or(self.result);
        let told = match run.contiguous(self.stored.itemsize()) {
            Some(range) if self.stored == self.result => match written.get_mut(range) {
                Some(target) => {
                    let told = self.kernel.apply(first, inputs, target);
                    told.and(self.look(inputs, target))
                }
                None => Flags::NONE,
            },
            _ => {
                let nbytes = run.count * self.result.itemsize();
                let told = self
                    .kernel
                    .apply(first, inputs, self.block.bytes_mut(nbytes));
                let target = self.block.bytes(nbytes);
                scatter(target, self.result, written, run, self.stored);
                let cast = match self.watched {
                    Some(_) if cfg!(feature = "warnings") => {
                        warning::of_cast(target, self.result, self.stored)
                    }
                    _ => Flags::NONE,
                };
                told.and(self.look(inputs, target)).and(cast)
            }
        };
        self.flags = self.flags.and(told);
    }

    /// Computes the stretches where the mask is true, as NumPy does: elements elsewhere are not even looked at.
    fn compute_where(
        &mut self,
        mask: &[u8],
        inputs: &[kernel::Source<'_>],
        run: Run,
        written: &mut [u8],
    ) {
        for (start, end) in stretches(mask) {
            let parts: SmallVec<[kernel::Source<'_>; 3]> = std::iter::zip(inputs, self.read)
                .map(|(input, dtype)| {
                    let size = dtype.itemsize();
                    let part = input.bytes().get(start * size..end * size);
                    kernel::Source::Stream(part.unwrap_or(&[]))
                })
                .collect();
            let part = Run {
                byte: run.byte + run.stride * start as i64,
                stride: run.stride,
                count: end - start,
            };
            self.compute(&parts, part, written);
        }
    }

    fn look(&self, inputs: &[kernel::Source<'_>], output: &[u8]) -> Flags {
        let watched = self.watched.filter(|_| cfg!(feature = "warnings"));
        watched.map_or(Flags::NONE, |ufunc| {
            let blocks: SmallVec<[&[u8]; 3]> = inputs.iter().map(kernel::Source::bytes).collect();
            warning::of_block(ufunc, &blocks, self.read, output, self.result)
        })
    }
}

/// The rows that run together, as one block: a short innermost loop would be all beginnings and ends.
fn tiled_rows(plan: &Elementwise) -> Option<&LoopAxis> {
    if !cfg!(feature = "in_place") {
        return None;
    }
    let (innermost, outer) = plan.loops.split_last()?;
    let rows = outer.last()?;
    let row = plan.output.dtype.itemsize() as i64 * innermost.length;
    let short = innermost.length < SHORT as i64 && !plan.is_masked();
    (short && rows.output_stride == row).then_some(rows)
}

/// The outer loops as layouts: one for each input, the output's last.
pub(super) fn outer_layouts(plan: &Elementwise, outer: &[LoopAxis]) -> SmallVec<[Layout; 3]> {
    let shape: Dims = outer.iter().map(|one| one.length).collect();
    let inputs = plan
        .operands
        .iter()
        .enumerate()
        .map(|(number, operand)| Layout {
            shape: shape.clone(),
            strides: outer.iter().map(|one| one.input_strides[number]).collect(),
            offset: operand.broadcast.offset,
        });
    let output = Layout {
        shape: shape.clone(),
        strides: outer.iter().map(|one| one.output_stride).collect(),
        offset: plan.output.layout.offset,
    };
    inputs.chain([output]).collect()
}
