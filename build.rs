//! The catalogue of each further language of `content/`.

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let here = env::var("CARGO_MANIFEST_DIR")?;
    let here = Path::new(&here);
    let tongues = opora_translation::content(here)?;
    let catalogue = opora_translation::modules(&here.join("src/i18n"), &tongues, "said")?;
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("catalogue.rs"), catalogue.code)?;
    opora_translation::watch(&catalogue.sources);
    Ok(())
}
