/** The database that a visitor's own tables are in. */
export const ownDatabase = 'mine';
