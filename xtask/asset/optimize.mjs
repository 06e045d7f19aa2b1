// Optimises wasm modules with binaryen: `node optimize.mjs BINARYEN MODULE…` writes each beside itself as `.optimized`.
// One process for many modules: most chunks are tiny, and to start binaryen takes longer than to optimise one of them.
import fs from "node:fs";
import { pathToFileURL } from "node:url";

const [library, ...paths] = process.argv.slice(2);
const { default: binaryen } = await import(pathToFileURL(library));

// What rustc emits for wasm32 by default. Named one by one: with all of them binaryen emits encodings that no browser loads.
const {
  BulkMemory, BulkMemoryOpt, SignExt, NontrappingFPToInt, MutableGlobals, ReferenceTypes, CallIndirectOverlong, Multivalue,
  ExtendedConst,
} = binaryen.Features;
const features =
  BulkMemory | BulkMemoryOpt | SignExt | NontrappingFPToInt | MutableGlobals | ReferenceTypes | CallIndirectOverlong |
  Multivalue | ExtendedConst;

// As `-Oz`.
binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
binaryen.setDebugInfo(false);
// The first kilobyte of memory is the far end of the stack, so small offsets can move into loads and stores.
binaryen.setLowMemoryUnused(true);

for (const path of paths) {
  const module = binaryen.readBinary(fs.readFileSync(path));
  module.setFeatures(features);
  module.optimize();
  // Takes the code apart to statements, shares what repeats and puts it together again: 1.8 KB of the first load.
  module.runPasses(["flatten", "rereloop", "local-cse"]);
  module.optimize();
  module.optimize();
  module.runPasses(["strip-debug", "strip-dwarf", "strip-producers", "strip-target-features"]);
  fs.writeFileSync(path.replace(/\.wasm$/, ".optimized"), module.emitBinary());
  module.dispose();
}
