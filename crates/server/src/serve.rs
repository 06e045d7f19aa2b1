//! Runs the server: listens, says where, sweeps and sends letters in the background, finishes what it does before it
//! stops.

use std::{io::Write, net::SocketAddr, sync::Arc, time::Duration};

use anyhow::Context;
use tokio::{net::TcpListener, signal, task::JoinHandle, time};

use crate::{
    clock::SystemClock, config::Config, content::Content, demo, log, mail, metric,
    publication::Publication, router::router, state::App, sweep::sweep, view,
};

/// Between two sweeps of what has expired.
const SWEEP: Duration = Duration::from_secs(600);
const UPKEEP: Duration = Duration::from_secs(5);
/// Between two writings of what was counted.
const COUNTING: Duration = Duration::from_secs(10);
/// How long calls under way may take once a stop is asked for.
const GRACE: Duration = Duration::from_secs(20);

/// Serves until SIGTERM or SIGINT.
///
/// # Errors
/// When the database, the folders or the address cannot be had.
pub async fn serve(config: Config, content: Content) -> anyhow::Result<()> {
    log::start();
    metric::start();
    let listen = config.listen;
    let publication = Arc::new(Publication::new(content));
    let app = App::open(config, publication, Arc::new(SystemClock)).await?;
    if app.config().demo {
        let rows = demo::fill(&app).await?;
        demo::say(&rows, &mut std::io::stdout().lock())?;
    }
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("listening on {listen}"))?;
    announce(listener.local_addr()?)?;
    let background = [
        tokio::spawn(tend(app.clone())),
        tokio::spawn(measure()),
        tokio::spawn(count(app.clone())),
    ];
    let post = tokio::spawn(mail::keep_delivering(app.clone()));
    let service = router(&app).into_make_service_with_connect_info::<SocketAddr>();
    let (stop, mut stopping) = tokio::sync::watch::channel(false);
    let live = app.live().clone();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        asked_to_stop().await;
        tracing::info!("stopping");
        // They would never end by themselves.
        live.close();
        stop.send_replace(true);
    });
    let overtime = async {
        // An error means that the server is gone already.
        stopping.wait_for(|stopping| *stopping).await.ok();
        time::sleep(GRACE).await;
    };
    tokio::select! {
        result = server.into_future() => result?,
        () = overtime => tracing::warn!("calls were still under way when the time was up"),
    }
    background.iter().for_each(JoinHandle::abort);
    // A letter under way may have been taken already: it would come twice.
    app.post().stop();
    if time::timeout(GRACE, post).await.is_err() {
        tracing::warn!("a letter was still under way when the time was up");
    }
    if let Err(error) = view::keep(&app).await {
        tracing::warn!(%error, "the last views were not written");
    }
    app.store().close().await;
    Ok(())
}

/// The line that scripts and tests wait for.
fn announce(address: SocketAddr) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "listening on http://{address}")?;
    out.flush()
}

/// Keeps the house: what has expired goes, idle limits are forgotten.
async fn tend(app: App) {
    let mut sweeping = time::interval(SWEEP);
    loop {
        sweeping.tick().await;
        app.limits().forget_idle();
        if let Err(error) = sweep(&app).await {
            tracing::error!(cause = format!("{error:?}"), "the sweep failed");
        }
    }
}

/// Puts latencies into their buckets, however long a sweep takes: they would pile up.
async fn measure() {
    let mut upkeep = time::interval(UPKEEP);
    loop {
        upkeep.tick().await;
        metric::upkeep();
    }
}

/// Writes how often answers and guides were read.
async fn count(app: App) {
    let mut counting = time::interval(COUNTING);
    loop {
        counting.tick().await;
        if let Err(error) = view::keep(&app).await {
            tracing::warn!(%error, "views were not written");
        }
    }
}

async fn asked_to_stop() {
    let interrupt = async {
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
