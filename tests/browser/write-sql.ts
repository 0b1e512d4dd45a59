import type { Page } from 'playwright-core';

/** Replaces the text in the editor as a person does: by the keyboard. */
export async function writeSql(page: Page, sql: string): Promise<void> {
  await page.click('.cm-content');
  await page.keyboard.press('ControlOrMeta+A');
  // Replacing styled text makes Chromium try to keep its style inline, which the page's policy refuses.
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(sql);
}
