import type { Assets } from '../http/assets.js';
import { urls } from '../urls.js';

/** What every page has around its content. */
export interface FrameView {
  readonly title: string;
  readonly styleUrl: string;
  readonly themeUrl: string;
  readonly scriptUrl: string;
  readonly htmxUrl: string;
  readonly iconUrl: string;
  readonly links: readonly NavigationLink[];
  /** The JSON twin of this very page; null where its address would be too long. */
  readonly jsonUrl: string | null;
  /** When a page without scripts looks again; null: never. */
  readonly refreshSeconds: number | null;
}

export interface NavigationLink {
  readonly text: string;
  readonly href: string;
  readonly isCurrent: boolean;
}

const sections: readonly { readonly text: string; readonly href: string }[] = [
  { text: 'Playground', href: urls.home },
  { text: 'Your data', href: urls.data },
  { text: 'Catalog', href: urls.catalog },
  { text: 'The plan’s claims', href: urls.claims },
  { text: 'Reference', href: urls.reference },
];

export function frameView(
  assets: Assets,
  page: {
    readonly title: string;
    readonly section: string | null;
    readonly jsonUrl: string | null;
    readonly refreshSeconds?: number | null;
  },
): FrameView {
  return {
    title: page.title,
    styleUrl: assets.style.url,
    themeUrl: assets.theme.url,
    scriptUrl: assets.script.url,
    htmxUrl: assets.htmx.url,
    iconUrl: assets.icon.url,
    links: sections.map((section) => ({ ...section, isCurrent: section.href === page.section })),
    jsonUrl: page.jsonUrl,
    refreshSeconds: page.refreshSeconds ?? null,
  };
}
