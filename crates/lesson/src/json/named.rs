//! Values by name, for a handful of them: a list in the order of names, searched in halves.
//! Stands in for the standard library's tree, which takes twelve kilobytes of a page's code.

use super::{Fields, FromJson, Json, ObjectWriter, ToJson, Wrong};

/// Values by name, in the order of names.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<T>(Vec<(String, T)>);

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Named<T> {
    /// Where a name is, or where it would be.
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0
            .binary_search_by(|(known, _)| known.as_str().cmp(name))
    }

    /// Whether there is no value at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.place(name).ok().map(|place| &self.0[place].1)
    }

    /// The value of a name, to change.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.place(name).ok().map(|place| &mut self.0[place].1)
    }

    /// Gives a name a value.
    pub fn insert(&mut self, name: String, value: T) {
        match self.place(&name) {
            Ok(place) => self.0[place].1 = value,
            Err(place) => self.0.insert(place, (name, value)),
        }
    }

    /// Takes a name's value away.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        self.place(name).ok().map(|place| self.0.remove(place).1)
    }

    /// Names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl<T: Default> Named<T> {
    /// The value of a name, made when there is none.
    pub fn or_default(&mut self, name: &str) -> &mut T {
        let place = match self.place(name) {
            Ok(place) => place,
            Err(place) => {
                self.0.insert(place, (name.to_owned(), T::default()));
                place
            }
        };
        &mut self.0[place].1
    }
}

impl<T: FromJson + Default> FromJson for Named<T> {
    fn fill(&mut self, json: Json<'_>, wrong: &mut Wrong) {
        for (name, json) in Fields::of(json, wrong).all {
            let mut value = T::default();
            wrong.fill(&name, &mut value, json);
            self.insert(name.into_owned(), value);
        }
    }
}

impl<T: ToJson> ToJson for Named<T> {
    fn write_json(&self, out: &mut String) {
        let mut object = ObjectWriter::open(out);
        for (name, value) in self.iter() {
            object.field(name, value);
        }
        object.close();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn it_does_what_a_tree_does() {
        let (mut named, mut tree) = (Named::default(), BTreeMap::new());
        let mut seed = 7_u32;
        for _ in 0..500 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let name = format!("n{}", (seed >> 20) % 40);
            if seed & 0x4000 == 0 {
                assert_eq!(named.remove(&name), tree.remove(&name));
            } else {
                named.insert(name.clone(), seed);
                tree.insert(name.clone(), seed);
            }
            assert_eq!(named.get(&name), tree.get(&name));
        }
        assert!(
            named
                .iter()
                .eq(tree.iter().map(|(name, value)| (name.as_str(), value)))
        );
        *named.or_default("n1") = 3;
        assert_eq!(named.get_mut("n1"), Some(&mut 3));
    }
}
