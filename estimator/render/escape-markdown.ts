import { printable } from './printable.js';

/** Between the characters that GitHub and GitLab make a link, a mention or a reference of: it has no width. */
const joint = '\u200b';

/** Names, paths and SQL come from users: nothing in them may become markup, a link, a mention or a reference. */
export function escapeMarkdown(text: string): string {
  return escapeMarkup(printable(text).replace(/@(?=\w)|[#!](?=\d)|:(?=\/\/)|www(?=\.)/gi, `$&${joint}`));
}

/** For text of our own, whose addresses are to be links. */
export function escapeMarkup(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&');
}
