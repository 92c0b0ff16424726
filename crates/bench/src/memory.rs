//! The allocator of the module, the same as the app's.
//! What is timed here includes it, as it does where a reader computes.

use rlsf::{GlobalTlsf, GlobalTlsfOptions};

/// The app's choice: small, and memory that lies side by side joins again.
struct Small;

impl GlobalTlsfOptions for Small {
    const ENABLE_REALLOCATION: bool = false;
    const COALESCE_POOLS: bool = true;
}

#[global_allocator]
static MEMORY: GlobalTlsf<Small> = GlobalTlsf::new();
