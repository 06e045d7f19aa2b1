// Stands between the app and the network, at both doors: `fetch` and `XMLHttpRequest`.
//
// `answer(method, url, headers, body)` gives `[status, body]`, nothing when nobody answers, null when the line stays
// silent, or a promise of one of these.

const real = { fetch: window.fetch, XMLHttpRequest: window.XMLHttpRequest };

export function install(answer) {
  window.fetch = async (request) => {
    const headers = JSON.stringify(Object.fromEntries(request.headers));
    const said = await answer(request.method, request.url, headers, await request.text());
    if (!said) throw new TypeError("Failed to fetch");
    // Not modified: a browser gives no body to it.
    return new Response(said[0] === 304 ? null : said[1], { status: said[0] });
  };
  window.XMLHttpRequest = class {
    upload = {};
    timeout = 0;
    status = 0;
    responseText = "";
    #headers = {};
    #aborted = false;

    open(method, url) {
      this.method = method;
      this.url = new URL(url, location.href).href;
    }

    setRequestHeader(name, value) {
      this.#headers[name.toLowerCase()] = value;
    }

    async send(blob) {
      const total = blob.size;
      const body = await blob.text();
      this.upload.onprogress?.(
        new ProgressEvent("progress", { lengthComputable: true, loaded: total / 2, total }),
      );
      const said = await answer(this.method, this.url, JSON.stringify(this.#headers), body);
      if (this.#aborted) return;
      // Time is up at once, where there is an end to it.
      if (said === null && !this.timeout) return;
      if (said) [this.status, this.responseText] = said;
      this.onloadend?.(new ProgressEvent("loadend"));
    }

    abort() {
      this.#aborted = true;
    }
  };
}

export function restore() {
  Object.assign(window, real);
}
