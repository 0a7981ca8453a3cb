// The part of Losant's API that the bench calls: one organization, and pages of organizations. It answers from memory,
// so that the bench measures the caller. It prints its URL as one JSON line on stdout. It ends when its stdin ends.
import { createServer } from "node:http"
import { organization, pageOf } from "./organizations.mjs"

/** @type {Map<string, Buffer>} */
const answers = new Map()

/** @param {string} key @param {() => unknown} make */
const memoize = (key, make) => {
  const known = answers.get(key)
  if (known !== undefined) return known
  const body = Buffer.from(JSON.stringify(make()))
  answers.set(key, body)
  return body
}

const onePath = /^\/instances\/[0-9a-f]{24}\/orgs\/[0-9a-f]{16}([0-9a-f]{8})$/
const listPath = /^\/instances\/[0-9a-f]{24}\/orgs$/

/** @param {URL} url */
const answer = ({ pathname, searchParams }) => {
  const one = onePath.exec(pathname)?.[1]
  if (one !== undefined) return memoize(one, () => organization(Number.parseInt(one, 16)))
  if (!listPath.test(pathname)) return undefined
  const page = Number(searchParams.get("page") ?? 0)
  const perPage = Number(searchParams.get("perPage") ?? 100)
  return memoize(`${page}/${perPage}`, () => pageOf(page, perPage))
}

const server = createServer((request, response) => {
  const body = answer(new URL(request.url ?? "/", "http://stub.invalid"))
  const isFound = body !== undefined && request.method === "GET"
  const sent = isFound ? body : Buffer.from('{"type":"NotFound","message":"Not found"}')
  response.writeHead(isFound ? 200 : 404, { "content-type": "application/json", "content-length": sent.length })
  response.end(sent)
})

server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`)
})
process.stdin.resume().on("end", () => process.exit(0))
