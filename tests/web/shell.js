// Opens a document of its own, and answers once it is there.
export function opened(html) {
  const frame = document.createElement("iframe");
  frame.id = "frame";
  frame.height = 200;
  frame.srcdoc = html;
  const loaded = new Promise((done) => (frame.onload = () => done(frame.contentDocument)));
  document.body.append(frame);
  return loaded;
}

// Answers once this event has been told.
export function told(target, name) {
  return new Promise((done) => target.addEventListener(name, () => done(), { once: true }));
}
