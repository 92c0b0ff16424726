//! What was found, as a table for a terminal: one line for each operation and dtype, one column for each layout.
//! Only arranges numbers that are given.

use crate::layout::Lie;
use crate::measure::Found;
use crate::suite::Listed;

/// Widths of the columns: of operation and dtype, and of each layout.
const LEAD: usize = 20;
const CELL: usize = 16;

/// The table: in each cell how many times as fast registers are, and nanoseconds per element with them. Below, the geometric
/// mean of the ratios of each family.
pub fn text(found: &[(Listed, Found)], side: i64) -> String {
    let mut lines = vec![heading()];
    let mut families: Vec<(&str, Vec<f64>)> = Vec::new();
    let mut cells: Vec<(String, [Option<String>; 5])> = Vec::new();
    for (listed, one) in found {
        let family = listed.family();
        if families.last().is_none_or(|(last, _)| *last != family) {
            lines.extend(cells.drain(..).map(|(lead, cells)| line(&lead, &cells)));
            lines.push(format!("\n{family}"));
            families.push((family, Vec::new()));
        }
        if let Some((_, ratios)) = families.last_mut() {
            ratios.push(one.ratio());
        }
        let lead = format!("  {} {}", listed.operation, listed.dtype_name());
        if cells.iter().all(|(known, _)| *known != lead) {
            cells.push((lead.clone(), Default::default()));
        }
        let place = Lie::ALL.iter().position(|(_, lie)| *lie == listed.lie);
        let row = cells.iter_mut().find(|(known, _)| *known == lead);
        if let (Some(place), Some((_, row))) = (place, row) {
            row[place] = Some(cell(one, listed.elements(side)));
        }
    }
    lines.extend(cells.drain(..).map(|(lead, cells)| line(&lead, &cells)));
    lines.push("\ntimes as fast, geometric mean".to_owned());
    for (family, ratios) in &families {
        lines.push(format!("  {family:<LEAD$}{:>8.2}", mean(ratios)));
    }
    let all: Vec<f64> = found.iter().map(|(_, one)| one.ratio()).collect();
    let slower = all.iter().filter(|ratio| **ratio < 0.95).count();
    lines.push(format!(
        "  {:<LEAD$}{:>8.2}   {} cases, {slower} of them slower in registers",
        "all",
        mean(&all),
        all.len()
    ));
    lines.join("\n") + "\n"
}

fn heading() -> String {
    let names = Lie::ALL.map(|(name, _)| format!("{name:>CELL$}"));
    format!("{:LEAD$}{}", "", names.concat())
}

fn line(lead: &str, cells: &[Option<String>; 5]) -> String {
    let cells: String = cells
        .iter()
        .map(|cell| format!("{:>CELL$}", cell.as_deref().unwrap_or("")))
        .collect();
    format!("{lead:<LEAD$}{cells}").trim_end().to_owned()
}

/// `3.10x 0.322`.
fn cell(found: &Found, elements: i64) -> String {
    let each = found.lanes * 1e6 / elements as f64;
    // Three digits, as no clock here tells more.
    let digits = match each {
        _ if each >= 100.0 => 0,
        _ if each >= 10.0 => 1,
        _ if each >= 1.0 => 2,
        _ => 3,
    };
    format!("{:.2}x {each:.digits$}", found.ratio())
}

/// The geometric mean: of a ratio and its inverse it is 1.
fn mean(ratios: &[f64]) -> f64 {
    let logarithms: f64 = ratios.iter().map(|ratio| ratio.ln()).sum();
    (logarithms / ratios.len() as f64).exp()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suite::chosen;

    #[test]
    fn ratios_and_times_stand_in_their_cells() {
        // 256 by 256 elements in 0.65536 ms are 10 ns each.
        let times = |ratio: f64| Found {
            one: 0.65536 * ratio,
            lanes: 0.65536,
        };
        let cases = chosen("add,f64,contiguous,strided").unwrap();
        let more = chosen("exp,f32,contiguous").unwrap();
        let found: Vec<(Listed, Found)> = cases
            .into_iter()
            .zip([times(4.0), times(1.0)])
            .chain(more.into_iter().zip([times(0.25)]))
            .collect();
        let table = text(&found, 256);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[2], "arithmetic");
        let words: Vec<&str> = lines[3].split_whitespace().collect();
        assert_eq!(words, ["add", "f64", "4.00x", "10.0", "1.00x", "10.0"]);
        let (end, column) = (lines[3].find("4.00x 10.0").unwrap() + 10, LEAD + CELL);
        assert_eq!(end, column);
        assert!(
            table.contains("  arithmetic              2.00\n"),
            "{table}"
        );
        assert!(
            table.contains("1.00   3 cases, 1 of them slower"),
            "{table}"
        );
    }

    #[test]
    fn the_mean_of_a_ratio_and_its_inverse_is_one() {
        assert!((mean(&[8.0, 0.125]) - 1.0).abs() < 1e-12);
        assert!((mean(&[2.0, 8.0]) - 4.0).abs() < 1e-12);
    }
}
