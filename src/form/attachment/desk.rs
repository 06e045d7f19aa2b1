//! What a person does with the files of a form while its page is open.

mod uploading;

pub(super) use self::uploading::end;

use leptos::prelude::*;
use opora_contract::{
    form::Field,
    upload::{FileType, Nature, UploadProfile},
    violation::Violation,
};

use super::{judge, keep_content, picture, upload};
use crate::{
    api::Client,
    browser::{
        database::{self, Store},
        file::LocalFile,
        image, live, random,
    },
    form::state::{FileState, FormState, Upload},
    i18n::Texts,
};

/// Most refused files in sight.
const REFUSED_MAX: usize = 10;
/// A file that was not taken. It stays in sight until the person has dealt with it, and only while the page is open.
#[derive(Clone)]
pub struct Refusal {
    pub id: String,
    pub file: LocalFile,
    pub trouble: Trouble,
    /// Whether something can be done about it here, once the assistant has looked.
    pub is_mendable: RwSignal<bool>,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing can be read: a folder, or a file that has been moved away.
    Unreadable,
    Against(Violation),
}

/// The files of one form. Copies share it; it ends with its page.
#[derive(Clone, Copy)]
pub struct Desk {
    pub state: FormState,
    pub refused: RwSignal<Vec<Refusal>, LocalStorage>,
    /// What else there is to say of files: their ids, and words.
    pub notes: RwSignal<Vec<(String, String)>>,
    means: StoredValue<Means>,
}

/// What taking a file needs.
#[derive(Clone)]
pub struct Means {
    pub client: Client,
    pub profile: UploadProfile,
    /// Name of the field.
    field: String,
}

impl Desk {
    /// `None` for a field that takes no files.
    pub fn open(state: FormState, client: Client, field: &Field) -> Option<Self> {
        let profile = field.profile.clone()?;
        Some(Self {
            state,
            refused: RwSignal::new_local(Vec::new()),
            notes: RwSignal::new(Vec::new()),
            means: StoredValue::new(Means {
                client,
                profile,
                field: field.name.to_string(),
            }),
        })
    }

    /// `None` when the page is gone.
    pub(in crate::form) fn means(self) -> Option<Means> {
        self.means.try_get_value()
    }

    /// The file with this id.
    fn file(self, id: &str) -> Option<FileState> {
        let files = self.state.files.try_get_untracked()?;
        files.into_iter().find(|file| file.id == id)
    }

    /// Takes chosen files into the form. One that cannot be taken goes among the refused.
    pub async fn add(self, chosen: Vec<LocalFile>) {
        let Some(means) = self.means() else {
            return;
        };
        self.show_error(&means, None);
        // What could only be replaced has just been.
        self.refused
            .try_update(|refused| refused.retain(|refusal| refusal.is_mendable.get_untracked()));
        let mut surplus = Vec::new();
        for chosen in chosen {
            // The page may be left at any moment; then nobody waits for the rest.
            let Some(has_room) = self.has_room(&means) else {
                return;
            };
            if !has_room {
                surplus.push(chosen.name);
                continue;
            }
            match judge(&means.profile, &chosen).await {
                Ok(nature) => {
                    let name = chosen.name.clone();
                    if self.accept(&means, nature, chosen, None).await.is_none() {
                        surplus.push(name);
                    }
                }
                Err(trouble) => {
                    let refusal = Refusal {
                        id: random::uuid(),
                        file: chosen,
                        trouble,
                        is_mendable: RwSignal::new(false),
                    };
                    self.refused.try_update(|refused| refused.push(refusal));
                }
            }
        }
        self.turn_away(&means, &surplus);
    }

    /// Whether one more file can be looked at; `None` when the page is gone.
    fn has_room(self, means: &Means) -> Option<bool> {
        let present = self.state.files.try_with_untracked(Vec::len)?;
        let refused = self.refused.try_with_untracked(Vec::len)?;
        Some(present < means.profile.max_files && refused < REFUSED_MAX)
    }

    /// Says that files of these names are too many.
    pub(in crate::form) fn turn_away(self, means: &Means, names: &[String]) {
        if names.is_empty() || self.refused.is_disposed() {
            return;
        }
        let violation = Violation::TooManyFiles {
            max: means.profile.max_files,
        };
        let message = violation.message(self.state.language);
        let message = format!("{}: {message}", names.join(", "));
        live::announce(&message);
        self.show_error(means, Some(message));
    }

    fn show_error(self, means: &Means, message: Option<String>) {
        self.state.errors.try_update(|errors| match message {
            Some(message) => errors.insert(means.field.clone(), message),
            None => errors.remove(&means.field),
        });
    }

