import { isIP } from 'node:net';
import type { Addresses } from './addresses.ts';
import type { Names } from './names.ts';

const URL_TEXT = /\b([a-z][a-z0-9+.-]*):\/\/([^\s/'"<>?#]+)([^\s'"<>]*)/gi;
const EMAIL = /[\w.+-]+@(?=[a-z0-9-]+\.[a-z0-9.-]+)/gi;
const ADDRESS_6 = /(?<![\w.:])[0-9a-f]{0,4}:[0-9a-f:]*(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4})(?![\w:])/gi;
const ADDRESS_4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)/g;
const DOMAIN = /(?<![\w*-])(?:\*\.)?(?:[a-z0-9_*-]+\.)+[a-z][a-z0-9-]*[a-z0-9](?![\w-])/gi;
const PATH = /(?:(?<![\w./<])(?:\/[\w.@~+-]+){2,})|(?:[A-Za-z]:\\[^\s'"]+)/g;

/** Disguises what a text names: addresses, host names, URLs, mail boxes, paths, and the hosts that are known by name. */
export class Texts {
  readonly #addresses: Addresses;
  readonly #names: Names;
  readonly #known: RegExp | undefined;

  /** @param known names of one label that the record gives hosts */
  constructor(addresses: Addresses, names: Names, known: readonly string[]) {
    this.#addresses = addresses;
    this.#names = names;
    const words = known.map((word) => word.replaceAll(/[^\w-]/g, '\\$&')).sort((a, b) => b.length - a.length);
    this.#known = words.length === 0 ? undefined : new RegExp(`(?<![\\w.-])(?:${words.join('|')})(?![\\w-])`, 'gi');
  }

  /** A text of ours, whose words mean something. */
  of(text: string): string {
    return text
      .replace(URL_TEXT, (_, scheme: string, authority: string, rest: string) => {
        const host = authority.replace(/^[^@]*@/, '');
        return `${scheme}://${this.of(host)}${rest.length > 1 ? '/' : rest}`;
      })
      .replace(EMAIL, (box) => `${this.#names.token('box-', box.slice(0, -1).toLowerCase())}@`)
      .replace(PATH, (path) => this.#names.path(path))
      .replace(ADDRESS_6, (address) => (isIP(address) === 6 ? this.#addresses.of(address) : address))
      .replace(ADDRESS_4, (address) => (isIP(address) === 4 ? this.#addresses.of(address) : address))
      .replace(DOMAIN, (name) => (isDisguise(name) ? name : this.#names.host(name)));
  }

  /** A text of others, in which any word may be a host's name. */
  free(text: string): string {
    const known = this.#known;
    const out = this.of(text);
    return known ? out.replace(known, (name) => this.#names.host(name)) : out;
  }
}

/** What one replacement has put in is not replaced by the next. */
function isDisguise(name: string): boolean {
  return /(?:^|\.)host-\d+\.[a-z]+\.?$|^file-\d+\.\w+$/.test(name);
}
