// npm run notices
import { writeFileSync } from "node:fs"
import { findBundled } from "./bundled.ts"
import { noticesFile, noticesOf, render } from "./notices.ts"

const notices = noticesOf(await findBundled())
writeFileSync(new URL(`../../${noticesFile}`, import.meta.url), render(notices))
console.log(`${notices.length} packages of others are in the server's bundle: see ${noticesFile}`)
