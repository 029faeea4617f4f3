import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WebAssets, WebLanguage } from '../../chat/server/web/assets.ts';
import en from '../../i18n/en/web.ts';
import es from '../../i18n/es/web.ts';

/**
 * The browser page in both languages, from `templates/web/`.
 * @param root the folder of package.json
 */
export async function webAssets(root: string): Promise<WebAssets> {
  const read = (name: string): Promise<string> => readFile(join(root, 'templates', 'web', name), 'utf8');
  const [page, script, style] = await Promise.all([read('index.html'), read('chat.js'), read('chat.css')]);
  return { pages: { en: fillPage(page, 'en', en), es: fillPage(page, 'es', es) }, script, style };
}

function fillPage(page: string, lang: WebLanguage, texts: Readonly<Record<string, string>>): string {
  const values: Record<string, string> = { ...texts, texts: JSON.stringify(texts) };
  return page
    .replace('<html lang="en">', `<html lang="${lang}">`)
    .replace(/\{\{(\w+)\}\}/g, (_whole, key: string) => escapeHtml(values[key] ?? ''));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
