//! Many small worlds at once, each on a thread of its own, taken in their order.

use crate::workers;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Does `work` for each number below `count` on so many threads, and hands what comes of it to `take` in order, each as soon as those before
/// it have been. Work that panics is told as an error, so that one world that breaks on a bug does not take an hour's work with it. No work is
/// begun once `is_stopped` says so; what is under way may end itself by giving none. Whether all was done is returned.
///
/// A piece of work has a pool of one thread to itself. (One pool for all of them lost: a worker that waits for a piece of one world
/// begins another one meanwhile, inside the first, and there is no end to it.)
///
/// # Errors
/// The first error of `take`; no more work is begun then.
///
/// # Panics
/// When the system gives no threads.
pub fn side_by_side<T: Send, E>(
    count: usize,
    threads: usize,
    is_stopped: &(dyn Fn() -> bool + Sync),
    work: impl Fn(usize) -> Option<Result<T, String>> + Sync,
    mut take: impl FnMut(usize, Result<T, String>) -> Result<(), E>,
) -> Result<bool, E> {
    let (next, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (sender, receiver) = mpsc::channel();
    let drive = |sender: mpsc::Sender<(usize, Result<T, String>)>| {
        let pool = workers(Some(1)).unwrap_or_else(|failure| panic!("{failure}"));
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count || is_over.load(Ordering::Relaxed) || is_stopped() {
                return;
            }
            let done = pool.install(|| catch_unwind(AssertUnwindSafe(|| work(number))));
            match done.unwrap_or_else(|_| Some(Err("the engine panicked".into()))) {
                // The receiver lives as long as this thread does.
                Some(done) => drop(sender.send((number, done))),
                None => return,
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads.clamp(1, count.max(1)) {
            let (drive, sender) = (&drive, sender.clone());
            scope.spawn(move || drive(sender));
        }
        drop(sender);
        let (mut waiting, mut taken, mut result) = (BTreeMap::new(), 0, Ok(()));
        for (number, done) in receiver {
            waiting.insert(number, done);
            while let (Ok(()), Some(done)) = (&result, waiting.remove(&taken)) {
                result = take(taken, done);
                taken += 1;
                is_over.store(result.is_err(), Ordering::Relaxed);
            }
        }
        result.map(|()| taken == count)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;
    use std::time::Duration;

    #[test]
    fn what_is_done_is_taken_in_order_and_a_panic_is_told() {
        let work = |number: usize| {
            thread::sleep(Duration::from_millis(if number.is_multiple_of(3) { 5 } else { 0 }));
            assert!(number != 4, "a bug");
            Some(Ok(number * 10))
        };
        let mut seen = Vec::new();
        let all = side_by_side(7, 3, &|| false, work, |number, done| {
            seen.push((number, done.ok()));
            Ok::<(), Infallible>(())
        });
        assert_eq!(all, Ok(true));
        let expected = [Some(0), Some(10), Some(20), Some(30), None, Some(50), Some(60)];
        assert_eq!(seen, expected.into_iter().enumerate().collect::<Vec<_>>());
    }

    #[test]
    fn it_stops_when_asked_and_when_nothing_more_can_be_taken() {
        let some = side_by_side(100, 2, &|| false, |n| (n < 5).then_some(Ok(n)), |_, _| Ok::<(), ()>(()));
        assert_eq!(some, Ok(false));
        let mut taken = 0;
        let failed = side_by_side(
            100,
            2,
            &|| false,
            |n| Some(Ok(n)),
            |_, _| {
                taken += 1;
                if taken < 3 { Ok(()) } else { Err("full") }
            },
        );
        assert_eq!((failed, taken), (Err("full"), 3));
    }
}
