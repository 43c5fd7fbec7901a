import { randomUUID } from 'node:crypto'
import { open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { TextDecoder } from 'node:util'

/**
 * The text of a file of UTF-8, a byte order mark at its start included.
 *
 * @throws Error with a message for the user, without the file's name
 */
export async function readText(path: string): Promise<string> {
  return decoded(await inPlainWords(readFile(path)))
}

/**
 * The text of a stream of UTF-8.
 *
 * @throws as `readText` does
 */
export async function readAll(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  return decoded(await inPlainWords(joined(stream)))
}

async function joined(stream: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    const at = firstInvalid(bytes)
    if (at === undefined) throw error
    throw new Error(
      `not UTF-8: byte ${at} (0x${bytes[at]!.toString(16).toUpperCase().padStart(2, '0')}) is out of place`,
    )
  }
}

/** The index of the byte at which the first malformed sequence begins. */
function firstInvalid(bytes: Buffer): number | undefined {
  // Valid text survives the round trip, and a malformed sequence becomes U+FFFD. It may share that character's first bytes.
  const back = Buffer.from(bytes.toString('utf8'), 'utf8')
  let at = 0
  while (at < bytes.length && bytes[at] === back[at]) at++
  if (at === bytes.length && at === back.length) return undefined
  while ((back[at]! & 0xc0) === 0x80) at--
  return at
}

/**
 * Puts the text into the file at once or not at all: a new file beside it takes its name and mode. A link keeps pointing to the file.
 *
 * @throws Error with a message for the user, without the file's name
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  await inPlainWords(replace(path, text), 'not written: ')
}

/**
 * As `replaceFile`, and where the path is a device or a pipe, writes into it.
 *
 * @throws as `replaceFile` does
 */
export async function writeText(path: string, text: string): Promise<void> {
  const old = await stat(path).catch(() => undefined)
  await inPlainWords(old === undefined || old.isFile() ? replace(path, text) : writeFile(path, text), 'not written: ')
}

async function replace(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path)
  const old = await stat(target).catch(() => undefined)
  if (old !== undefined && !old.isFile()) throw new Error('this is no regular file')
  const fresh = join(dirname(target), `.kanwu-${randomUUID()}`)
  const handle = await open(fresh, 'wx')
  try {
    try {
      await handle.writeFile(text)
      if (old !== undefined) {
        // Only a privileged user may give files away; for others the file already is theirs, or becomes so.
        await handle.chown(old.uid, old.gid).catch(() => {})
        await handle.chmod(old.mode)
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(fresh, target)
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  }
}

const PLAIN_MESSAGES: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EISDIR: 'is a folder',
  ENOTDIR: 'a part of the path is no folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left',
}

async function inPlainWords<T>(work: Promise<T>, prefix = ''): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw new Error(prefix + plain(error))
  }
}

/** What went wrong, in words for the user where the system has a code for it. */
export function plain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return PLAIN_MESSAGES[code ?? ''] ?? message
}
