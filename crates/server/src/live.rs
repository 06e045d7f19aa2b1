//! Who waits for news of a request. A commit tells the hub what changed (see [`crate::store::Transaction`]), and the hub
//! tells every open stream of that request.
//!
//! In memory of one server: of what another server over the same database changes, people hear when they ask again.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use opora_contract::number::RequestNumber;
use tokio::sync::watch;

use crate::{
    error::{Error, Result},
    metric,
};

/// What a committed change came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    pub version: i32,
    /// The access key that opens the request from now on.
    pub key_version: i32,
}

/// Every open stream, by request.
pub struct Hub {
    house: Mutex<House>,
    /// Most streams of this server, and of one request.
    limit: usize,
    limit_by_request: usize,
}

#[derive(Default)]
struct House {
    rooms: HashMap<RequestNumber, Room>,
    /// Counts seats that were ever taken, so that the oldest is the smallest.
    serial: u64,
    seats: usize,
    is_closed: bool,
}

/// Those who wait for one request. There is none without a seat.
struct Room {
    news: watch::Sender<News>,
    seats: BTreeSet<u64>,
}

#[derive(Clone, Copy)]
struct News {
    changed: Changed,
    /// Seats before this one are given up.
    first: u64,
}

/// A place in the room of a request; dropped, it is free again.
pub struct Seat {
    hub: Arc<Hub>,
    number: RequestNumber,
    serial: u64,
    news: watch::Receiver<News>,
}

impl Hub {
    #[must_use]
    pub fn new(limit: usize, limit_by_request: usize) -> Self {
        Self {
            house: Mutex::default(),
            limit,
            limit_by_request,
        }
    }

    /// Takes a seat, the oldest one's if the room is full. Only for those who have shown their key.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the house is full, or closed.
    pub fn join(self: &Arc<Self>, number: RequestNumber) -> Result<Seat> {
        let mut house = self.house();
        if house.is_closed || house.seats >= self.limit {
            return Err(Error::Unavailable);
        }
        house.seats += 1;
        metric::set_streams(house.seats);
        house.serial += 1;
        let serial = house.serial;
        let room = house.rooms.entry(number).or_insert_with(Room::new);
        room.seats.insert(serial);
        if room.seats.len() > self.limit_by_request {
            room.seats.pop_first();
            let first = room.seats.first().copied().unwrap_or(serial);
            room.news.send_modify(|news| news.first = first);
        }
        let news = room.news.subscribe();
        drop(house);
        Ok(Seat {
            hub: self.clone(),
            number,
            serial,
            news,
        })
    }

    /// Tells whoever waits. Commits may arrive out of order: the newest version counts.
    pub fn announce(&self, number: RequestNumber, changed: Changed) {
        if let Some(room) = self.house().rooms.get(&number) {
            room.news.send_if_modified(|news| {
                let is_news = changed.version > news.changed.version;
                if is_news {
                    news.changed = changed;
                }
                is_news
            });
        }
    }

    /// Ends every stream, and begins none any more.
    pub fn close(&self) {
        let mut house = self.house();
        house.is_closed = true;
        house.rooms.clear();
    }

    fn leave(&self, number: RequestNumber, serial: u64) {
        let mut house = self.house();
        house.seats = house.seats.saturating_sub(1);
        metric::set_streams(house.seats);
        if let Some(room) = house.rooms.get_mut(&number) {
            room.seats.remove(&serial);
            if room.seats.is_empty() {
                house.rooms.remove(&number);
            }
        }
    }

    fn house(&self) -> MutexGuard<'_, House> {
        self.house.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Room {
    fn new() -> Self {
        let changed = Changed {
            version: 0,
            key_version: 0,
        };
        Self {
            news: watch::Sender::new(News { changed, first: 0 }),
            seats: BTreeSet::new(),
        }
    }
}

impl Seat {
    /// Waits for a version beyond `known`. Of several changes the latest is told.
    ///
    /// `None` once the seat is given up or the house closes.
    pub async fn next(&mut self, known: i32) -> Option<Changed> {
        loop {
            self.news.changed().await.ok()?;
            let News { changed, first } = *self.news.borrow_and_update();
            if first > self.serial {
                return None;
            }
            if changed.version > known {
                return Some(changed);
            }
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.hub.leave(self.number, self.serial);
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    fn number(at: u8) -> RequestNumber {
        RequestNumber::from_random([at; 7])
    }

    fn version(version: i32) -> Changed {
        Changed {
            version,
            key_version: 1,
        }
    }

    #[test]
    fn only_those_who_wait_for_the_request_hear_of_it() {
        let hub = Arc::new(Hub::new(10, 100));
        let (mut one, mut other) = (hub.join(number(1)).unwrap(), hub.join(number(2)).unwrap());
        hub.announce(number(1), version(2));
        assert_eq!(one.next(1).now_or_never(), Some(Some(version(2))));
        assert_eq!(one.next(2).now_or_never(), None);
        assert_eq!(other.next(1).now_or_never(), None);
    }

    #[test]
    fn late_and_known_versions_are_no_news() {
        let hub = Arc::new(Hub::new(10, 100));
        let mut seat = hub.join(number(1)).unwrap();
        hub.announce(number(1), version(4));
        hub.announce(number(1), version(3));
        assert_eq!(seat.next(4).now_or_never(), None);
        hub.announce(number(1), version(5));
        hub.announce(number(1), version(6));
        assert_eq!(seat.next(4).now_or_never(), Some(Some(version(6))));
    }

    #[test]
    fn the_oldest_of_a_full_room_goes_and_the_others_stay() {
        let hub = Arc::new(Hub::new(100, 20));
        let mut seats: Vec<_> = (0..20).map(|_| hub.join(number(1)).unwrap()).collect();
        // A gap in the middle is a free seat.
        seats.remove(5);
        seats.push(hub.join(number(1)).unwrap());
        assert_eq!(seats[0].next(1).now_or_never(), None);
        seats.push(hub.join(number(1)).unwrap());
        assert_eq!(seats[0].next(1).now_or_never(), Some(None));
        for seat in &mut seats[1..] {
            assert_eq!(seat.next(1).now_or_never(), None);
        }
    }

    #[test]
    fn a_full_house_takes_nobody_until_somebody_leaves() {
        let hub = Arc::new(Hub::new(2, 100));
        let first = hub.join(number(1)).unwrap();
        let _second = hub.join(number(2)).unwrap();
        assert!(matches!(hub.join(number(3)), Err(Error::Unavailable)));
        drop(first);
        assert!(hub.join(number(3)).is_ok());
    }

    #[test]
    fn nothing_is_left_of_those_who_went() {
        let hub = Arc::new(Hub::new(1_000, 100));
        for _ in 0..3 {
            let seats: Vec<_> = (0..200)
                .map(|at| hub.join(number(at % 5)).unwrap())
                .collect();
            assert_eq!(hub.house().rooms.len(), 5);
            drop(seats);
            let house = hub.house();
            assert_eq!((house.rooms.len(), house.seats), (0, 0));
        }
    }

    #[test]
    fn closing_ends_every_stream_and_lets_nobody_in() {
        let hub = Arc::new(Hub::new(10, 100));
        let mut seat = hub.join(number(1)).unwrap();
        hub.close();
        assert_eq!(seat.next(1).now_or_never(), Some(None));
        assert!(hub.join(number(1)).is_err());
    }
}
