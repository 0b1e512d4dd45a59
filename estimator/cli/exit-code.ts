/** What the process ends with. */
export const exitCode = {
  /** Estimated, and within budget. */
  done: 0,
  /** A gate said no. */
  refused: 1,
  /** The work could not be done: unreadable input, wrong SQL, wrong usage. */
  failed: 2,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
