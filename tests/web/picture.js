// Pictures as people have them, painted by the browser; and files that are dragged, dropped and pasted.

const paintings = {
  clear: () => {},
  halves: (context, width, height) => {
    context.fillStyle = "#c00000";
    context.fillRect(0, 0, width / 2, height);
    context.fillStyle = "#0000c0";
    context.fillRect(width / 2, 0, width / 2, height);
  },
  // Nothing that any coding makes small.
  noise: (context, width, height) => {
    const pixels = context.createImageData(width, height);
    let state = 7;
    for (let at = 0; at < pixels.data.length; at += 1) {
      state = (state * 1664525 + 1013904223) >>> 0;
      pixels.data[at] = at % 4 === 3 ? 255 : state >>> 24;
    }
    context.putImageData(pixels, 0, 0);
  },
  page: (context, width, height, filter = "none") => {
    context.filter = filter;
    context.fillStyle = "#f8f6f0";
    context.fillRect(0, 0, width, height);
    context.fillStyle = "#202020";
    context.font = "28px serif";
    for (let line = 40; line < height; line += 44) context.fillText("Справка выдана для предъявления по месту требования ".repeat(3), 20, line);
  },
  blurred: (context, width, height) => paintings.page(context, width, height, "blur(9px)"),
};

export async function painted(type, width, height, painting) {
  const canvas = new OffscreenCanvas(width, height);
  paintings[painting](canvas.getContext("2d"), width, height);
  return canvas.convertToBlob({ type, quality: 0.95 });
}

// Width, height and the colour at a place.
export async function seen(blob, x, y) {
  const bitmap = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d");
  context.drawImage(bitmap, 0, 0);
  return [bitmap.width, bitmap.height, ...context.getImageData(x, y, 1, 1).data.slice(0, 3)];
}

function carried(names, text) {
  const transfer = new DataTransfer();
  for (const name of names) transfer.items.add(new File(["снимок"], name, { type: "image/png" }));
  if (text) transfer.setData("text/plain", text);
  return transfer;
}

// Whether the browser was kept from doing what it does by itself.
export function drags(kind, target, names, text) {
  const options = { bubbles: true, cancelable: true };
  const transfer = carried(names, text);
  const event =
    kind === "paste"
      ? new ClipboardEvent(kind, { ...options, clipboardData: transfer })
      : new DragEvent(kind, { ...options, dataTransfer: transfer });
  return !target.dispatchEvent(event);
}
