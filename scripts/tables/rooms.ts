/** The rooms of the server: the folders of its sources, in the order in which they may import each other. */
import { packages } from "../imports/rooms.ts"
import { code, table } from "./markdown.ts"

/** A sentence for each room; `scripts/imports/rooms.ts` has their order. */
const sentences: Readonly<Record<string, string>> = {
  text: "escapes, JSON text, time text and the similarity of names; it knows nothing of the rest",
  model: "the types that the other rooms share, such as a tool, a call, a refusal, and the gateway to Losant",
  pages: "the pages of the views, which run in the client's frames; each is built into one file",
  arguments: "reads the arguments of the assistant, and finds all mistakes in them",
  answers: "chooses the fields of an answer, cleans texts, and keeps the answer within its budget",
  policy: "parses the rules, and decides what they let through; it sends no requests",
  losant: "the one gateway to Losant: connection, HTTP, the guard that applies the policy, names to ids",
  config: "flags, variables and their documentation, and the settings of all rooms",
  observability: "the log on stderr, the redaction of secrets, crashes, spans",
  safety: "field changes, confirmation, journal, audit trail, and their files",
  tools: "the tools: their definitions, the plans of writes, usage and charts, jobs over many organizations",
  changes: "change sets: the engine of fleet on the gateway, and the words of a set; loaded with the first set",
  call: "carries one call out: resolves its target, runs the read or the write, words its failure",
  prompts: "the prompts that a client shows",
  resources: "the resources that a client shows",
  server: "connects the SDK: standard input and output, lazy loading, the code cache, an orderly end",
  cli: "the command line, `doctor`, `print-config` and `report`; loaded only with arguments"
}

/** A row for each room. */
export const roomTable = (): string => {
  const { rooms = [] } = packages.find(({ name }) => name === "mcp-server") ?? {}
  const folders = rooms.filter((room) => !room.endsWith(".ts"))
  const surplus = Object.keys(sentences).filter((name) => !folders.includes(name))
  if (surplus.length > 0) throw new Error(`The server has no room ${surplus.join(", ")}, which rooms.ts describes.`)
  return table(
    ["room", "what it holds"],
    folders.map((name) => {
      const sentence = sentences[name]
      if (sentence === undefined) throw new Error(`Say in scripts/tables/rooms.ts what ${name} holds.`)
      return [code(name), sentence]
    })
  )
}
