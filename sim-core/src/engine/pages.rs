//! Large pages for large columns: an allocator that asks Linux for them.
//!
//! In a world of tens of millions a tie leads anywhere in gigabytes, and most of the time of a look goes into finding the page it
//! lies on. With pages of 2 MiB there are few enough of them for the processor to remember. Where a column is smaller nothing is
//! asked for, and nothing is where the operating system has no such pages or has been told to give none.

use std::alloc::{GlobalAlloc, Layout, System};

/// Bytes of the least allocation that large pages are asked for: a column of a byte a person in a world of 32 million.
pub const LARGE: usize = 32 << 20;

/// The system's allocator, with large pages for what is large. For `#[global_allocator]` of a program.
#[derive(Debug, Default)]
pub struct LargePages;

// SAFETY: every allocation is the system allocator's own, unchanged; what is asked for after it changes how its memory is kept and
// never what is in it.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for LargePages {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps to the same contract.
        advised(unsafe { System.alloc(layout) }, layout.size())
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        advised(unsafe { System.alloc_zeroed(layout) }, layout.size())
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: as above.
        advised(unsafe { System.realloc(at, layout, size) }, size)
    }
}

/// Asks for large pages where an allocation is large; gives it back as it came.
#[inline]
fn advised(at: *mut u8, size: usize) -> *mut u8 {
    if size >= LARGE && !at.is_null() {
        advise(at, size);
    }
    at
}

#[cfg(target_os = "linux")]
#[cold]
#[allow(unsafe_code)]
fn advise(at: *mut u8, size: usize) {
    /// The smallest page of any machine that Linux runs on: a start that is none of a larger page is refused, and nothing happens.
    const PAGE: usize = 4096;
    let skipped = at.align_offset(PAGE);
    // SAFETY: the bytes from the first whole page on are part of this allocation, which is far larger than a page. The advice does not
    // touch them, and concerns a page's worth beyond the end at most, which is kept otherwise and not changed; a refusal is no error of ours, so that what it returns is not looked at.
    unsafe {
        libc::madvise(at.add(skipped).cast(), size - skipped, libc::MADV_HUGEPAGE);
    }
}

#[cfg(not(target_os = "linux"))]
#[cold]
fn advise(_at: *mut u8, _size: usize) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(unsafe_code)]
    fn what_is_large_holds_what_is_written_as_what_is_small_does() {
        for size in [1, 4097, LARGE - 1, LARGE, LARGE + 4097] {
            let layout = Layout::from_size_align(size, 8).unwrap();
            // SAFETY: of this size and alignment, written inside, made longer once and given back with the layout it then has.
            unsafe {
                let at = LargePages.alloc_zeroed(layout);
                let column = std::slice::from_raw_parts_mut(at, size);
                assert!(column.iter().all(|byte| *byte == 0), "{size}");
                column.iter_mut().enumerate().for_each(|(k, byte)| *byte = k as u8);
                let longer = LargePages.realloc(at, layout, 2 * size);
                let column = std::slice::from_raw_parts(longer, size);
                assert!(column.iter().enumerate().all(|(k, byte)| *byte == k as u8), "{size}");
                LargePages.dealloc(longer, Layout::from_size_align(2 * size, 8).unwrap());
                let at = LargePages.alloc(layout);
                at.write_bytes(7, size);
                LargePages.dealloc(at, layout);
            }
        }
    }
}
