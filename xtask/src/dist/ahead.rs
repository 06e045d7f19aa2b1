//! What is fetched beside the app at the address of a page: the page whole, what it asks the API first, and what it loads
//! once it is drawn.

use super::whole::{Whole, Wholes};

/// A page that comes whole at its address. One that is not among [`PAGES`] only opens later.
struct Ahead {
    /// The stem of its chunk.
    page: &'static str,
    /// Its paths, as a regular expression of JavaScript: what [`opora_contract::page`] and `src/app.rs` say.
    path: &'static str,
    /// What it asks the API first, `$1` the first group of its path; empty without.
    api: &'static str,
    /// Stems of the lazy functions that it calls by itself soon after, as they are called together. Each row comes as one
    /// module, too, when the first of it is called.
    then: &'static [&'static [&'static str]],
}

const PAGES: [Ahead; 9] = [
    Ahead::new("faq-page", "^/faq(/[^/]+)?$", ""),
    Ahead::new("question-page", "^/faq/([^/]+)/([^/]+)$", "/faq/$1/$2"),
    Ahead::new("guides-page", "^/guides$", "/guides"),
    Ahead {
        page: "guide-page",
        path: "^/guides/([^/]+)$",
        api: "/guides/$1",
        then: &[&["extras"]],
    },
    Ahead::new("reach-page", "^/(contacts|requests/new)$", ""),
    Ahead {
        page: "form-page",
        path: "^/requests/new/([^/]+)$",
        api: "/forms/$1",
        then: &[
            &["parts", "files-field", "refused-files"],
            &["engine"],
            &["submit", "watch", "requests-page"],
        ],
    },
    Ahead::new("requests-page", "^/requests$", ""),
    Ahead::new("request-page", "^/requests/(?!new)[^/]+$", ""),
    Ahead::new("search-page", "^/search$", ""),
];

impl Ahead {
    const fn new(page: &'static str, path: &'static str, api: &'static str) -> Self {
        Self {
            page,
            path,
            api,
            then: &[],
        }
    }

    /// The name of the module of a row of [`Self::then`].
    fn then_name(&self, row: usize) -> String {
        format!("{}-then-{row}", self.page)
    }
}

/// The modules to be merged.
pub fn wholes() -> Vec<Whole> {
    let mut wholes = Vec::new();
    for page in &PAGES {
        wholes.push(Whole {
            name: page.page.to_owned(),
            of: vec![page.page],
            beyond: Vec::new(),
        });
        let mut beyond = vec![page.page];
        for (row, then) in page.then.iter().enumerate() {
            wholes.push(Whole {
                name: page.then_name(row),
                of: then.to_vec(),
                beyond: beyond.clone(),
            });
            beyond.extend(*then);
        }
    }
    wholes
}

/// A call of the loader that loads a lazy function: its file, and the chunks that it needs as digits.
#[derive(Debug, PartialEq, Eq)]
pub struct Load {
    pub file: String,
    pub bits: String,
}

impl Load {
    fn is_of(&self, stem: &str) -> bool {
        let rest = self.file.strip_prefix(stem);
        // The hash of the content has no hyphen.
        rest.and_then(|rest| rest.strip_prefix('-'))
            .is_some_and(|hash| !hash.contains('-'))
    }

    /// The places of all its chunks, as the loader writes them.
    fn places(&self) -> String {
        let Self { file, bits } = self;
        format!("chunk(\"./{file}\"), ...chosen(places, \"{bits}\")")
    }
}

/// The lines of the loader that begin to fetch a page at its address.
pub fn lines(loads: &[Load], wholes: &Wholes) -> String {
    PAGES
        .iter()
        .filter_map(|page| line(page, loads, wholes))
        .collect()
}

fn line(page: &Ahead, loads: &[Load], wholes: &Wholes) -> Option<String> {
    let find = |stem: &str| loads.iter().find(|load| load.is_of(stem));
    let (path, api, whole) = (page.path, page.api, wholes.get(page.page)?);
    let places = find(page.page)?.places();
    let then = page.then.iter().enumerate().filter_map(|(row, stems)| {
        let file = wholes.get(&page.then_name(row))?;
        let loads = stems.iter().filter_map(|stem| find(stem));
        let places: Vec<_> = loads.map(Load::places).collect();
        Some(format!(", [\"./{file}\", {}]", places.join(", ")))
    });
    let then: String = then.collect();
    Some(format!(
        "ahead(\"{path}\", \"./{whole}\", [{places}], \"{api}\"{then});\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(file: &str, bits: &str) -> Load {
        let (file, bits) = (file.to_owned(), bits.to_owned());
        Load { file, bits }
    }

    fn wholes(files: &[(&str, &str)]) -> Wholes {
        let own = files.iter();
        own.map(|(name, file)| ((*name).to_owned(), (*file).to_owned()))
            .collect()
    }

    #[test]
    fn a_page_begins_to_load_at_its_address() {
        let loads = [load("request-page-1a2b.wasm", "g")];
        let wholes = wholes(&[("request-page", "request-page-whole-3c.wasm")]);
        assert_eq!(
            lines(&loads, &wholes),
            "ahead(\"^/requests/(?!new)[^/]+$\", \"./request-page-whole-3c.wasm\", [chunk(\"./request-page-1a2b.wasm\"), \
             ...chosen(places, \"g\")], \"\");\n"
        );
        // What is no page, or another one.
        let others = [
            load("engine-1a2b.wasm", "g"),
            load("request-page-more-1a2b.wasm", "g"),
        ];
        assert_eq!(lines(&others, &wholes), "");
    }

    #[test]
    fn what_a_page_loads_by_itself_comes_in_one_module_too() {
        let loads = [load("guide-page-1a.wasm", "g"), load("extras-2b.wasm", "A")];
        let wholes = wholes(&[
            ("guide-page", "guide-page-whole-3c.wasm"),
            ("guide-page-then-0", "guide-page-then-0-whole-4d.wasm"),
        ]);
        let line = lines(&loads, &wholes);
        let then = ", \"/guides/$1\", [\"./guide-page-then-0-whole-4d.wasm\", chunk(\"./extras-2b.wasm\"), ...chosen(places, \"A\")]);\n";
        assert!(line.ends_with(then), "{line}");
    }

    #[test]
    fn a_follow_up_leaves_out_what_has_come_before() {
        let wholes = super::wholes();
        let form: Vec<_> = wholes
            .iter()
            .filter(|whole| whole.name.starts_with("form-page"))
            .collect();
        for (at, whole) in form.iter().enumerate() {
            let before: Vec<_> = form.iter().take(at).flat_map(|whole| &whole.of).collect();
            assert_eq!(whole.beyond.iter().collect::<Vec<_>>(), before);
        }
        assert!(form.len() > 1);
    }
}
