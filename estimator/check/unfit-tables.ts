import picomatch from 'picomatch';
import type { Catalog } from '../catalog/catalog.js';
import { nearestName } from '../nearest-name.js';
import type { Finding } from './check-report.js';
import type { CheckSettings } from './check-settings.js';

/** Globs of rules that fit no table of the catalog: a slip in one turns its rule off. */
export function unfitTables({ rules }: CheckSettings, { databases }: Catalog): readonly Finding[] {
  const tables = [...databases.values()].flatMap(({ name: database, tables: own }) =>
    [...own.keys()].map((table) => ({ table, qualified: `${database}.${table}` })),
  );
  return Object.entries(rules).flatMap(([rule, setting]) =>
    (setting?.tables ?? []).flatMap((glob): readonly Finding[] => {
      const fits = picomatch(glob);
      if (tables.some(({ table, qualified }) => fits(table) || fits(qualified))) return [];
      const names = tables.map(({ table, qualified }) => (glob.includes('.') ? qualified : table));
      const nearest = nearestName(glob, new Set(names));
      const hint = nearest === null ? '' : ` Did you mean ${nearest}?`;
      const message = `${glob} of the tables of ${rule} fits no table of the catalog, so the rule says nothing about it.${hint}`;
      const place = { file: null, line: null, column: null, bytes: null };
      return [{ rule: 'configuration', level: 'warn', message, ...place }];
    }),
  );
}
