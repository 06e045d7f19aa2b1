//! The source of a base with other words in the places of its own.
//!
//! Token by token: a string is looked up, so is a call that chooses the form of a word by number; all else stays.

use std::{
    collections::BTreeSet,
    fs,
    iter::Peekable,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow};
use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree, token_stream::IntoIter};

use crate::{
    text::{Text, speaks},
    tongue::{Base, Tongue},
};

/// A generated module and the files it was made from.
pub struct Module {
    pub code: String,
    pub sources: Vec<PathBuf>,
}

/// What may stand before the language in a call of the macro.
const SIGNS: [&str; 2] = ["&", ""];

/// A module for each language, and a macro that chooses among them and the two of our own:
/// `name!(&language, ITEM)` or `name!(language, function(arguments))`.
///
/// # Errors
/// When a source can't be read.
pub fn modules(folder: &Path, tongues: &[Tongue], name: &str) -> Result<Module> {
    let mut all = Module {
        code: String::new(),
        sources: Vec::new(),
    };
    let mut arms = [String::new(), String::new()];
    for (at, tongue) in tongues.iter().enumerate() {
        let own = module(folder, tongue)?;
        all.code += &own.code;
        all.sources.extend(own.sources);
        for (arms, sign) in arms.iter_mut().zip(SIGNS) {
            *arms += &format!("{} => {sign} {}::$($item)+,", at + 2, tongue.tag);
        }
    }
    let rules = arms.iter().zip(SIGNS).map(|(arms, sign)| {
        format!(
            "({sign} $language:expr, $($item:tt)+) => {{ match $language.index() {{\n\
             {arms} 1 => {sign} en::$($item)+, _ => {sign} ru::$($item)+ }} }};"
        )
    });
    all.code += &format!("macro_rules! {name} {{ {} }}\n", rules.collect::<String>());
    Ok(all)
}

/// A module named after the language: `folder/<base>.rs` and what it declares, in the words of the language.
fn module(folder: &Path, tongue: &Tongue) -> Result<Module> {
    let mut walk = Walk {
        folder: folder.join(tongue.base.tag()),
        base: tongue.base,
        speak: Speak::Translate(tongue),
        sources: Vec::new(),
        section: String::new(),
        is_inner: false,
    };
    let code = walk.file(&folder.join(format!("{}.rs", tongue.base.tag())))?;
    let tag = &tongue.tag;
    let plural = tongue.plural.function();
    Ok(Module {
        code: format!(
            "#[allow(warnings, clippy::all, clippy::pedantic, reason = \"made by a build script\")]\n\
             mod {tag} {{ {code}\n{plural} }}\n"
        ),
        sources: walk.sources,
    })
}

/// Adds the texts of `folder/<base>.rs` and of what it declares.
///
/// # Errors
/// When a source can't be read.
pub fn collect(folder: &Path, base: Base, texts: &mut BTreeSet<Text>) -> Result<()> {
    let mut walk = Walk {
        folder: folder.join(base.tag()),
        base,
        speak: Speak::Collect(texts),
        sources: Vec::new(),
        section: String::new(),
        is_inner: false,
    };
    walk.file(&folder.join(format!("{}.rs", base.tag())))?;
    Ok(())
}

/// Every string in a piece of code but those of attributes.
///
/// # Errors
/// When it is no Rust.
pub fn literals(code: &str) -> Result<Vec<String>> {
    fn add(tokens: TokenStream, found: &mut Vec<String>) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(sign) if sign.as_char() == '#' => _ = attribute(&mut tokens),
                TokenTree::Group(group) => add(group.stream(), found),
                TokenTree::Literal(literal) => found.extend(string(&literal)),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    add(tokens(code)?, &mut found);
    Ok(found)
}

fn tokens(code: &str) -> Result<TokenStream> {
    code.parse().map_err(|error| anyhow!("{error}"))
}

enum Speak<'a> {
    Translate(&'a Tongue),
    Collect(&'a mut BTreeSet<Text>),
}

struct Walk<'a> {
    /// Where declared modules are.
    folder: PathBuf,
    base: Base,
    speak: Speak<'a>,
    sources: Vec<PathBuf>,
    /// The item that is read, in small letters.
    section: String,
    is_inner: bool,
}

