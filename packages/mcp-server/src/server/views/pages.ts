/** The pages of the views, as resources. */
import type { ReadResourceResult } from "@modelcontextprotocol/server"
import { type PageName, pageMimeType, pageUris } from "../../model/views/names.ts"

/** The name of the page at a URI, if there is one. */
export const pageAt = (uri: string): PageName | undefined =>
  // Sound: these are its keys.
  (Object.keys(pageUris) as ReadonlyArray<PageName>).find((name) => pageUris[name] === uri)

export const readPage = async (name: PageName): Promise<ReadResourceResult> => {
  const { readHtml } = await import("./pageFiles.ts")
  return { contents: [{ uri: pageUris[name], mimeType: pageMimeType, text: await readHtml(name) }] }
}
