// Runs a script as a page does, with the globals of browsers and without those of Node. The argument is the script.
import assert from "node:assert/strict"
import { readFile } from "node:fs/promises"
import { createContext, runInContext } from "node:vm"

const [script = ""] = process.argv.slice(2)

const outcome = await new Promise<string>((report, reject) => {
  const web = {
    ...{ AbortController, AbortSignal, Blob, FormData, Headers, ReadableStream, Request, Response, TextDecoder },
    ...{ TextEncoder, URL, URLSearchParams, clearTimeout, console, crypto, performance, queueMicrotask, setTimeout }
  }
  const page = createContext({ ...web, report })
  assert.equal(runInContext("typeof process + typeof require + typeof Buffer", page), "undefined".repeat(3))
  readFile(script, "utf8").then((code) => runInContext(code, page), reject)
})
assert.equal(outcome, "0 organizations")
console.log(outcome)
