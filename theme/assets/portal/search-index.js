// Reads the index: small files of posting lists, only those that a query needs, all from the site itself.
import { Spellings, code, pairs, split, syllable, tokens } from "./search-words.js";

const MOST_WORDS = 16;
const ENOUGH = 3; // results with neighbouring words; with fewer, words apart from each other count too
const PLACE = [0.25, 0.4, 0.6, 1]; // body, facts, summary, title
const BEGINNING = 6; // words that the beginning of a title is compared with
const LOWEST = 2; // added to scores, so that none is below nothing
const FINE = 1e7; // by what scores are multiplied before they are rounded
const MOST_ITEMS = 2 ** 24; // numbers of items; with scores below 30 the keys of hits stay exact
const QUOTED = /["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)/g;

class Gone extends Error {}

// The list of a term in a term file as item numbers and places, each one number: item * 4 + place.
function list(bytes, wanted) {
  const high = wanted >>> 8;
  for (let at = 0; at < bytes.length; ) {
    const found = (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2];
    let size = 0, shift = 0, byte;
    at += 3;
    do {
      byte = bytes[at++];
      size |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    if (found === high) return decode(bytes.subarray(at, at + size));
    if (found > high) break;
    at += size;
  }
  return new Int32Array();
}

// Plain loops over typed arrays: a common syllable stands in most items, and the browser meets this code cold.
function decode(bytes) {
  const values = new Int32Array(bytes.length);
  let count = 0, last = 0;
  for (let at = 0; at < bytes.length; ) {
    let byte = bytes[at++], value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++];
      value |= (byte & 127) << shift;
    }
    last = count ? (last | 3) + value : value;
    values[count++] = last;
  }
  return values.subarray(0, count);
}

// Hits from best to worst; among equals the newer first. Kept as numbers, which the browser sorts by itself.
class Hits {
  #keys;

  constructor(docs, scores, count) {
    const keys = new Float64Array(count);
    for (let n = 0; n < count; n++) keys[n] = -(Math.round((scores[docs[n]] + LOWEST) * FINE) * MOST_ITEMS + docs[n]);
    this.#keys = keys.sort();
    this.length = count;
  }

  slice(from, to) {
    return Array.from(this.#keys.subarray(from, to), (key) => {
      const doc = -key % MOST_ITEMS;
      return { doc, score: (-key - doc) / MOST_ITEMS / FINE - LOWEST };
    });
  }
}

const bits = (value) => {
  let sum = 0;
  for (; value; value &= value - 1) sum++;
  return sum;
};

export class Index {
  constructor(address, lang) {
    this.address = address;
    this.lang = lang;
  }

  // Calls `work` with the index at hand; when a release has just replaced it, once more with the new one.
  async use(work) {
    for (let again = false; ; again = true) {
      try {
        if (!this.head || again) await this.#begin(again);
        return await work();
      } catch (error) {
        if (again || !(error instanceof Gone)) throw error;
      }
    }
  }

