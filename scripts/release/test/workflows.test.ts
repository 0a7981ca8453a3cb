import { existsSync, readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import * as Schema from "effect/Schema"
import { assert, describe, it } from "vitest"
import { parseDocument } from "yaml"

const root = fileURLToPath(new URL("../../../", import.meta.url))
const read = (name: string) => readFileSync(`${root}/${name}`, "utf8")

/** Reads a file. Fails if a key stands there twice or an indentation is wrong. */
const load = (name: string): unknown => {
  const document = parseDocument(read(name), { uniqueKeys: true })
  assert.deepEqual(
    [...document.errors, ...document.warnings].map(({ message }) => message),
    [],
    name
  )
  return document.toJS()
}

const Step = Schema.Struct({
  name: Schema.optionalKey(Schema.String),
  id: Schema.optionalKey(Schema.String),
  uses: Schema.optionalKey(Schema.String),
  run: Schema.optionalKey(Schema.String),
  with: Schema.optionalKey(Schema.Record(Schema.String, Schema.Unknown)),
  env: Schema.optionalKey(Schema.Record(Schema.String, Schema.String))
})

const Permissions = Schema.Record(Schema.String, Schema.Literals(["read", "write"]))

const Job = Schema.Struct({
  name: Schema.optionalKey(Schema.String),
  if: Schema.optionalKey(Schema.String),
  needs: Schema.optionalKey(Schema.String),
  "runs-on": Schema.String,
  "timeout-minutes": Schema.Finite,
  permissions: Schema.optionalKey(Permissions),
  outputs: Schema.optionalKey(Schema.Record(Schema.String, Schema.String)),
  strategy: Schema.optionalKey(
    Schema.Struct({
      "fail-fast": Schema.Boolean,
      matrix: Schema.Struct({ node: Schema.Array(Schema.String) })
    })
  ),
  steps: Schema.Array(Step)
})

/** The part of GitHub's schema that these workflows use. Any other key is a mistake. */
const Workflow = Schema.Struct({
  name: Schema.String,
  on: Schema.Record(Schema.String, Schema.Unknown),
  permissions: Permissions,
  concurrency: Schema.Struct({
    group: Schema.String,
    "cancel-in-progress": Schema.Union([Schema.Boolean, Schema.String])
  }),
  jobs: Schema.Record(Schema.String, Job)
})

const workflow = (name: string) =>
  Schema.decodeUnknownSync(Workflow, { onExcessProperty: "error" })(load(`.github/workflows/${name}.yml`))

const check = workflow("check")
const release = workflow("release")
const jobs = [check, release].flatMap((one) => Object.values(one.jobs))

const manifest: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(read("package.json"))

describe("the workflows", () => {
  it("test on each version of Node that is supported", () => {
    assert.deepEqual(check.jobs["test"]?.strategy?.matrix.node, ["20", "22", "24"])
    assert.deepEqual(check.permissions, { contents: "read" })
  })

  it("do exactly one thing in each step, and jobs end by themselves", () => {
    for (const { steps, "timeout-minutes": minutes } of jobs) {
      assert.isAtMost(minutes, 60)
      for (const { uses, run } of steps) assert.isTrue((uses === undefined) !== (run === undefined), run)
    }
  })

  it("run scripts that there are", () => {
    const commands = jobs.flatMap(({ steps }) =>
      steps.flatMap(({ run, with: settings }) => [run, ...Object.values(settings ?? {})])
    )
    const scripts = commands.flatMap((command) =>
      typeof command === "string" ? [...command.matchAll(/\bnpm (?:run )?([\w:]+)/g)].map(([, script]) => script) : []
    )
    assert.includeMembers(scripts, ["test", "check:package", "build:mcpb", "release:versions", "release:publish"])
    for (const script of scripts) assert.property(manifest.scripts, script ?? "")
  })

  it("run what npm run check runs, and so all scripts that check something", () => {
    assert.include(read(".ci/run"), "npm run --silent check\n")
    const steps = [...read("scripts/check.mjs").matchAll(/^ {2}\["[^"]+", "([^"]+)"/gm)].map(
      ([, script = ""]) => script
    )
    for (const script of steps) assert.property(manifest.scripts, script)
    const within = [manifest.scripts["pretest"], manifest.scripts["check:sources"]].join()
    const checks = Object.keys(manifest.scripts).filter((name) => name.startsWith("check:"))
    assert.isEmpty(checks.filter((name) => !steps.includes(name) && !within.includes(name)))
  })

  it("pin each action to a commit, and say which version that is", () => {
    const uses = ["check", "release"].flatMap((name) =>
      read(`.github/workflows/${name}.yml`)
        .split("\n")
        .filter((line) => /^\s*(?:- )?uses:/.test(line))
    )
    assert.isAbove(uses.length, 10)
    for (const line of uses) assert.match(line, /uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    // One action has one version.
    const pins = new Set(uses.map((line) => line.replace(/^.*uses: /, "")))
    const actions = new Set([...pins].map((pin) => pin.split("@")[0]))
    assert.strictEqual(pins.size, actions.size)
  })

  it("give what could be stolen only to jobs that publish, and leave no credentials for git", () => {
    const writing = Object.entries({ ...check.jobs, ...release.jobs }).filter(([, { permissions = {} }]) =>
      Object.values(permissions).includes("write")
    )
    assert.deepEqual(
      writing.map(([name]) => name),
      ["packages", "registry"]
    )
    for (const [name, { steps }] of writing) {
      const commands = steps.map(({ run = "" }) => run).join("\n")
      assert.notMatch(commands, /npm (?:test|run (?:check|build|release))/, name)
    }
    for (const { steps } of jobs) {
      for (const { uses = "", with: settings = {} } of steps) {
        if (uses.startsWith("actions/checkout@")) assert.isFalse(settings["persist-credentials"])
      }
    }
  })

  it("publish without a token of npm, and with provenance", () => {
    const { packages, registry } = release.jobs
    assert.strictEqual(packages?.needs, "checks")
    assert.strictEqual(packages?.permissions?.["id-token"], "write")
    assert.strictEqual(registry?.permissions?.["id-token"], "write")
    const publish = packages?.steps.find(({ uses }) => uses?.startsWith("changesets/action"))
    assert.strictEqual(publish?.env?.["NPM_CONFIG_PROVENANCE"], "true")
    assert.notMatch(read(".github/workflows/release.yml"), /NPM_TOKEN|NODE_AUTH_TOKEN/)
    assert.deepEqual(release.permissions, {}, "a job has no more permissions than it names")
  })
})

describe("the other files in YAML", () => {
  const forms = readdirSync(`${root}/.github/ISSUE_TEMPLATE`).filter((name) => name !== "config.yml")

  it("are right", () => {
    assert.isAbove(forms.length, 0)
    for (const name of [".github/ISSUE_TEMPLATE/config.yml", "pnpm-workspace.yaml"]) load(name)
  })

  it.each(forms)("the form %s has what GitHub asks of a form", (name) => {
    const Field = Schema.Struct({
      type: Schema.Literals(["markdown", "input", "textarea", "dropdown", "checkboxes"]),
      id: Schema.optionalKey(Schema.String),
      attributes: Schema.Record(Schema.String, Schema.Unknown),
      validations: Schema.optionalKey(Schema.Struct({ required: Schema.Boolean }))
    })
    const Form = Schema.Struct({
      name: Schema.NonEmptyString,
      description: Schema.NonEmptyString,
      labels: Schema.Array(Schema.String),
      body: Schema.NonEmptyArray(Field)
    })
    const form = Schema.decodeUnknownSync(Form, { onExcessProperty: "error" })(load(`.github/ISSUE_TEMPLATE/${name}`))
    const ids = form.body.flatMap(({ id }) => (id === undefined ? [] : [id]))
    assert.strictEqual(new Set(ids).size, ids.length)
  })

  it("the updates name folders that there are", () => {
    const Updates = Schema.Struct({
      version: Schema.Literal(2),
      updates: Schema.NonEmptyArray(
        Schema.Struct({
          "package-ecosystem": Schema.Literals(["npm", "github-actions", "docker"]),
          directory: Schema.String
        })
      )
    })
    const { updates } = Schema.decodeUnknownSync(Updates)(load(".github/dependabot.yml"))
    for (const { directory } of updates) assert.isTrue(existsSync(`${root}/${directory}`))
  })
})
