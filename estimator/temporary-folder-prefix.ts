/** How the names of this process's temporary folders begin; `what` says what is in them, in lower case letters and dashes. */
export function temporaryFolderPrefix(what: string): string {
  return `athena-dryrun-${what}-${process.pid}-`;
}

/** The process that a temporary folder was made by; null for a folder that isn't ours. */
export function processOfTemporaryFolder(name: string): number | null {
  const pid = /^athena-dryrun-[a-z]+(?:-[a-z]+)*-(\d{1,10})-[A-Za-z0-9]{6}$/.exec(name)?.[1];
  return pid === undefined ? null : Number(pid);
}
