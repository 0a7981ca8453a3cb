/** The files of the pages. Each is one page without outside parts, compressed. Loaded when a client asks for a page. */
import { readFile } from "node:fs/promises"
import { promisify } from "node:util"
import { gunzip } from "node:zlib"
import type { PageName } from "../../model/views/names.ts"

// The build makes the pages first (`viewPages.mjs`), and puts the names of its copies here.
const files: Readonly<Record<PageName | "preview", URL>> = {
  plan: new URL("../../../node_modules/.pages/plan.html.gz", import.meta.url),
  usage: new URL("../../../node_modules/.pages/usage.html.gz", import.meta.url),
  fleet: new URL("../../../node_modules/.pages/fleet.html.gz", import.meta.url),
  preview: new URL("../../../node_modules/.pages/preview.html.gz", import.meta.url)
}

const decompress = promisify(gunzip)

/** Reads the HTML of a page, or of the small host of the preview. */
export const readHtml = async (name: PageName | "preview"): Promise<string> =>
  String(await decompress(await readFile(files[name])))
