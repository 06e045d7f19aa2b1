use super::*;
use crate::{
    guide::{Audience, Check, Difficulty, Frame, Part, PartKind, Picture, Practice, Refusal},
    home::Link,
    timestamp::Day,
};

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn step(id: &str, confirmation: Confirmation, next: Option<&str>) -> Step {
    Step {
        id: slug(id),
        title: id.to_owned(),
        blocks: Vec::new(),
        picture: Picture {
            alt: String::new(),
            frame: Frame::Browser,
            title: String::new(),
            rows: vec![vec![Part {
                kind: PartKind::Button,
                text: "OK".into(),
                value: String::new(),
                target: true,
            }]],
        },
        confirmation,
        next: next.map(slug),
        action: None,
        help: Vec::new(),
    }
}

fn done() -> Confirmation {
    Confirmation::Done {
        label: String::new(),
        items: Vec::new(),
    }
}

fn branch(value: &str, next: Option<&str>) -> Branch {
    Branch {
        value: slug(value),
        label: value.to_owned(),
        hint: String::new(),
        next: next.map(slug),
    }
}

/// open → which → (phone → code | letter) → password → end; `which=none` ends at once.
fn guide() -> Guide {
    let which = Confirmation::Choice {
        question: String::new(),
        options: vec![
            branch("phone", Some("phone")),
            branch("email", Some("letter")),
            branch("none", None),
        ],
    };
    let practice = Confirmation::Practice {
        rule: Practice::Password,
        label: String::new(),
        hint: String::new(),
        profile: None,
    };
    Guide {
        guide: slug("reset"),
        title: String::new(),
        summary: String::new(),
        topic: slug("account"),
        topic_title: String::new(),
        version: "v1".into(),
        minutes: 10,
        difficulty: Difficulty::Easy,
        audience: Audience::Everyone,
        sensitive: false,
        checked: Day::parse("2026-11-22").unwrap(),
        needs: Vec::new(),
        intro: Vec::new(),
        steps: vec![
            step(
                "open",
                Confirmation::Check(Check::Connection),
                Some("which"),
            ),
            step("which", which, None),
            step("phone", done(), Some("code")),
            step("code", done(), Some("password")),
            step("letter", done(), Some("password")),
            step("password", practice, None),
        ],
        finish: Vec::new(),
        answers: Vec::new(),
        guides: Vec::new(),
        form: Link {
            title: String::new(),
            href: "/requests/new/feedback".into(),
            icon: String::new(),
        },
    }
}

fn shown(progress: &Progress) -> Vec<(String, State)> {
    let guide = guide();
    let trail = Trail::new(&guide, progress);
    let stops = trail.stops().iter();
    stops
        .map(|stop| (stop.step.id.to_string(), stop.state))
        .collect()
}

fn chosen(value: &str) -> Proof {
    Proof::Chosen(slug(value))
}

#[test]
fn the_longest_way_is_promised_and_only_the_first_step_is_open() {
    let names = ["open", "which", "phone", "code", "password"];
    let states = [
        State::Open,
        State::Locked,
        State::Locked,
        State::Locked,
        State::Locked,
    ];
    let expected: Vec<_> = names.map(String::from).into_iter().zip(states).collect();
    assert_eq!(shown(&Progress::default()), expected);
    assert_eq!(guide().length(), 5);
}

#[test]
fn a_step_opens_only_after_the_one_before() {
    let (guide, mut progress) = (guide(), Progress::default());
    let confirmed = progress.confirm(&guide, &slug("which"), chosen("phone"));
    assert_eq!(confirmed, Err(Refusal::Locked));
    let confirmed = progress.confirm(&guide, &slug("open"), chosen("phone"));
    assert_eq!(confirmed, Err(Refusal::Mismatch));
    assert_eq!(progress.confirm(&guide, &slug("open"), Proof::Done), Ok(()));
    let confirmed = progress.confirm(&guide, &slug("which"), chosen("fax"));
    assert_eq!(confirmed, Err(Refusal::Mismatch));
    assert_eq!(
        progress.confirm(&guide, &slug("which"), chosen("email")),
        Ok(())
    );
    assert_eq!(
        progress.confirm(&guide, &slug("phone"), Proof::Done),
        Err(Refusal::Locked),
        "another branch"
    );
    assert_eq!(
        progress.confirm(&guide, &slug("letter"), Proof::Done),
        Ok(())
    );
    assert_eq!(
        progress.confirm(&guide, &slug("letter"), Proof::Skipped),
        Err(Refusal::Mismatch),
        "only a check may be passed over"
    );
    assert!(!Trail::new(&guide, &progress).is_finished());
    assert_eq!(
        progress.confirm(&guide, &slug("password"), Proof::Done),
        Ok(())
    );
    assert!(Trail::new(&guide, &progress).is_finished());
}