  async #begin(again) {
    const answer = await fetch(this.address, { cache: again ? "reload" : "default" });
    if (!answer.ok) throw new Error(String(answer.status));
    this.head = await answer.json();
    this.files = new Map();
    this.spellings = new Spellings(this.head.spellings);
    this.size = this.head.years.reduce((sum, [, count]) => sum + count, 0);
  }

  #file(name) {
    const address = new URL(`${this.head.folder}/${name}`, new URL(this.address, location.href)).href;
    if (!this.files.has(address)) {
      const asked = fetch(address).then((answer) => {
        if (answer.status === 404) throw new Gone();
        if (!answer.ok) throw new Error(String(answer.status));
        return name.endsWith(".json") ? answer.json() : answer.arrayBuffer().then((data) => new Uint8Array(data));
      });
      asked.catch(() => this.files.delete(address));
      this.files.set(address, asked);
    }
    return this.files.get(address);
  }

  async #list(term) {
    const wanted = code(term);
    return list(await this.#file(`t${(wanted & (this.head.files - 1)) >>> 0}.bin`), wanted);
  }

  parse(text) {
    const runs = [];
    const rest = text.replace(QUOTED, (_, inner) => {
      runs.push({ strict: true, words: tokens(inner, this.lang) });
      return " ";
    });
    runs.push({ strict: false, words: tokens(rest, this.lang) });
    let left = MOST_WORDS;
    for (const run of runs) {
      run.typed = run.words.slice(0, left);
      left -= run.typed.length;
      Object.assign(run, this.spellings.replace(run.typed));
    }
    return runs.filter((run) => run.words.length);
  }

  async search(text, filters) {
    const asked = this.parse(text);
    if (!asked.length) return { hits: [], runs: asked };
    const repairs = this.lang === "en" ? [] : this.#repairs(asked);
    let found = await this.#evaluate(asked, filters, repairs.length ? "near" : "apart");
    if (!found.hits.length) {
      for (const mended of await Promise.all(repairs.map((runs) => this.#evaluate(runs, filters, "near")))) {
        if (mended.hits.length > found.hits.length) found = { ...mended, repaired: true };
      }
    }
    if (!found.hits.length && repairs.length) found = await this.#evaluate(asked, filters, "apart");
    return found.hits.length ? found : { ...(await this.#evaluate(asked, filters, "some")), near: true };
  }

  // Queries in which words that were written together are apart: the index decides which reading is meant.
  #repairs(runs) {
    const choices = runs.flatMap((run) => run.typed).map((word) => (syllable(word) ? [] : split(word)));
    if (!choices.some((ways) => ways.length)) return [];
    return [0, 1, 2]
      .filter((n) => n === 0 || choices.some((ways) => ways.length > n))
      .map((n) => {
        let at = 0;
        return runs.map((run) => {
          const typed = run.typed.flatMap((word) => {
            const ways = choices[at++];
            return (ways[n] ?? ways[0] ?? [word]).flatMap((part) => tokens(part, this.lang));
          });
          return { strict: run.strict, typed, ...this.spellings.replace(typed.slice(0, MOST_WORDS)) };
        });
      });
  }

  // `reach`: the words stand together (“near”), anywhere in the item (“apart”), or at least half of them do (“some”).
  async #evaluate(runs, filters, reach) {
    const asked = [];
    let bit = 0, full = 0;
    for (const run of runs) {
      const first = bit;
      bit += run.words.length;
      for (let n = first; n < bit; n++) full |= 1 << n;
      if (run.words.length === 1) asked.push({ term: run.words[0], cover: 1 << first, strict: run.strict });
      pairs(run.words).forEach((term, n) => asked.push({ term, cover: 3 << (first + n), strict: run.strict }));
    }
    const own = runs.flatMap((run) => run.words).filter((word) => /^\d/.test(word)).map((word) => "#" + word);
    const begun = runs.length === 1 && runs[0].words.length <= BEGINNING ? ["^" + runs[0].words.join(" ")] : [];
    const kept = Object.entries({ w: filters.site, s: filters.section, k: filters.kind })
      .filter(([, value]) => value)
      .map(([letter, value]) => `@${letter}:${value}`);
    const read = (terms) => Promise.all(terms.map((term) => this.#list(term)));
    const [lists, numbers, titles, filtered] = await Promise.all(
      [asked.map((a) => a.term), own, begun, kept].map(read),
    );
    const state = this.#state(filtered, filters.year);
    this.#add(state, asked, lists, 1);
    const { size } = this;
    const { cover, out, score, count, strict: quoted } = state;
    const strict = asked.filter((a) => a.strict).length;
    let near = 0;
    for (let doc = 0; doc < size && near < ENOUGH; doc++) {
      if (cover[doc] === full && quoted[doc] === strict && !out[doc]) near++;
    }
    const loose = runs.filter((run) => !run.strict && run.words.length > 1);
    if (near < ENOUGH && loose.length && reach !== "near") {
      bit = 0;
      const single = [];
      for (const run of runs) {
        for (const term of run.words) {
          if (!run.strict && run.words.length > 1) single.push({ term, cover: 1 << bit, strict: false });
          bit++;
        }
      }
      this.#add(state, single, await read(single.map((s) => s.term)), 0.3, true);
    }
    for (const found of numbers) for (const value of found) score[value >> 2] += 0.8 / own.length;
    for (const found of titles) for (const value of found) score[value >> 2] += (value & 3) === 3 ? 0.6 : 0.25;
    const docs = new Int32Array(size);
    const all = asked.length;
    let most = 0;
    for (let doc = 0; doc < size; doc++) {
      const covered = cover[doc];
      if (!covered || out[doc] || quoted[doc] !== strict) continue;
      let tier = count[doc] === all ? 0.3 : 0.1;
      if (covered !== full) {
        if (reach !== "some" || bits(covered) * 2 < bit) continue;
        tier = bits(covered) / bit - 1;
      }
      score[doc] += tier + (0.08 * doc) / size;
      docs[most++] = doc;
    }
    return { hits: new Hits(docs, score, most), runs };
  }

  #state(filtered, year) {
    const out = new Uint8Array(this.size);
    for (const values of filtered) {
      const allowed = new Set(values.map((value) => value >> 2));
      for (let doc = 0; doc < this.size; doc++) if (!allowed.has(doc)) out[doc] = 1;
    }
    let at = 0;
    for (const [each, count] of this.head.years) {
      if (year && each !== year) out.fill(1, at, at + count);
      at += count;
    }
    const make = (Kind) => new Kind(this.size);
    return { out, cover: make(Int32Array), strict: make(Uint8Array), count: make(Uint8Array), score: make(Float32Array) };
  }

  // Adds lists to the state; rare terms count more than common ones.
  #add(state, asked, lists, factor, coverOnly = false) {
    const { items } = this.head;
    const rarity = lists.map((found) => Math.log(1 + (items + 1) / (found.length + 1)));
    const most = rarity.reduce((sum, value) => sum + value, 0);
    const { cover, score, count, strict } = state;
    asked.forEach((one, n) => {
      const found = lists[n];
      const weights = PLACE.map((place) => (place * factor * rarity[n]) / most);
      for (let at = 0; at < found.length; at++) {
        const value = found[at], doc = value >> 2;
        cover[doc] |= one.cover;
        score[doc] += weights[value & 3];
        if (coverOnly) continue;
        count[doc]++;
        if (one.strict) strict[doc]++;
      }
    });
  }

  // What results show of some hits, in their order.
  async records(hits) {
    const size = this.head.records;
    const files = await Promise.all(hits.map((hit) => this.#file(`r${Math.floor(hit.doc / size)}.json`)));
    return hits.flatMap((hit, n) => {
      const row = files[n][hit.doc % size];
      if (!row) return []; // taken down between two answers
      const [title, summary, url, day, site, section, kind] = row;
      return [{ title, summary, url, day, site, section, kind, score: hit.score }];
    });
  }
}
