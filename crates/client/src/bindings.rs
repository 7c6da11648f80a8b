//! Writes `ui/src/lib/ipc/bindings.ts` from the table of commands.

use crate::commands;
use muster_domain::{error::AppError, event::Event};
use std::{any::TypeId, collections::BTreeMap, collections::HashSet, fmt::Write as _};
use ts_rs::{Config, TS, TypeVisitor};

/// The whole text of `bindings.ts`.
pub fn bindings() -> String {
    let mut writer = Writer {
        // Ids cross as text and counts stay far below 2^53.
        config: Config::new().with_large_int("number"),
        seen: HashSet::new(),
        types: BTreeMap::new(),
        rows: String::new(),
    };
    writer.visit::<AppError>();
    writer.visit::<Event>();
    commands::describe(&mut writer);
    let mut text = String::from(
        "// Generated from the table of commands by `cargo test -p muster-client bindings`. Do not edit.\n\n",
    );
    for declaration in writer.types.values() {
        text.push_str(declaration);
        text.push_str("\n\n");
    }
    text.push_str("export interface Commands {\n");
    text.push_str(&writer.rows);
    text.push_str("}\n");
    text
}

/// Collects the types and the rows.
pub(crate) struct Writer {
    config: Config,
    seen: HashSet<TypeId>,
    /// By name, so that the text does not depend on the order of visits.
    types: BTreeMap<String, String>,
    rows: String,
}

impl Writer {
    pub(crate) fn command<A: TS + 'static, R: TS + 'static>(&mut self, name: &str, doc: &str) {
        self.visit::<A>();
        self.visit::<R>();
        let doc: Vec<&str> = doc.split_whitespace().collect();
        if !doc.is_empty() {
            push(&mut self.rows, format_args!("  /** {} */\n", doc.join(" ")));
        }
        let (args, result) = (A::name(&self.config), R::name(&self.config));
        push(
            &mut self.rows,
            format_args!("  {name}: {{ args: {args}; result: {result} }};\n"),
        );
    }

    fn declare<T: TS + 'static + ?Sized>(&mut self) {
        let docs = T::docs().unwrap_or_default();
        let declaration = format!("{docs}export {}", T::WithoutGenerics::decl(&self.config));
        let name = T::ident(&self.config);
        let other = self.types.insert(name.clone(), declaration.clone());
        debug_assert!(
            other.is_none_or(|other| other == declaration),
            "two types are called {name}"
        );
    }
}

impl TypeVisitor for Writer {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
        // Only types of ours have a file of their own; the rest are TypeScript's.
        if T::output_path().is_some() {
            self.declare::<T>();
        }
    }
}

/// Writing to a `String` cannot fail.
fn push(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(arguments);
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// Rewrites the file when asked by `UPDATE_BINDINGS=1`.
    #[test]
    fn bindings_are_current() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/lib/ipc/bindings.ts");
        let text = super::bindings();
        if std::env::var_os("UPDATE_BINDINGS").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let stored = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            stored == text,
            "bindings.ts is stale: run UPDATE_BINDINGS=1 cargo test -p muster-client bindings"
        );
    }
}
