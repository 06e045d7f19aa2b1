//! What the optimiser cannot know to be superfluous in the main module and its glue.
//!
//! - wasm-bindgen keeps every export, and `wasm-streams` (a dependency of leptos that the app never uses) exports a
//!   dozen methods with all that they reach: 3 KB compressed.
//! - Imports, loaders and calls of closures are named by readable words and 16 hexadecimal digits, once in the module and once in the glue, and
//!   digits do not compress: 5 KB. Short names do as well, since both files are made together.
//! - The glue holds a function for every import of the module before it was optimised.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use walrus::Module;

use super::module::{GLUE, LOADER, MAIN};

/// The module that the glue's functions are imported from.
const IMPORTS: &str = "./app_bg.js";

/// Exports of `wasm-streams`, by the beginning of their names.
const UNUSED: [&str; 2] = ["intounderlying", "__wbg_intounderlying"];

/// Imports from the loader of chunks, one for each, by the beginning of their names.
const LOAD: &str = "__wasm_split_load_";

/// Exports that call a closure, one for each type of closure, by the beginning of their names.
const CLOSURE: &str = "_ZN12wasm_bindgen";

/// Classes of `wasm-streams` in the glue, by the beginning of their names.
const CLASSES: &str = "IntoUnderlying";

/// Takes exports away that nothing calls and shortens the names of imports. Before the optimiser.
///
/// # Errors
/// When the module cannot be read or written.
pub fn shorten(folder: &Path) -> Result<()> {
    let (path, mut module) = open(folder)?;
    drop_unused(&mut module);
    let (mut glue_names, mut loader_names) = (HashMap::new(), HashMap::new());
    for import in module.imports.iter_mut() {
        if import.module == IMPORTS {
            rename(&mut import.name, 'f', &mut glue_names);
        } else if import.name.starts_with(LOAD) {
            rename(&mut import.name, 's', &mut loader_names);
        }
    }
    for export in module.exports.iter_mut() {
        if export.name.starts_with(CLOSURE) {
            rename(&mut export.name, 'x', &mut glue_names);
        }
    }
    fs::write(&path, module.emit_wasm())?;
    let glue = folder.join(GLUE);
    let text = fs::read_to_string(&glue)?;
    fs::write(&glue, renamed(&without_classes(&text), &glue_names))?;
    let loader = folder.join(LOADER);
    let text = fs::read_to_string(&loader)?;
    fs::write(&loader, renamed(&text, &loader_names))?;
    Ok(())
}

/// Takes out of a whole module what the splitter would have taken out (relocations, which make two thirds of it) and what
/// nothing calls. `stem` is that of the module and its glue. Before the optimiser.
///
/// # Errors
/// When the module cannot be read or written.
pub fn strip(folder: &Path, stem: &str) -> Result<()> {
    let path = folder.join(format!("{stem}_bg.wasm"));
    let mut module = read(&path)?;
    let sections: Vec<_> = module.customs.iter().map(|(id, _)| id).collect();
    for section in sections {
        module.customs.delete(section);
    }
    drop_unused(&mut module);
    fs::write(&path, module.emit_wasm())?;
    let glue = folder.join(format!("{stem}.js"));
    let text = fs::read_to_string(&glue)?;
    fs::write(&glue, without_classes(&text))?;
    Ok(())
}

fn drop_unused(module: &mut Module) {
    let unused: Vec<_> = module
        .exports
        .iter()
        .filter(|export| UNUSED.iter().any(|name| export.name.starts_with(name)))
        .map(|export| export.id())
        .collect();
    for export in unused {
        module.exports.delete(export);
    }
}

/// Gives a short name that begins with `kind`; the same name gets the same one.
fn rename(name: &mut String, kind: char, names: &mut HashMap<String, String>) {
    let next = format!("{kind}{}", names.len());
    let short = names.entry(name.clone()).or_insert(next);
    name.clone_from(short);
}

