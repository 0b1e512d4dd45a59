/** What reports say made them. The version is that of `package.json`, which a test compares. */
export const tool = { name: 'athena-dryrun', version: '0.1.0' } as const;