    /// Keeps a good file and begins its upload, in the place of another or behind all. `None` when there is no place any
    /// more.
    pub(in crate::form) async fn accept(
        self,
        means: &Means,
        nature: Nature,
        chosen: LocalFile,
        instead: Option<&FileState>,
    ) -> Option<FileState> {
        let (file, is_stripped) = picture::stripped(nature, chosen).await;
        let id = random::uuid();
        let description = instead.and_then(|old| old.description.try_get_untracked());
        let added = FileState {
            id: id.clone(),
            description: RwSignal::new(description.unwrap_or_default()),
            upload: RwSignal::new(Upload::Running(0)),
            file,
        };
        let placed = self.state.files.try_update(|files| {
            match instead {
                None if files.len() < means.profile.max_files => files.push(added.clone()),
                None => return false,
                Some(old) => match files.iter_mut().find(|file| file.id == old.id) {
                    Some(place) => *place = added.clone(),
                    None => return false,
                },
            }
            true
        });
        if placed != Some(true) {
            return None;
        }
        if is_stripped {
            self.note(&id, self.words().files().stripped);
        }
        self.state.save();
        leptos::task::spawn_local(self.follow(means.clone(), added.clone()));
        leptos::task::spawn_local(self.keep(added.clone()));
        Some(added)
    }

    /// Keeps the content of a file. A device that cannot can still upload it now, and a slow one lets nobody wait.
    async fn keep(self, file: FileState) {
        let kept = keep_content(&file.id, &file.file).await;
        if self.file(&file.id).is_none() && !self.state.files.is_disposed() {
            // Taken out meanwhile.
            let _deleted = database::delete(Store::Files, &file.id).await;
        } else if kept.is_err() {
            self.note(&file.id, self.words().files().unkept);
        }
    }

    fn note(self, id: &str, words: &str) {
        let note = (id.to_owned(), words.to_owned());
        self.notes.try_update(|notes| notes.push(note));
    }

    const fn words(self) -> Texts {
        Texts {
            language: self.state.language,
        }
    }

    /// Takes a file out of the form, off the device and off the server. Returns the id of the one that stands there now,
    /// or of the last.
    pub fn remove(self, id: &str) -> Option<String> {
        let means = self.means()?;
        let gone = self.file(id)?;
        let next = self.state.files.try_update(|files| {
            let at = files.iter().position(|file| file.id == id)?;
            files.remove(at);
            let next = files.get(at).or(files.last())?;
            Some(next.id.clone())
        });
        self.state.save();
        self.show_error(&means, None);
        forget(gone, means.client);
        next.flatten()
    }

    /// Moves a file one place up or down. Returns its place, from 1 on, and how many there are; `None` at the end.
    pub fn shift(self, id: &str, up: bool) -> Option<(usize, usize)> {
        let moved = self.state.files.try_update(|files| {
            let from = files.iter().position(|file| file.id == id)?;
            let to = if up { from.checked_sub(1)? } else { from + 1 };
            if to >= files.len() {
                return None;
            }
            files.swap(from, to);
            Some((to + 1, files.len()))
        });
        let moved = moved.flatten()?;
        self.state.save();
        Some(moved)
    }

    /// Takes a refused file out of sight. Returns the id of the one that stands there now, or of the last.
    pub fn dismiss(self, id: &str) -> Option<String> {
        let next = self.refused.try_update(|refused| {
            let at = refused.iter().position(|refusal| refusal.id == id)?;
            refused.remove(at);
            let next = refused.get(at).or(refused.last())?;
            Some(next.id.clone())
        });
        next.flatten()
    }

    /// Whether a file is so large that its upload may take long.
    pub fn is_slow(self, bytes: u64) -> bool {
        let warn = self.means().and_then(|means| means.profile.warn_bytes);
        warn.is_some_and(|warn| bytes > warn)
    }

    /// Whether a file of this nature can be made smaller here.
    pub fn may_shrink(self, nature: Nature) -> bool {
        let takes_jpg = |means: Means| means.profile.types.contains(&FileType::Jpg);
        matches!(nature, Nature::Jpg | Nature::Png)
            && self.means().is_some_and(takes_jpg)
            && image::is_drawn_faithfully()
    }

    /// Puts a smaller copy in the place of a picture whose upload may take long. `None` when it gets no smaller.
    pub async fn shrink(self, id: &str) -> Option<FileState> {
        let (means, file) = (self.means()?, self.file(id)?);
        let limit = means.profile.warn_bytes?;
        let jpg = picture::jpg_within(&file.file, limit).await.ok()??;
        let made = picture::made_of(&file.file, jpg.blob, "jpg");
        let taken = self.accept(&means, Nature::Jpg, made, Some(&file)).await?;
        forget(file, means.client);
        Some(taken)
    }
}

/// Ends everything about a file that is in the form no more.
fn forget(file: FileState, client: Client) {
    upload::stop(&file.id);
    leptos::task::spawn_local(async move {
        // What stays behind is found and deleted with the draft, and on the server after a day.
        let _deleted = database::delete(Store::Files, &file.id).await;
        if let Some(Upload::Done(attachment)) = file.upload.try_get_untracked() {
            let _removed = client.discard(&attachment).await;
        }
    });
}