#[test]
fn changing_an_answer_keeps_the_other_branch() {
    let (guide, mut progress) = (guide(), Progress::parse("v1;open;which=phone;phone;code"));
    progress
        .confirm(&guide, &slug("which"), chosen("email"))
        .unwrap();
    assert_eq!(shown(&progress)[2], ("letter".to_owned(), State::Open));
    progress
        .confirm(&guide, &slug("which"), chosen("phone"))
        .unwrap();
    assert_eq!(shown(&progress)[4], ("password".to_owned(), State::Open));
    progress
        .confirm(&guide, &slug("which"), chosen("none"))
        .unwrap();
    assert!(Trail::new(&guide, &progress).is_finished());
}

#[test]
fn links_land_on_the_first_open_step() {
    let (guide, progress) = (guide(), Progress::parse("v1;open"));
    let trail = Trail::new(&guide, &progress);
    let land = |number| {
        let Landing { at, refused } = trail.land(number);
        (at, refused)
    };
    assert_eq!(land(None), (1, false));
    assert_eq!(land(Some(1)), (0, false));
    assert_eq!(land(Some(0)), (0, false));
    assert_eq!(land(Some(4)), (1, true));
    assert_eq!(land(Some(6)), (1, false), "no such step");
    assert_eq!(land(Some(usize::MAX)), (1, false));
    let finished = Progress::parse("v1;open;which=none");
    assert_eq!(
        Trail::new(&guide, &finished).land(Some(9)),
        Landing {
            at: 2,
            refused: false
        }
    );
}

#[test]
fn text_form_survives_damage() {
    let progress = Progress::parse("v1;open!;which=phone;phone?");
    assert_eq!(progress.to_string(), "v1;open!;which=phone;phone?");
    assert_eq!(Progress::parse(&progress.to_string()), progress);
    let damaged = Progress::parse("<b>;open;;=;which=;Ж;a=b=c;phone?;!;?");
    assert_eq!(damaged.to_string(), ";open;phone?");
    assert_eq!(Progress::parse(""), Progress::default());
}

#[test]
fn a_changed_guide_keeps_what_it_still_asks() {
    let (guide, mut progress) = (
        guide(),
        Progress::parse("v0;open;gone;which=fax;phone=x;code?;was?"),
    );
    assert!(progress.adopt(&guide));
    assert_eq!(progress.to_string(), "v1;open;code?");
    assert!(!progress.adopt(&guide));
    assert!(!Progress::default().adopt(&guide), "nothing was begun");
}

#[test]
fn a_link_is_added_to_and_wins() {
    let mut ours = Progress::parse("v1;open;which=email");
    ours.merge(&Progress::parse("v1;open!;which=phone;phone;code?;open?"));
    assert_eq!(ours.to_string(), "v1;open;phone;which=email;code?");
}

#[test]
fn troubles_show_until_the_step_is_confirmed() {
    let (guide, mut progress) = (guide(), Progress::default());
    progress.trouble(&slug("open"));
    assert_eq!(shown(&progress)[0].1, State::Problem);
    progress
        .confirm(&guide, &slug("open"), Proof::Skipped)
        .unwrap();
    assert_eq!(shown(&progress)[0].1, State::Problem);
    progress
        .confirm(&guide, &slug("open"), Proof::Done)
        .unwrap();
    assert_eq!(shown(&progress)[0].1, State::Done);
}

#[test]
fn circles_of_a_foreign_server_end() {
    let mut guide = guide();
    guide.steps[3].next = Some(slug("open"));
    let progress = Progress::parse("v1;open;which=phone;phone;code");
    assert!(Trail::new(&guide, &progress).is_finished());
    guide.steps.clear();
    assert!(Trail::new(&guide, &progress).is_finished());
}

#[test]
fn time_left_shrinks_with_every_step() {
    let guide = guide();
    let left = |text| Trail::new(&guide, &Progress::parse(text)).minutes_left(guide.minutes);
    assert_eq!(left(""), 10);
    assert_eq!(left("v1;open"), 8);
    assert_eq!(left("v1;open;which=email"), 5, "a shorter branch");
    assert_eq!(left("v1;open;which=none"), 0);
}
