/**
 * The failures of a file system in words.
 *
 * @since 0.2.0
 */

/**
 * The reasons by the system's code, such as `ENOSPC`, as phrases that follow the name of a file.
 *
 * @example
 * ```ts
 * import { fileReasons } from "@effect-losant/fleet"
 *
 * // "the disk is full"
 * const reason = fileReasons["ENOSPC"]
 * ```
 *
 * @since 0.2.0
 */
export const fileReasons: Readonly<Record<string, string>> = {
  EACCES: "this user may not use it",
  EPERM: "this user may not use it",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be too large",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is a file, not a folder",
  EEXIST: "a part of the path is a file, not a folder",
  ENOENT: "it does not exist",
  ELOOP: "it is a symbolic link",
  ENAMETOOLONG: "the path is too long",
  EMFILE: "too many files are open",
  EBUSY: "another program uses it",
  EIO: "the disk reports an error"
}
