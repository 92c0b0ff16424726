//! The program that runs in the browser: it brings the islands of a static page to life.
//! Natively it only says which program to use instead.

/// The allocator: a third of the code of the standard library's for this target.
#[cfg(target_arch = "wasm32")]
mod memory {
    use rlsf::{GlobalTlsf, GlobalTlsfOptions};

    /// Small, but memory that lies side by side joins again, so that large arrays come and go without growing the page.
    struct Small;

    impl GlobalTlsfOptions for Small {
        const ENABLE_REALLOCATION: bool = false;
        const COALESCE_POOLS: bool = true;
    }

    #[global_allocator]
    static MEMORY: GlobalTlsf<Small> = GlobalTlsf::new();
}

#[cfg(target_arch = "wasm32")]
fn main() {
    ndarium::island::mount_all();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program runs in a browser. `cargo xtask serve` builds the app and serves it.");
}
