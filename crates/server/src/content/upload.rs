//! Upload profiles: `uploads.toml`.

use std::path::Path;

use opora_contract::upload::{FileType, UploadProfile};
use serde::Deserialize;

use super::{mistake::Report, source::Source};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    profile: Vec<UploadProfile>,
}

pub fn load(root: &Path, report: &mut Report) -> Option<Vec<UploadProfile>> {
    let source = Source::read(root, "uploads.toml", report)?;
    let profiles = source.toml::<File>(report)?.profile;
    for (at, profile) in profiles.iter().enumerate() {
        let name = &profile.name;
        let line = source.line_of(&format!("\"{name}\""));
        let mut mistake = |message: String| report.add(&source.path, line, message);
        if profiles.iter().take(at).any(|other| other.name == *name) {
            mistake(format!("profile `{name}` is there twice"));
        }
        if profile.types.is_empty() || profile.types.contains(&FileType::Unknown) {
            mistake(format!(
                "profile `{name}` must name types among pdf, jpg and png"
            ));
        }
        if profile.max_files == 0 || profile.max_bytes == 0 {
            mistake(format!("profile `{name}` takes no file"));
        }
    }
    Some(profiles)
}