/// Takes functions out of the glue that the optimised module no longer imports.
///
/// # Errors
/// When the module cannot be read or the glue not written.
pub fn prune(folder: &Path) -> Result<()> {
    let (_, module) = open(folder)?;
    let imported: Vec<&str> = module
        .imports
        .iter()
        .filter(|import| import.module == IMPORTS)
        .map(|import| import.name.as_str())
        .collect();
    let glue = folder.join(GLUE);
    let text = fs::read_to_string(&glue)?;
    fs::write(&glue, pruned(&text, &imported))?;
    Ok(())
}

fn open(folder: &Path) -> Result<(PathBuf, Module)> {
    let path = folder.join(MAIN);
    let module = read(&path)?;
    Ok((path, module))
}

fn read(path: &Path) -> Result<Module> {
    Module::from_file(path).map_err(|error| anyhow!("can't read {}: {error:#}", path.display()))
}

/// `script` without the classes of `wasm-streams` and what is done with them, whose methods are gone. Statements begin at
/// the start of a line and end where a line ends with `;` or is `}`: that is how wasm-bindgen writes them.
fn without_classes(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut skipping = false;
    for line in script.lines() {
        let begins = line.starts_with(|c: char| !c.is_whitespace() && c != '}');
        skipping |= begins && !line.starts_with("function") && line.contains(CLASSES);
        if !skipping {
            out.push_str(line);
            out.push('\n');
        }
        skipping &= !(line == "}" || line.ends_with(';') && (begins || line.starts_with("    : ")));
    }
    out
}

/// `script` with whole identifiers replaced.
fn renamed(script: &str, names: &HashMap<String, String>) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        out.push_str(names.get(word).map_or(word, String::as_str));
        let gap = after.find(is_part).unwrap_or(after.len());
        let (between, after) = after.split_at(gap);
        out.push_str(between);
        rest = after;
    }
    out
}

/// `script` without the entries of its import object that are not `imported`. An entry begins with `f7: ` at eight
/// spaces and ends with `},` at eight spaces: that is how wasm-bindgen writes it.
fn pruned(script: &str, imported: &[&str]) -> String {
    let mut out = String::with_capacity(script.len());
    let mut skipping = false;
    for line in script.lines() {
        let entry = line
            .strip_prefix("        ")
            .and_then(|line| line.split_once(": function("))
            .filter(|(name, _)| name.starts_with('f'));
        if let Some((name, _)) = entry {
            skipping = !imported.contains(&name);
        }
        if !skipping {
            out.push_str(line);
            out.push('\n');
        }
        skipping &= line != "        },";
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_identifiers_are_renamed() {
        let names = HashMap::from([("__wbg_get_1".to_owned(), "f0".to_owned())]);
        let script = "const a = { __wbg_get_1: function(x) { return __wbg_get_12(x); } };";
        assert_eq!(
            renamed(script, &names),
            "const a = { f0: function(x) { return __wbg_get_12(x); } };"
        );
    }

    #[test]
    fn unused_classes_go_with_what_is_done_with_them() {
        let script = "\
            const kept = 1;\n\
            export class IntoUnderlyingSink {\n    free() {\n        a;\n    }\n}\n\
            if (Symbol.dispose) IntoUnderlyingSink.prototype[Symbol.dispose] = 1;\n\
            function also() {\n}\n\
            const IntoUnderlyingSinkFinalization = (typeof X === 'undefined')\n    ? { a: () => {} }\n    : new X(1);\n\
            let last;\n";
        assert_eq!(
            without_classes(script),
            "const kept = 1;\nfunction also() {\n}\nlet last;\n"
        );
    }

    #[test]
    fn entries_that_nothing_imports_go() {
        let entry = |name: &str| {
            format!(
                "        {name}: function(a) {{\n            if (a) {{\n            }}\n        }},\n"
            )
        };
        let script = format!(
            "const import0 = {{\n{}{}{}}};\n",
            entry("f0"),
            entry("f1"),
            entry("f2")
        );
        let expected = format!("const import0 = {{\n{}{}}};\n", entry("f0"), entry("f2"));
        assert_eq!(pruned(&script, &["f0", "f2"]), expected);
    }
}
