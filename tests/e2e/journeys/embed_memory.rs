//! A page that stays open for a day: help comes and goes three hundred times and leaves nothing behind.

use anyhow::ensure;
use opora_e2e::{Outcome, Weight, journey};

use crate::embed::{HELP, RIGHTS};

/// How often help comes and goes before memory is looked at for the first time, and between the looks.
const BEFORE: usize = 20;
const TIMES: usize = 300;

/// Opens and closes the help so many times.
const OPEN: &str = "
const done = arguments[arguments.length - 1];
const help = document.querySelector('opora-help');
const step = (left) => {
  if (!left) return done(document.querySelectorAll('link').length);
  help.open();
  requestAnimationFrame(() => { help.close(); requestAnimationFrame(() => step(left - 1)); });
};
step(COUNT);
";

/// Puts a help into the page and takes it out again, in each mode in turn; one that is opened has a frame.
const COME: &str = "
const done = arguments[arguments.length - 1];
const step = (left) => {
  if (!left) return done(document.querySelectorAll('link').length);
  const help = document.createElement('opora-help');
  help.setAttribute('mode', ['drawer', 'dialog', 'drawer'][left % 3]);
  document.querySelector('main').append(help);
  if (left % FRAMES === 0) help.open('/about/privacy');
  const gone = () => { help.remove(); requestAnimationFrame(() => step(left - 1)); };
  if (left % FRAMES === 0) setTimeout(gone, 200); else requestAnimationFrame(gone);
};
step(COUNT);
";

#[test]
fn three_hundred_openings_and_closings_leave_memory_as_it_was() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/index.html").await?;
        citizen.asks_for_help(HELP).await?;
        citizen.looks_into(HELP).await?;
        citizen.looks_out().await?;
        // What a portal is told is kept by its page.
        citizen
            .probes::<()>("told.push = () => 0; document.querySelector('#log').remove()")
            .await?;
        let times = |script: &str, count: usize| {
            script
                .replace("COUNT", &count.to_string())
                .replace("FRAMES", "10")
        };
        for script in [OPEN, COME] {
            citizen.probes_later::<u32>(&times(script, BEFORE)).await?;
            let before = citizen.weighs_memory().await?;
            citizen.probes_later::<u32>(&times(script, TIMES)).await?;
            let after = citizen.weighs_memory().await?;
            is_flat(before, after)?;
        }
        Ok(())
    })
}

fn is_flat(before: Weight, after: Weight) -> anyhow::Result<()> {
    // Nothing that grows with each time: fewer than one in ten would have stayed.
    let few = TIMES / 10;
    ensure!(
        after.documents <= before.documents
            && after.nodes <= before.nodes + few
            && after.listeners <= before.listeners + few
            && after.heap <= before.heap + 100 * TIMES,
        "before {before:?}, after {after:?}"
    );
    Ok(())
}
