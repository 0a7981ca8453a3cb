// A program for browsers. It uses no module of Node, and its own fetch instead of the network.
import { createClient } from "@effect-losant/core"

// In a browser, the page defines this function.
declare const report: (outcome: string) => void

const instanceId = "5a2b3c4d5e6f708192a3b4c5"
const list = {
  items: [],
  count: 0,
  totalCount: 0,
  perPage: 100,
  page: 0,
  sortField: "id",
  sortDirection: "asc",
  instanceId
}
const client = createClient({ accessToken: "token", fetch: () => Promise.resolve(Response.json(list)) })

client.instanceOrgs.get({ instanceId }).then(
  ({ totalCount }) => report(`${totalCount} organizations`),
  (error) => report(`failed: ${error}`)
)