impl Walk<'_> {
    fn file(&mut self, path: &Path) -> Result<TokenStream> {
        let code =
            fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))?;
        self.sources.push(path.to_path_buf());
        let code = tokens(&code).with_context(|| path.display().to_string())?;
        self.items(code)
    }

    /// A file: modules are taken in, items name the section.
    fn items(&mut self, code: TokenStream) -> Result<TokenStream> {
        let mut out = Vec::new();
        let mut code = code.into_iter().peekable();
        while let Some(token) = code.next() {
            let TokenTree::Ident(word) = &token else {
                self.token(token, &mut code, &mut out);
                continue;
            };
            let named = match code.peek() {
                Some(TokenTree::Ident(name)) => Some(name.to_string()),
                _ => None,
            };
            let is_lifetime =
                matches!(out.last(), Some(TokenTree::Punct(sign)) if sign.as_char() == '\'');
            let is_item = !is_lifetime
                && ["const", "static", "fn", "mod"].contains(&word.to_string().as_str());
            let (is_module, name) = (*word == "mod", named.filter(|name| is_item && name != "fn"));
            out.extend([token]);
            let Some(name) = name else { continue };
            if !is_module {
                self.section = name.to_ascii_lowercase();
                continue;
            }
            let path = self.folder.join(format!("{name}.rs"));
            out.extend(code.next());
            // The semicolon.
            let _end = code.next();
            let outer = std::mem::replace(&mut self.is_inner, true);
            let body = self.file(&path)?;
            self.is_inner = outer;
            out.extend([TokenTree::Group(Group::new(Delimiter::Brace, body))]);
        }
        Ok(out.into_iter().collect())
    }

    fn token(&mut self, token: TokenTree, rest: &mut Peekable<IntoIter>, out: &mut Vec<TokenTree>) {
        match token {
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                out.extend([TokenTree::Punct(sign)]);
                out.extend(attribute(rest));
            }
            TokenTree::Group(group) => out.extend([TokenTree::Group(self.group(&group))]),
            TokenTree::Literal(literal) => out.extend([self.literal(literal)]),
            TokenTree::Ident(word) if word == self.base.plural() => {
                let forms = rest.next_if(|next| matches!(next, TokenTree::Group(_)));
                match forms {
                    Some(TokenTree::Group(group)) => match self.plural(&group) {
                        Some(said) => {
                            drop_path(out);
                            out.extend(said);
                        }
                        None => {
                            let group = self.group(&group);
                            out.extend([TokenTree::Ident(word), TokenTree::Group(group)]);
                        }
                    },
                    _ => out.extend([TokenTree::Ident(word)]),
                }
            }
            other => out.extend([other]),
        }
    }

    fn group(&mut self, group: &Group) -> Group {
        let mut out = Vec::new();
        let mut inner = group.stream().into_iter().peekable();
        while let Some(token) = inner.next() {
            self.token(token, &mut inner, &mut out);
        }
        Group::new(group.delimiter(), out.into_iter().collect())
    }

    fn literal(&mut self, literal: Literal) -> TokenTree {
        let text = string(&literal);
        let said = match (&mut self.speak, text) {
            (Speak::Translate(tongue), Some(text)) => tongue.texts.text(&self.section, &text),
            (Speak::Collect(texts), Some(key)) if speaks(&key) => {
                texts.insert(Text {
                    section: self.section.clone(),
                    key,
                    is_plural: false,
                });
                None
            }
            _ => None,
        };
        TokenTree::Literal(said.map_or(literal, Literal::string))
    }

    /// `english(count, "answer", "answers")`; `None` where it stays.
    fn plural(&mut self, group: &Group) -> Option<TokenStream> {
        let (count, forms) = arguments(group);
        if forms.is_empty() {
            return None;
        }
        let key = forms.join("|");
        let tongue = match &mut self.speak {
            Speak::Translate(tongue) => tongue,
            Speak::Collect(texts) => {
                texts.insert(Text {
                    section: self.section.clone(),
                    key,
                    is_plural: true,
                });
                // The forms by themselves are no texts.
                return Some(TokenStream::new());
            }
        };
        let said = tongue.texts.forms(&self.section, &key)?;
        let last = said.len().saturating_sub(1);
        let arms = said.iter().enumerate().map(|(at, form)| match at == last {
            true => format!("_ => {form:?},"),
            false => format!("{at} => {form:?},"),
        });
        let arms: String = arms.collect();
        let of = if self.is_inner { "super::" } else { "" };
        tokens(&format!("(match {of}category({count}) {{ {arms} }})")).ok()
    }
}

