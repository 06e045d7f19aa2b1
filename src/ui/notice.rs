//! A message that stands out: what happened, what was kept, what to do now.

use leptos::prelude::*;

use super::icon::icon;

/// How serious a message is. Always said by an icon and words too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Neutral,
    Positive,
    Attention,
    Danger,
}

impl Tone {
    const fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Positive => "positive",
            Self::Attention => "attention",
            Self::Danger => "danger",
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::Neutral => "info",
            Self::Positive => "check",
            Self::Attention | Self::Danger => "alert",
        }
    }
}

/// A block of one message and what can be done about it.
#[component]
pub fn Notice(
    tone: Tone,
    #[prop(into)] title: String,
    #[prop(into, optional)] detail: String,
    /// Read out at once; for what follows an action of the visitor.
    #[prop(optional)]
    alert: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let detail = (!detail.is_empty()).then(|| view! { <p>{detail}</p> });
    view! {
        <div class="notice" data-tone=tone.name() role=alert.then_some("alert")>
            {icon(tone.icon())}
            <div class="notice__text">
                <p class="notice__title">{title}</p>
                {detail}
                {children.map(|children| children())}
            </div>
        </div>
    }
    .into_any()
}
