//! The loader between a page and its frame: nothing that is said is lost, nothing is heard from where nobody is any more, and
//! a token reaches nobody whom it was not asked for.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Outcome, journey, until};

use crate::embed::{HELP, RIGHTS};

/// As soon as a page in the frame says hello, the help is taken out; what that page had on its way comes all the same.
const TAKEN_OUT: &str = "
const ports = [];
window.MessageChannel = class extends MessageChannel {
  constructor() {
    super();
    ports.push(this.port1);
  }
};
const help = document.querySelector('opora-help');
window.late = 0;
help.open();
addEventListener('message', () => {
  help.remove();
  for (const port of ports) for (const data of [{ type: 'ready', version: 1 }, { type: 'resize', height: 700 }, { type: 'close' }]) {
    port.dispatchEvent(new MessageEvent('message', { data }));
    window.late++;
  }
});
";

#[test]
fn help_that_was_taken_out_hears_nothing_any_more() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/index.html").await?;
        citizen.part(HELP, "button").await?;
        citizen.probes::<()>(TAKEN_OUT).await?;
        until("messages of the help that is gone", async || {
            let late: u32 = citizen.probes("return late").await?;
            Ok((late == 3).then_some(()))
        })
        .await?;
        // What went wrong would be in the console, too.
        let told = citizen.told().await?;
        ensure!(told.is_empty(), "the portal was told {told:?}");

        // It can come again.
        citizen
            .probes::<()>(
                "document.querySelector('main').append(document.createElement('opora-help'))",
            )
            .await?;
        citizen.asks_for_help(HELP).await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Чем помочь?").await
    })
}

/// Does something when the next page in the frame says hello, before the loader hears of it: the page before it is gone then,
/// and the loader does not know.
async fn amid_a_reload(citizen: &Citizen, work: &str) -> Result<()> {
    let script =
        format!("addEventListener('message', () => {{ {work} }}, {{ capture: true, once: true }})");
    citizen.probes::<()>(&script).await?;
    citizen.looks_into(HELP).await?;
    citizen.probes::<()>("location.reload()").await?;
    citizen.looks_out().await
}

#[test]
fn what_is_said_while_the_frame_is_loaded_again_reaches_the_new_page() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/index.html").await?;
        citizen.asks_for_help(HELP).await?;
        citizen.tells("route").await?;
        amid_a_reload(
            &citizen,
            "Opora('open', '/contacts'); Opora('language', 'en')",
        )
        .await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Contact an operator").await?;
        // Where the visitor goes themselves, they are after another reload.
        citizen.follows("Settings").await?;
        citizen.sees_page("Settings").await?;
        citizen.looks_out().await?;
        amid_a_reload(&citizen, "").await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Settings").await?;
        citizen.looks_out().await?;

        amid_a_reload(&citizen, "Opora('logout')").await?;
        citizen.tells("logged-out").await?;
        // The frame goes with the help that is moved; what is to be wiped is wiped all the same.
        citizen
            .probes::<()>("told.length = 0; Opora('logout'); document.querySelector('main').prepend(document.querySelector('opora-help'))")
            .await?;
        citizen.tells("logged-out").await.map(drop)
    })
}

/// A token that comes when `give` is called, and no sooner; what is handed over is kept.
const SLOW: &str = "
window.asked = [];
window.handed = [];
const { postMessage } = MessagePort.prototype;
MessagePort.prototype.postMessage = function (message) {
  if (message.type === 'identify') handed.push(message.token);
  return postMessage.apply(this, arguments);
};
window.slow = () => new Promise((give, fail) => asked.push({ give, fail }));
";

/// Opens the help for somebody whose token takes its time.
async fn waits_for_a_token(citizen: &Citizen) -> Result<()> {
    citizen.part(HELP, "button").await?;
    citizen
        .probes::<()>(&format!("{SLOW} Opora('identify', slow)"))
        .await?;
    citizen.asks_for_help(HELP).await?;
    until("a token to be asked for", async || {
        let asked: u32 = citizen.probes("return asked.length").await?;
        Ok((asked == 1).then_some(()))
    })
    .await
}

#[test]
fn a_token_that_comes_after_its_visitor_has_gone_is_handed_to_nobody() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/index.html").await?;
        waits_for_a_token(&citizen).await?;
        citizen.probes::<()>("Opora('logout')").await?;
        citizen.tells("logged-out").await?;
        gives(&citizen, 0, "'of somebody who has gone'").await?;

        // Somebody else came while the token was on its way.
        citizen.probes::<()>("Opora('identify', slow)").await?;
        citizen
            .probes::<()>("Opora('identify', () => token())")
            .await?;
        citizen.tells("identified").await?;
        gives(&citizen, 1, "'of the one before'").await?;
        let handed: Vec<String> = citizen.probes("return handed").await?;
        ensure!(
            handed.len() == 1 && handed[0].contains('.'),
            "handed over: {handed:?}"
        );
        Ok(())
    })
}

/// The token that was asked for at last is there, and whatever waits for it has run.
async fn gives(citizen: &Citizen, at: usize, token: &str) -> Result<()> {
    let script =
        format!("asked[{at}].give({token}); setTimeout(arguments[arguments.length - 1], 0)");
    citizen.probes_later(&script).await
}

#[test]
fn a_portal_that_cannot_give_a_token_is_told() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/index.html").await?;
        waits_for_a_token(&citizen).await?;
        citizen
            .probes::<()>("asked[0].fail(new Error('no line'))")
            .await?;
        ensure!(citizen.tells("error").await?["code"] == "token");
        // One that fails at once, too; and whoever is not signed in with the portal has none.
        citizen
            .probes::<()>("told.length = 0; Opora('identify', () => null); Opora('identify', () => { throw new Error('none'); })")
            .await?;
        ensure!(citizen.tells("error").await?["code"] == "token");
        let errors = citizen.told().await?;
        let errors = errors.iter().filter(|one| one.name == "error").count();
        ensure!(errors == 1, "the portal was told {errors} times");
        // The next page in the frame asks again.
        citizen.probes::<()>("Opora('identify', slow)").await?;
        amid_a_reload(&citizen, "").await?;
        until("another token to be asked for", async || {
            let asked: u32 = citizen.probes("return asked.length").await?;
            Ok((asked == 3).then_some(()))
        })
        .await?;
        citizen.probes::<()>("token().then(asked[2].give)").await?;
        citizen.tells("identified").await.map(drop)
    })
}
