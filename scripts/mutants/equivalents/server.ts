/** Mutants of the server that no test can notice, each with the reason. */
import { anyText, type Equivalent } from "./Equivalent.ts"

export const server: ReadonlyArray<Equivalent> = [
  {
    source: "packages/mcp-server/src/policy/Policy.ts",
    original: "[]",
    replacements: ['["Stryker was here"]'],
    on: "isOnByDefault ? [toolset]",
    reason: "No tool belongs to a toolset of this name."
  },
  {
    source: "packages/mcp-server/src/policy/toolSelection.ts",
    original: "names.filter((name) => known.includes(name))",
    replacements: ["names"],
    reason: "A name that no tool has is a problem, and with a problem there is no policy."
  },
  {
    source: "packages/mcp-server/src/policy/policySettings.ts",
    original: '() => "no list of texts"',
    replacements: ["() => undefined"],
    reason: "The only reader puts its own text in place of this one."
  },
  {
    source: "packages/mcp-server/src/policy/policySettings.ts",
    original: '"no list of texts"',
    replacements: ['""'],
    reason: "The only reader puts its own text in place of this one."
  },
  {
    source: "packages/mcp-server/src/safety/confirmation/formAnswer.ts",
    original: '"confirm"',
    replacements: ['""'],
    reason: "Any name of the form does that the request and its answer share."
  },
  {
    source: "packages/mcp-server/src/safety/confirmation/ConfirmationTokens.ts",
    original: '"token"',
    replacements: ['""'],
    on: "const seal =",
    reason: "The uses of the key have to differ, and nothing else."
  },
  {
    source: "packages/mcp-server/src/safety/confirmation/ConfirmationTokens.ts",
    original: '"call"',
    replacements: ['""'],
    on: "call: tag(",
    reason: "The uses of the key have to differ, and nothing else."
  },
  {
    source: "packages/mcp-server/src/safety/confirmation/ConfirmationTokens.ts",
    original: '"values"',
    replacements: ['""'],
    on: "values: tag(",
    reason: "The uses of the key have to differ, and nothing else."
  },
  {
    source: "packages/mcp-server/src/safety/confirmation/ConfirmationTokens.ts",
    original: '"state"',
    replacements: ['""'],
    on: "state: tag(",
    reason: "The uses of the key have to differ, and nothing else."
  },
  {
    source: "packages/mcp-server/src/safety/confirmation/ConfirmationTokens.ts",
    original: '""',
    replacements: [anyText],
    on: "const [tokenPurpose, end",
    reason: "A text with fewer parts has no seal: only the type needs another value."
  },
  {
    source: "packages/mcp-server/src/safety/confirmation/ConfirmationTokens.ts",
    original: '""',
    replacements: [anyText],
    on: "parts.at(-1)",
    reason: "A text that is split has a last part: only the type needs another."
  },
  {
    source: "packages/mcp-server/src/safety/confirmation/ConfirmationTokens.ts",
    original: '""',
    replacements: [anyText],
    on: "const [, end",
    reason: "A text with fewer parts has no seal: only the type needs another value."
  },
  {
    source: "packages/mcp-server/src/policy/OrgRule.ts",
    original: '""',
    replacements: [anyText],
    on: "const [, key, value",
    reason: "A text without a key is refused, whatever its value is: only the type needs one."
  },
  {
    source: "packages/mcp-server/src/policy/OrgRule.ts",
    original: "[]",
    replacements: ['["Stryker was here"]'],
    on: "?? []",
    reason: "The list of a text that does not match has no second and no third item either."
  },
  {
    source: "packages/mcp-server/src/policy/OrgRule.ts",
    original: '""',
    replacements: [anyText],
    on: "const [, prefix, rest",
    reason: "A rule without a prefix is read from its whole text: only the type needs a rest."
  },
  {
    source: "packages/mcp-server/src/policy/OrgRule.ts",
    original: '""',
    replacements: [anyText],
    on: 'parseTag(text, "")',
    reason: "This text is no tag either."
  },
  {
    source: "packages/mcp-server/src/policy/OrgRule.ts",
    original: String.raw`/^(id|name|tag)\s*:\s*(.*)$/is`,
    replacements: [String.raw`/^(id|name|tag)\s*:\s*(.*)/is`],
    reason: "A dot that matches line ends takes all up to the end."
  },
  {
    source: "packages/mcp-server/src/policy/OrgRule.ts",
    original: String.raw`/^([0-9a-zA-Z_-]{1,255})\s*=\s*(.+)$/s`,
    replacements: [String.raw`/^([0-9a-zA-Z_-]{1,255})\s*=\s*(.+)/s`],
    reason: "A dot that matches line ends takes all up to the end."
  },
  {
    source: "packages/mcp-server/src/policy/OrgRules.ts",
    original: 'rule.kind === "id"',
    replacements: ["true"],
    reason: "Only a rule of this kind has an id: only the type needs the question."
  },
  {
    source: "packages/mcp-server/src/policy/Policy.ts",
    original: "[]",
    replacements: ['["Stryker was here"]'],
    on: "return []",
    reason: "A rule that cannot be parsed is a problem, and with a problem no rule is used."
  },
  {
    source: "packages/mcp-server/src/policy/Policy.ts",
    original: "() => true",
    replacements: ["() => undefined"],
    on: "readOnly: flags.readOnly === true",
    reason: "A variable that cannot be parsed is a problem, and with a problem there is no policy."
  },
  {
    source: "packages/mcp-server/src/policy/Policy.ts",
    original: "true",
    replacements: ["false"],
    on: "() => true",
    reason: "A variable that cannot be parsed is a problem, and with a problem there is no policy."
  },
  {
    source: "packages/mcp-server/src/policy/nameFilter.ts",
    original: '""',
    replacements: [anyText],
    reason: "A text that is split has a first piece, maybe an empty one: only the type needs another."
  }
]
