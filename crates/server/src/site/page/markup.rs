//! Markup of a page's first words. Every text is escaped; links come from the content, which the check has seen.

use opora_contract::{
    answer::{Block, Inline},
    form::Form,
    language::Language,
    page::Page,
};

use super::word::{Words, words};
use crate::content::{Article, Edition, Guide, Topic};

/// A page in one language.
pub struct Leaf {
    pub language: Language,
    pub title: String,
    /// In a sentence or two.
    pub lead: String,
    pub body: String,
}

/// The page in the language of an edition; `None` where the app alone knows its words.
pub fn leaf(page: &Page, edition: &Edition) -> Option<Leaf> {
    match page {
        Page::Topic(topic) => Some(of_topic(edition, edition.topic(topic)?)),
        Page::Question(topic, question) => {
            Some(of_answer(edition, edition.answer(topic, question)?))
        }
        // Above the heading of a sensitive one stands the way out, which needs the app.
        Page::Guide(guide) => {
            let found = edition.guide(guide.as_str());
            found
                .filter(|guide| !guide.sensitive)
                .map(|guide| of_guide(edition, guide))
        }
        Page::Form(name) => {
            let form = edition.forms.iter().find(|form| form.name == *name)?;
            Some(of_form(edition, form))
        }
        _ => None,
    }
}

fn of_answer(edition: &Edition, article: &Article) -> Leaf {
    let own = words(edition.language);
    let topic = edition.topic(&article.topic);
    let title = topic.map(|topic| topic.title.as_str()).unwrap_or_default();
    let trail = [
        (Page::Faq.path(), own.faq),
        (Page::Topic(article.topic.clone()).path(), title),
    ];
    let inner = format!(
        "<article class=\"answer\">{}<p class=\"answer__summary\">{}</p><div class=\"prose\">{}</div></article>",
        heading(&article.title),
        escaped(&article.summary),
        joined(&article.blocks, |piece| block(piece, &own)),
    );
    made(edition, &trail, &article.title, &article.summary, &inner)
}

fn of_topic(edition: &Edition, topic: &Topic) -> Leaf {
    let trail = [(Page::Faq.path(), words(edition.language).faq)];
    let rows = joined(&topic.answers, |article| {
        let path = Page::Question(article.topic.clone(), article.slug.clone()).path();
        format!(
            "<li><a class=\"link\" href=\"{}\"><span class=\"link__text\">{}<span class=\"link__detail\">{}</span></span></a></li>",
            escaped(&path),
            escaped(&article.title),
            escaped(&article.summary),
        )
    });
    let rows = match topic.answers.is_empty() {
        true => String::new(),
        false => format!("<ul class=\"links\" data-look=\"rows\">{rows}</ul>"),
    };
    let inner = format!("{}{}{rows}", heading(&topic.title), lead(&topic.summary));
    made(edition, &trail, &topic.title, &topic.summary, &inner)
}

fn of_guide(edition: &Edition, guide: &Guide) -> Leaf {
    let trail = [(Page::Guides.path(), words(edition.language).guides)];
    let inner = format!(
        "<div class=\"guide\">{}{}</div>",
        heading(&guide.title),
        lead(&guide.summary)
    );
    made(edition, &trail, &guide.title, &guide.summary, &inner)
}

fn of_form(edition: &Edition, form: &Form) -> Leaf {
    let trail = [(Page::NewRequest.path(), words(edition.language).write)];
    let inner = format!("{}{}", heading(&form.title), lead(&form.lead));
    made(edition, &trail, &form.title, &form.lead, &inner)
}

/// The page around what is its own, with the way back up to the first page.
fn made(edition: &Edition, trail: &[(String, &str)], title: &str, lead: &str, inner: &str) -> Leaf {
    let language = edition.language;
    let own = words(language);
    let links = joined(trail, |(href, title)| {
        format!("<li>{}</li>", link(href, title))
    });
    let body = format!(
        "<div class=\"frame page\" lang=\"{}\"><nav class=\"breadcrumb\" aria-label=\"{}\"><ol><li>{}</li>{links}</ol></nav>\
         {inner}<noscript><p>{}</p></noscript></div>",
        language.tag(),
        own.here,
        link(&Page::Home.path(), own.site),
        own.script,
    );
    Leaf {
        language,
        title: title.to_owned(),
        lead: lead.to_owned(),
        body,
    }
}

/// As `src/pages/prose.rs` draws it.
fn block(block: &Block, own: &Words) -> String {
    match block {
        Block::Paragraph(text) => format!("<p>{}</p>", inlines(text)),
        Block::Heading(text) => format!("<h2>{}</h2>", escaped(text)),
        Block::List(items) => format!("<ul>{}</ul>", list_items(items)),
        Block::Steps(items) => format!("<ol>{}</ol>", list_items(items)),
        Block::Note(text) => format!(
            "<div class=\"prose__note\" role=\"note\" aria-label=\"{}\"><p>{}</p></div>",
            own.note,
            inlines(text)
        ),
    }
}

fn list_items(items: &[Vec<Inline>]) -> String {
    joined(items, |item| format!("<li>{}</li>", inlines(item)))
}

fn inlines(text: &[Inline]) -> String {
    joined(text, |inline| match inline {
        Inline::Text(text) => escaped(text),
        Inline::Strong(text) => format!("<strong>{}</strong>", escaped(text)),
        Inline::Link { href, text } => link(href, text),
    })
}

fn heading(title: &str) -> String {
    format!("<h1 class=\"heading\">{}</h1>", escaped(title))
}

fn lead(text: &str) -> String {
    format!("<p class=\"lead\">{}</p>", escaped(text))
}

fn link(href: &str, text: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escaped(href), escaped(text))
}

fn joined<T>(all: &[T], markup: impl Fn(&T) -> String) -> String {
    all.iter().map(markup).collect()
}

/// Text as it stands in markup and in quoted attributes.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_never_becomes_markup() {
        let text = "\"><script>a && b</script>".to_owned();
        let safe = "&quot;&gt;&lt;script&gt;a &amp;&amp; b&lt;/script&gt;";
        assert_eq!(heading(&text), format!("<h1 class=\"heading\">{safe}</h1>"));
        assert_eq!(lead(&text), format!("<p class=\"lead\">{safe}</p>"));
        let inline = Inline::Link {
            href: text.clone(),
            text: text.clone(),
        };
        let inner = format!("<a href=\"{safe}\">{safe}</a><strong>{safe}</strong>{safe}");
        let inlines = vec![
            inline,
            Inline::Strong(text.clone()),
            Inline::Text(text.clone()),
        ];
        assert_eq!(
            block(&Block::Paragraph(inlines.clone()), &words(Language::Ru)),
            format!("<p>{inner}</p>")
        );
        assert_eq!(
            block(&Block::Steps(vec![inlines]), &words(Language::Ru)),
            format!("<ol><li>{inner}</li></ol>")
        );
        assert_eq!(
            block(&Block::Heading(text), &words(Language::Ru)),
            format!("<h2>{safe}</h2>")
        );
    }
}
