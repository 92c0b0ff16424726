//! Two operations in one step of a loop: what the first makes stays in its register until the second has taken it.
//! Written once for all operations; which pairs there are loops for is said in `table`, and who asks for them are chains.

use std::marker::PhantomData;

use super::operation::{Binary, Ternary, Unary};
use super::register::v128;

/// What a step makes of two registers, taken on by another: `B(A(a, b))`, in one step of a loop.
pub(crate) struct Then<A, B>(PhantomData<(A, B)>);
impl<A: Binary, B: Unary> Binary for Then<A, B> {
    #[inline(always)]
    fn apply(a: v128, b: v128) -> v128 {
        B::apply(A::apply(a, b))
    }
}

/// The same, taken on beside a third register: `B(A(a, b), c)`.
pub(crate) struct ThenLeft<A, B>(PhantomData<(A, B)>);
impl<A: Binary, B: Binary> Ternary for ThenLeft<A, B> {
    #[inline(always)]
    fn apply(a: v128, b: v128, c: v128) -> v128 {
        B::apply(A::apply(a, b), c)
    }
}

/// As [`ThenLeft`], behind the third: `B(c, A(a, b))`.
pub(crate) struct ThenRight<A, B>(PhantomData<(A, B)>);
impl<A: Binary, B: Binary> Ternary for ThenRight<A, B> {
    #[inline(always)]
    fn apply(a: v128, b: v128, c: v128) -> v128 {
        B::apply(c, A::apply(a, b))
    }
}
