// npm run new:action -- NAME FOLDER [TOOLSET]
import { fileURLToPath } from "node:url"
import * as Effect from "effect/Effect"
import { draftAction, writeDraft } from "./scaffold.ts"
import { steps } from "./steps.ts"

const usage = `Usage: npm run new:action -- NAME FOLDER [TOOLSET]

Writes what a further action needs: its declaration, the schemas that are new, its tool and a changeset. NAME is Losant's
name of the action, such as instanceMembers.get. FOLDER describes it: it holds api-info.json, the schemas in schemas/,
and where they are known the scopes in scopes.json. The tool goes into the toolset orgs unless another is named.`

const root = fileURLToPath(new URL("../..", import.meta.url))
const [name, folder, toolset = "orgs", ...others] = process.argv.slice(2)

const fail = (message: string): void => {
  process.stderr.write(`${message}\n`)
  process.exitCode = 2
}

if (name === undefined || folder === undefined || others.length > 0) {
  fail(usage)
} else {
  const drafted = await Effect.runPromise(
    draftAction(root, name, folder, toolset).pipe(
      Effect.map((files) => ({ files, message: "" })),
      Effect.catchTags({
        Refusal: ({ message }) => Effect.succeed({ files: undefined, message }),
        FolderError: ({ message }) => Effect.succeed({ files: undefined, message })
      })
    )
  )
  if (drafted.files === undefined) fail(drafted.message)
  else {
    writeDraft(root, drafted.files)
    const left = steps(root)
      .slice(1)
      .map((step, index) => `${index + 2}. ${step}`)
    const paths = [...drafted.files.keys()].map((path) => `  ${path}`)
    console.log(["Written:", ...paths, "", "Left to do, as CONTRIBUTING.md has it:", ...left].join("\n"))
  }
}
