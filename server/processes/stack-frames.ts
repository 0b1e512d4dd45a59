/** Where an error happened; its message stays out, because it may quote SQL. */
export function stackFrames(error: Error): readonly string[] {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return frames.slice(0, 8).map((line) => line.trim());
}
