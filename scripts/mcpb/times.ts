/**
 * Replaces the times in a zip archive. The packer always writes the current time for every file. Without these times,
 * the same files make the same bytes.
 */

// The format has two bytes for a time and two for a date. These are midnight and the first day of the format.
const midnight = 0
const firstDay = (1 << 5) | 1

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const endLength = 22

const expect = (archive: Buffer, at: number, signature: number) => {
  if (at < 0 || archive.readUInt32LE(at) !== signature) throw new Error("The packer did not write a plain zip archive.")
}

/** Sets the time of every file to the first day of the format. */
export const withoutTimes = (packed: Uint8Array): Uint8Array => {
  const archive = Buffer.from(packed)
  const setTime = (at: number) => {
    archive.writeUInt16LE(midnight, at)
    archive.writeUInt16LE(firstDay, at + 2)
  }
  const end = archive.length - endLength
  expect(archive, end, endOfDirectory)
  const count = archive.readUInt16LE(end + 10)
  let entry = archive.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    expect(archive, entry, directoryEntry)
    setTime(entry + 12)
    // The header before the file itself has the time too.
    setTime(archive.readUInt32LE(entry + 42) + 10)
    entry += 46 + [28, 30, 32].reduce((length, field) => length + archive.readUInt16LE(entry + field), 0)
  }
  return archive
}
