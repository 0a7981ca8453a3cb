// The part of Losant's API that the bench calls: organizations, one by one and in pages, their members, and a new one. It
// answers from memory, so that the bench measures the caller. `--delay` holds each answer back by so many milliseconds,
// and `--organizations` says how many there are. It prints its URL as one JSON line on stdout, and ends when its stdin
// ends.
import { createServer } from "node:http"
import { json } from "node:stream/consumers"
import { parseArgs } from "node:util"
import { members, organization, orgId, pageOf, total } from "./organizations.mjs"

const { values } = parseArgs({ options: { delay: { type: "string" }, organizations: { type: "string" } } })
const delay = Number(values.delay ?? 0)
const count = Number(values.organizations ?? total)

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

const onePath = /^\/instances\/[0-9a-f]{24}\/orgs\/[0-9a-f]{16}([0-9a-f]{8})(\/members)?$/
const listPath = /^\/instances\/[0-9a-f]{24}\/orgs$/

/** @param {string | undefined} digits */
const numberOf = (digits) => Number.parseInt(digits ?? "", 16)

/** @param {URL} url */
const answer = ({ pathname, searchParams }) => {
  const [one, digits, ofMembers] = onePath.exec(pathname) ?? []
  if (ofMembers !== undefined) return memoize("members", () => members)
  if (one !== undefined) return memoize(one, () => organization(numberOf(digits)))
  if (!listPath.test(pathname)) return undefined
  const page = Number(searchParams.get("page") ?? 0)
  const perPage = Number(searchParams.get("perPage") ?? 100)
  // A job asks for the organizations after the last one that it has.
  const after = /"\$gt":"[0-9a-f]{16}([0-9a-f]{8})"/.exec(searchParams.get("query") ?? "")?.[1]
  const from = after === undefined ? 0 : numberOf(after) + 1
  return memoize(`${from}/${page}/${perPage}`, () => pageOf(page, perPage, from, count))
}

let created = count

/** @param {import("node:http").IncomingMessage} request @returns {Promise<readonly [number, Buffer]>} */
const respond = async (request) => {
  const url = new URL(request.url ?? "/", "http://stub.invalid")
  if (request.method === "POST" && listPath.test(url.pathname)) {
    const fields = Object(await json(request))
    return [201, Buffer.from(JSON.stringify({ ...organization(++created), ...fields, id: orgId(created) }))]
  }
  const body = request.method === "GET" ? answer(url) : undefined
  return body === undefined ? [404, Buffer.from('{"type":"NotFound","message":"Not found"}')] : [200, body]
}

const server = createServer(async (request, response) => {
  const [status, sent] = await respond(request)
  const end = () => {
    response.writeHead(status, { "content-type": "application/json", "content-length": sent.length })
    response.end(sent)
  }
  if (delay === 0) end()
  else setTimeout(end, delay)
})

server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`)
})
process.stdin.resume().on("end", () => process.exit(0))
