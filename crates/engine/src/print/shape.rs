//! The text of a shape or of strides: a Python tuple.
//! Knows nothing of arrays.

/// A shape as Python prints a tuple: `()`, `(3,)`, `(2, 3)`.
pub fn shape_text(extents: &[i64]) -> String {
    match extents {
        [single] => format!("({single},)"),
        _ => {
            let texts: Vec<String> = extents.iter().map(i64::to_string).collect();
            format!("({})", texts.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shape_text;

    #[test]
    fn shapes_read_as_python_tuples() {
        assert_eq!(shape_text(&[]), "()");
        assert_eq!(shape_text(&[3]), "(3,)");
        assert_eq!(shape_text(&[2, 0, -8]), "(2, 0, -8)");
    }
}
