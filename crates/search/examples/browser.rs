//! The index in a browser, for `cargo xtask bench search`: what the app does, without the app around it.

#[cfg(target_arch = "wasm32")]
mod engine {
    use opora_search::Index;
    use wasm_bindgen::prelude::*;

    /// An index on which queries are timed.
    #[wasm_bindgen]
    pub struct Engine(Index);

    #[wasm_bindgen]
    impl Engine {
        #[wasm_bindgen(constructor)]
        pub fn new(root: &[u8]) -> Result<Self, JsError> {
            Ok(Self(Index::open(root)?))
        }

        pub fn add(&mut self, number: usize, shard: Vec<u8>) -> Result<(), JsError> {
            Ok(self.0.add_shard(number, shard)?)
        }

        /// How many documents match, of ten.
        pub fn search(&self, query: &str) -> usize {
            self.0.search(query, 10).hits.len()
        }
    }
}
