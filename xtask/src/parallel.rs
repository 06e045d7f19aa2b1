//! Work spread over the machine's cores.

use std::sync::Mutex;
use std::thread;

use anyhow::{Result, bail};

/// Does `work` for every item, several at a time, the last items first.
///
/// # Errors
/// The first that `work` returned; the other cores finish what they have in hand.
pub fn each<T: Send>(items: Vec<T>, work: impl Fn(T) -> Result<()> + Sync) -> Result<()> {
    let queue = Mutex::new(items);
    let next = || queue.lock().ok().and_then(|mut items| items.pop());
    let drain = || -> Result<()> {
        while let Some(item) = next() {
            work(item)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(drain)).collect();
        for worker in workers {
            match worker.join() {
                Ok(result) => result?,
                Err(_) => bail!("a thread panicked"),
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[test]
    fn every_item_is_worked_on_once() {
        let sum = AtomicU32::new(0);
        each((1..=100).collect(), |n| {
            sum.fetch_add(n, Ordering::Relaxed);
            Ok(())
        })
        .unwrap();
        assert_eq!(sum.into_inner(), 5050);
    }

    #[test]
    fn an_error_is_handed_back() {
        let error = each(vec![1, 2, 3], |n| {
            anyhow::ensure!(n != 2, "two");
            Ok(())
        });
        assert_eq!(error.unwrap_err().to_string(), "two");
    }
}
