// Measures how fast the server and core are, beside the programs that they are compared with. See README.md.
import { availableParallelism, cpus } from "node:os"
import { type Command, parse, type SectionName, usage } from "./cli.ts"
import { floorServer } from "./floor.ts"
import type { Section } from "./measure.ts"
import { measureCalls } from "./measures/calls.ts"
import { measureClient } from "./measures/client.ts"
import { measureJob } from "./measures/job.ts"
import { measureStart } from "./measures/start.ts"
import { measureStream } from "./measures/stream.ts"
import { publishedServers, sdk1Server } from "./peers.ts"
import { bothServers, configuredServer, environment, type Stub, startStub } from "./servers.ts"
import type { Program } from "./stdio.ts"
import { render } from "./table.ts"

// With these times, and what each section needs besides its rounds, the whole bench takes some four minutes.
const milliseconds = { start: 30_000, calls: 45_000, stream: 25_000, job: 40_000 } as const

const measure = async (command: Command, stub: Stub, report: (section: Section) => void): Promise<void> => {
  const servers = await bothServers(stub)
  const sdk1 = command.peers ? [sdk1Server(environment(stub), command.losantRest)] : []
  const calling: ReadonlyArray<Program> = [...servers, ...sdk1]
  const longer = command.peers ? 3 : 1
  const run: Readonly<Record<SectionName, () => Promise<Section>>> = {
    start: () =>
      measureStart({
        calling: [...calling, configuredServer(stub)],
        others: command.peers ? publishedServers() : [],
        milliseconds: milliseconds.start * longer
      }),
    calls: async () =>
      measureCalls({
        calling: command.floor ? [...calling, await floorServer(environment(stub))] : calling,
        milliseconds: milliseconds.calls * longer
      }),
    client: measureClient,
    stream: () => measureStream(stub, milliseconds.stream),
    job: () => measureJob(milliseconds.job)
  }
  for (const name of command.sections) report(await run[name]())
}

const main = async (command: Command): Promise<void> => {
  const machine = {
    date: new Date().toISOString(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    processor: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism()
  }
  const measured: Array<Section> = []
  if (!command.json) {
    const { date, node, platform, processor, cores } = machine
    process.stdout.write(`${date}, Node ${node}, ${platform}, ${cores} cores (${processor})\n`)
  }
  const stub = await startStub()
  try {
    await measure(command, stub, (section) => {
      measured.push(section)
      if (!command.json) process.stdout.write(`\n${render(section)}\n`)
    })
  } finally {
    stub.stop()
  }
  if (command.json) process.stdout.write(`${JSON.stringify({ ...machine, sections: measured }, null, 2)}\n`)
}

const command = parse(process.argv.slice(2))
if (command === "help") process.stdout.write(usage)
else if ("mistake" in command) {
  process.stderr.write(`${command.mistake}\n\n${usage}`)
  process.exitCode = 2
} else {
  await main(command).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  })
}
