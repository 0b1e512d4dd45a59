/** More cells than this are no picture. */
export const mostPartitionsDrawn = 4_000;
