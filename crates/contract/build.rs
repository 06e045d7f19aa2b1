//! The further languages of `content/`: a record and the words of the contract for each.

use std::{env, error::Error, fmt::Write, fs, path::Path};

use opora_translation::{Base, Module, Tongue};

fn main() -> Result<(), Box<dyn Error>> {
    let here = env::var("CARGO_MANIFEST_DIR")?;
    let tongues = opora_translation::content(&Path::new(&here).join("../.."))?;
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    fs::write(out.join("language.rs"), languages(&tongues)?)?;
    let words = Path::new(&here).join("src/wording");
    let Module { code, sources } = opora_translation::modules(&words, &tongues, "say")?;
    fs::write(out.join("wording.rs"), code)?;
    opora_translation::watch(&sources);
    Ok(())
}

fn languages(tongues: &[Tongue]) -> Result<String, Box<dyn Error>> {
    let count = tongues.len() + 2;
    let mut code = format!("const COUNT: usize = {count};\nconst EVERY: [Language; COUNT] = [");
    for at in 0..count {
        write!(code, "Language({at}), ")?;
    }
    code +=
        "];\nconst fn record(language: Language) -> &'static Record {\n    match language.0 {\n";
    for (at, tongue) in tongues.iter().enumerate() {
        let (at, tag, name, locale) = (at + 2, &tongue.tag, &tongue.name, &tongue.locale);
        let is_rtl = tongue.is_rtl;
        let base = match tongue.base {
            Base::Ru => "Ru",
            Base::En => "En",
        };
        writeln!(
            code,
            "{at} => &Record {{ tag: {tag:?}, name: {name:?}, locale: {locale:?}, is_rtl: {is_rtl}, base: Base::{base} }},"
        )?;
    }
    code += "        1 => &ENGLISH,\n        _ => &RUSSIAN,\n    }\n}\n";
    Ok(code)
}
