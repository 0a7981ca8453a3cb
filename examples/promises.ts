// The same client without Effect: promises, plain strings, an AbortSignal, and errors of the same classes.
import { createClient, LosantNotFound } from "@effect-losant/core"

const { LOSANT_API_TOKEN: accessToken, LOSANT_API_URL: url, LOSANT_INSTANCE_ID: instanceId } = process.env

if (accessToken === undefined || instanceId === undefined) {
  console.error("Set LOSANT_API_TOKEN and LOSANT_INSTANCE_ID.")
  process.exit(1)
}

const client = createClient({ accessToken, url: url ?? "https://api.losant.com" })
const signal = AbortSignal.timeout(10_000)

const { items, totalCount } = await client.instanceOrgs.get({ instanceId, perPage: 3 }, { signal })
console.log(`${totalCount} organizations, the first three: ${items.map(({ name }) => name).join(", ")}`)

const orgId = "000000000000000000000000"
await client.instanceOrg.get({ instanceId, orgId }, { signal }).catch((error: unknown) => {
  if (!(error instanceof LosantNotFound)) throw error
  console.log(`There is no organization ${error.ids["orgId"]}.`)
})
await client.close()