/// Takes away `plural::`, which led to what is replaced.
fn drop_path(out: &mut Vec<TokenTree>) {
    let is_colon =
        |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ':');
    while let [.., TokenTree::Ident(_), first, second] = out.as_slice()
        && is_colon(first)
        && is_colon(second)
    {
        out.truncate(out.len() - 3);
    }
}

/// The first argument and the strings behind it; none where they are not all strings.
fn arguments(group: &Group) -> (TokenStream, Vec<String>) {
    let mut parts = vec![TokenStream::new()];
    for token in group.stream() {
        match &token {
            TokenTree::Punct(sign) if sign.as_char() == ',' => parts.push(TokenStream::new()),
            _ => parts
                .last_mut()
                .into_iter()
                .for_each(|part| part.extend([token.clone()])),
        }
    }
    let mut parts = parts.into_iter().filter(|part| !part.is_empty());
    let count = parts.next().unwrap_or_default();
    let forms: Option<Vec<_>> = parts
        .map(|part| match part.into_iter().next()? {
            TokenTree::Literal(literal) => string(&literal),
            _ => None,
        })
        .collect();
    (count, forms.unwrap_or_default())
}

/// What follows the `#` of an attribute.
fn attribute(rest: &mut Peekable<IntoIter>) -> Vec<TokenTree> {
    let is_sign =
        |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == '!');
    let sign = rest.next_if(is_sign);
    let group = rest.next_if(|token| matches!(token, TokenTree::Group(_)));
    sign.into_iter().chain(group).collect()
}

fn string(literal: &Literal) -> Option<String> {
    let literal: syn::LitStr = syn::parse_str(&literal.to_string()).ok()?;
    Some(literal.value())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Plural, Texts};

    const INTERFACE: &str = r#"
        [home]
        "Ask us" = "Сұраңыз"
        "{count} {}" = "{0}: {count}"
        "answer|answers" = { one = "жауап", other = "жауаптар" }
    "#;

    /// What becomes of a file in English with this code.
    fn said(code: &str) -> String {
        let plural = Plural::of(Base::En);
        let tongue = Tongue {
            tag: "kk".into(),
            name: "Қазақша".into(),
            base: Base::En,
            is_rtl: false,
            locale: "kk-KZ".into(),
            texts: Texts::parse(INTERFACE, &plural).unwrap(),
            plural,
        };
        let mut walk = Walk {
            folder: PathBuf::new(),
            base: Base::En,
            speak: Speak::Translate(&tongue),
            sources: Vec::new(),
            section: String::new(),
            is_inner: true,
        };
        let said = walk.items(tokens(code).unwrap()).unwrap().to_string();
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn texts_change_and_code_stays() {
        let code = r#"const HOME: Home = Home { ask: "Ask us", other: "Not translated" };"#;
        assert_eq!(
            said(code),
            r#"const HOME : Home = Home { ask : "Сұраңыз" , other : "Not translated" } ;"#
        );
        // Another section has no such text.
        assert!(said(r#"const FAQ: Faq = Faq { ask: "Ask us" };"#).contains("Ask us"));
    }

    #[test]
    fn a_form_is_chosen_by_the_rule_of_the_language() {
        let code = r#"const HOME: fn(usize) -> String = |count| format!("{count} {}", plural::english(count, "answer", "answers"));"#;
        let said = said(code);
        assert!(
            said.contains(r#"format ! ("{0}: {count}" , (match super :: category (count)"#),
            "{said}"
        );
        assert!(said.contains(r#"0 => "жауап" , _ => "жауаптар""#), "{said}");
    }

    #[test]
    fn forms_that_are_not_texts_stay_with_the_base() {
        let code = r#"fn home() { english(count, one, other) }"#;
        assert!(said(code).contains("english (count , one , other)"));
    }
}
