// Prints the steps of the demo.
const dim = (text: string) => (process.stdout.isTTY ? `\u001b[2m${text}\u001b[0m` : text)
const bold = (text: string) => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text)

export const heading = (text: string) => console.log(`\n${bold(text)}`)
export const note = (text: string) => console.log(`   ${dim(text)}`)
export const announce = (tool: string, args: object) => console.log(`   ${tool} ${dim(JSON.stringify(args))}`)
export const failed = (why: string) => console.error(`\n   ✗ ${why}`)
export const result = (text: string) => console.log(`   → ${text}`)

/** The configuration whose form most desktop clients share. */
export const snippet = (server: string) =>
  console.log(
    JSON.stringify(
      {
        mcpServers: {
          losant: {
            command: "node",
            args: [server],
            env: { LOSANT_API_TOKEN: "<your token>", LOSANT_INSTANCE_ID: "<your instance's id>" }
          }
        }
      },
      null,
      2
    )
  )
