// Words of a query as terms of the index: the same rules as pipeline/build/search/words.py, held together by a test.
const LONGEST = 32;
const TOKEN = /[a-z]+|[0-9]+|[\u00df-\u00f6\u00f8-\u024f\u0370-\u1fff\u3041-\ud7ff]+/g;
const LATE_Y = /^(?:[hklmst]|qu)y$/;

export const fold = (text) =>
  text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]+/g, "").replaceAll("đ", "d");

const plain = (token) => {
  if (/^[0-9]/.test(token)) return (token.replace(/^0+/, "") || "0").slice(0, LONGEST);
  return LATE_Y.test(token) ? token.slice(0, -1) + "i" : token.slice(0, LONGEST);
};

const english = (raw) => {
  const token = plain(raw);
  if (token.length < 4 || !token.endsWith("s") || /(?:ss|us|is)$/.test(token)) return token;
  return token.length > 4 && token.endsWith("ies") ? token.slice(0, -3) + "y" : token.slice(0, -1);
};

export const tokens = (text, lang) => (fold(text).match(TOKEN) ?? []).map(lang === "en" ? english : plain);

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});
const utf8 = new TextEncoder();

// CRC-32 of the term's UTF-8 bytes
export const code = (term) => {
  let sum = 0xffffffff;
  for (const byte of utf8.encode(term)) sum = (sum >>> 8) ^ TABLE[(sum ^ byte) & 255];
  return (sum ^ 0xffffffff) >>> 0;
};

export const pairs = (words) => words.slice(1).map((word, n) => words[n] + "_" + word);

// Names with several spellings become the one token that stands for all of them.
export class Spellings {
  constructor(rows) {
    this.forms = rows.flatMap((row) =>
      row.map((form) => ({ words: form.split(" "), short: row[0].replaceAll(" ", ""), row })),
    );
    this.forms.sort((a, b) => b.words.length - a.words.length);
  }

  replace(words) {
    const made = [], used = [];
    for (let at = 0; at < words.length; ) {
      const found = this.forms.find((f) => f.words.every((word, n) => words[at + n] === word));
      if (found) used.push(found);
      made.push(found ? found.short : words[at]);
      at += found ? found.words.length : 1;
    }
    return { words: made, used };
  }
}

// Folded syllables of Vietnamese: beginning and rhyme.
const ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])";
const RHYME =
  "(?:a(?:ch|ng|nh|[cimnoptuy])?|e(?:ch|ng|nh|[cmnoptu])?|i(?:ch|nh|e(?:ng|[cmnptu])|[amnptu])?" +
  "|o(?:a(?:ch|ng|nh|[cimnopty])?|e[not]?|ng|o(?:ng|c)|[cimnpt])?" +
  "|u(?:a(?:ng|[nty])?|e(?:ch|nh|n)?|o(?:ng|[cimnptu])?|y(?:a|ch|e[nt]|nh|[ntpu])?|ng|[cimnptu])?|y(?:e[mntu])?)";
const WHOLE = new RegExp(`^(?:${ONSET}?${RHYME}|gi)$`);
const BEGUN = new RegExp(`^${ONSET}`);
const CHOICES = 3;

export const syllable = (word) => WHOLE.test(word);

// Ways to read a run of letters as syllables, the likeliest first: few of them, each with a consonant before it.
export function split(word) {
  if (!/^[a-z]{4,40}$/.test(word) || syllable(word)) return [];
  const ways = [[{ cost: 0, words: [] }]];
  for (let end = 1; end <= word.length; end++) {
    const here = [];
    for (let start = Math.max(0, end - 7); start < end; start++) {
      const part = word.slice(start, end);
      if (!ways[start].length || !syllable(part)) continue;
      const cost = 10 + (BEGUN.test(part) ? 0 : 4) + (part.length < 2 ? 8 : 0) + (part.length < 3 ? 1 : 0);
      for (const way of ways[start]) here.push({ cost: way.cost + cost, words: [...way.words, part] });
    }
    here.sort((a, b) => a.cost - b.cost);
    ways.push(here.slice(0, CHOICES));
  }
  return ways[word.length].map((way) => way.words);
}
