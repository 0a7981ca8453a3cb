// The same client without Effect: promises, plain strings, an AbortSignal, and errors of the same classes.
//   npx tsx promises.ts
import { createClient, LosantNotFound } from "@effect-losant/core"

const { LOSANT_API_TOKEN: accessToken, LOSANT_API_URL: url, LOSANT_INSTANCE_ID: instanceId } = process.env

const main = async () => {
  if (!accessToken || !instanceId) throw new Error("Set LOSANT_API_TOKEN and LOSANT_INSTANCE_ID.")
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
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
