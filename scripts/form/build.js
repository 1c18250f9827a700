// Brings the form's program together in dist/, from the locked packages: no other site is asked.
import { cp, mkdir, readFile, readdir, rm } from "node:fs/promises";
import { build } from "esbuild";

const CMS = new URL("node_modules/@sveltia/cms/", import.meta.url);
const DIST = new URL("dist/", import.meta.url);

// The program has the faces, but its styles name those of another site, too.
const FACES = /https:\/\/cdn\.jsdelivr\.net\/fontsource\/fonts\/([a-z0-9-]+)(?::vf)?@[\d.]+\/[\w-]+\.woff2/g;

const ownFaces = {
  name: "own-faces",
  async setup({ onLoad }) {
    const faces = (await readdir(new URL("npm/assets/", CMS))).filter((name) => name.endsWith(".woff2"));
    onLoad({ filter: /@sveltia\/cms\/npm\/index\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(FACES, (_, family) => {
        const face = faces.find((name) => name.startsWith(family));
        if (!face) throw new Error(`@sveltia/cms has no face ${family} with it`);
        return `assets/${face}`;
      }),
    }));
  },
};

await rm(DIST, { recursive: true, force: true });
await build({
  entryPoints: ["form.js"],
  absWorkingDir: new URL(".", import.meta.url).pathname,
  outdir: "dist",
  bundle: true,
  format: "esm",
  splitting: true,
  minify: true,
  target: "es2022",
  chunkNames: "form-[hash]",
  // What the form has no fields for: maps, and the colours of programs' texts.
  external: ["@shikijs/*", "leaflet/*", "terra-draw", "terra-draw-leaflet-adapter"],
  plugins: [ownFaces],
  logLevel: "warning",
});
await mkdir(new URL("assets/", DIST));
for (const name of await readdir(new URL("npm/assets/", CMS))) {
  if (/\.(woff2|LICENSE\.txt)$/.test(name)) await cp(new URL(`npm/assets/${name}`, CMS), new URL(`assets/${name}`, DIST));
}
await cp(new URL("LICENSE.txt", CMS), new URL("LICENSE.txt", DIST));
