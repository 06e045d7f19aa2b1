//! x
use leptos::prelude::*;
use leptos_router::{Lazy, LazyRoute, components::*, lazy_route, path};
#[component]
fn App() -> impl IntoView {
    let (n, set_n) = signal(0);
    view! { <Router><nav><A href="/">"Home"</A>" "<A href="/b">"B"</A></nav><main><FlatRoutes fallback=|| "404">
      <Route path=path!("/") view=move || view!{ <h1>"Home"</h1><button on:click=move |_| set_n.update(|x| *x += 1)>{n}</button> }/>
      <Route path=path!("/b") view={Lazy::<ViewB>::new()}/>
    </FlatRoutes></main></Router> }
}
struct ViewB;
#[lazy_route]
impl LazyRoute for ViewB {
    fn data() -> Self { Self }
    fn view(_this: Self) -> AnyView {
        let text = RwSignal::new(String::new());
        view!{ <h1>"Lazy B"</h1><form on:submit=|e| e.prevent_default()><label>"Text"<input bind:value=text/></label></form> }.into_any()
    }
}
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() { mount_to_body(App); }
