//! What the server says in each further language of `content/`: pairs sorted by the text of the base.

use std::{env, error::Error, fmt::Write, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let here = env::var("CARGO_MANIFEST_DIR")?;
    let tongues = opora_translation::content(&Path::new(&here).join("../.."))?;
    let mut code = String::from("const FURTHER: &[&[(&str, &str)]] = &[");
    for tongue in &tongues {
        let pairs: Vec<_> = tongue.texts.of_server().collect();
        writeln!(code, "&{pairs:?},")?;
    }
    code += "];\n";
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("said.rs"), code)?;
    Ok(())
}
