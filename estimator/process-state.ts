/** Whether a process of this number runs, whoever's it is; `unknown` where the system does not tell. */
export function processState(pid: number): 'running' | 'ended' | 'unknown' {
  try {
    process.kill(pid, 0);
    return 'running';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EPERM') return 'running';
    return code === 'ESRCH' ? 'ended' : 'unknown';
  }
}
