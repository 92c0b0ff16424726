// Which part of the app's code belongs to which room of the engine, in bytes and in brotli bytes. A group's brotli bytes are
// those that go when its functions are left out of the module: measured, not shared out. What several groups need (the
// standard library, generic code of no name, tables of data) is no group's.
// Usage: node sizes.mjs <the linker's module> <folder for work> <the built site> <wasm-opt> <its options>

import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const [linked, folder, site, shrinker, ...options] = process.argv.slice(2);
const file = join(folder, 'named.wasm');
let bytes = readFileSync(linked);
shrink();
const settings = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
};
const compressed = (parts) => brotliCompressSync(Buffer.concat(parts), settings).length;

/** A reader of numbers in the module's own form. */
function reader(start) {
  let at = start;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  return {
    number,
    text() {
      const length = number();
      at += length;
      return bytes.subarray(at - length, at).toString('utf8');
    },
    skip(count) {
      at += count;
    },
    get at() {
      return at;
    },
  };
}

/** The sections: their kind, name, and where they lie. */
function sections() {
  const found = [];
  const read = reader(8);
  while (read.at < bytes.length) {
    const from = read.at;
    const kind = bytes[from];
    read.skip(1);
    const length = read.number();
    const end = read.at + length;
    const inside = reader(read.at);
    const name = kind === 0 ? inside.text() : '';
    found.push({ kind, name, from, start: inside.at, end });
    read.skip(length);
  }
  return found;
}

/** Shrinks the module as the app is shrunk, but keeps the names of its functions. */
function shrink() {
  const plain = join(folder, 'linked.wasm');
  // What the linker wrote for the splitter is no use to the shrinker.
  const kept = sections().filter(({ name }) => name !== 'linking' && !name.startsWith('reloc.'));
  writeFileSync(plain, Buffer.concat([bytes.subarray(0, 8), ...kept.map(({ from, end }) => bytes.subarray(from, end))]));
  const run = spawnSync(shrinker, [...options, '-g', plain, '-o', file], { stdio: 'inherit' });
  if (run.status !== 0) {
    console.error(`${shrinker} failed`);
    process.exit(1);
  }
  bytes = readFileSync(file);
}

/** How many functions come from outside; they are numbered first. */
function importedFunctions(section) {
  if (!section) return 0;
  const read = reader(section.start);
  let functions = 0;
  for (let left = read.number(); left > 0; left--) {
    read.text();
    read.text();
    const kind = read.number();
    if (kind === 0) {
      functions++;
      read.number();
    } else if (kind === 1) {
      read.skip(1);
      if (read.number() & 1) (read.number(), read.number());
      else read.number();
    } else if (kind === 2) {
      if (read.number() & 1) (read.number(), read.number());
      else read.number();
    } else {
      read.skip(2);
    }
  }
  return functions;
}

function functionNames(section) {
  const names = new Map();
  const read = reader(section.start);
  while (read.at < section.end) {
    const kind = read.number();
    const length = read.number();
    if (kind !== 1) {
      read.skip(length);
      continue;
    }
    for (let left = read.number(); left > 0; left--) {
      const index = read.number();
      names.set(index, read.text());
    }
  }
  return names;
}

/** The room of the engine, or the crate, that a function was written in or made for. */
function groupOf(name) {
  // A path is written `6engine4text4load`, and inside of a type's name `engine..text..load`.
  const own = name.match(/(?:6(engine|visual|lesson)|7(ndarium))(?:(\d+)([a-z0-9_]+))?|(engine|visual|lesson|ndarium)\.\.([a-z0-9_]+)/);
  if (!own) return 'other crates and the standard library';
  const crate = own[1] ?? own[2] ?? own[5];
  const room = own[6] ?? own[4]?.slice(0, Number(own[3]));
  return crate === 'engine' && room ? `engine ${room}` : crate;
}

const all = sections();
const section = (kind, name = '') => all.find((one) => one.kind === kind && one.name === name);
const nameSection = section(0, 'name');
const codeSection = section(10);
if (!nameSection || !codeSection) {
  console.error(`${file} names no functions`);
  process.exit(1);
}
const names = functionNames(nameSection);
const first = importedFunctions(section(2));
const functions = [];
const read = reader(codeSection.start);
for (let left = read.number(), index = first; left > 0; left--, index++) {
  const size = read.number();
  functions.push({ group: groupOf(names.get(index) ?? ''), body: bytes.subarray(read.at, read.at + size) });
  read.skip(size);
}

const without = (leftOut) => compressed(functions.filter(({ group }) => !leftOut(group)).map(({ body }) => body));
const whole = without(() => false);
const rows = [];
for (const group of new Set(functions.map(({ group }) => group))) {
  const own = functions.filter((one) => one.group === group);
  rows.push({
    group,
    functions: own.length,
    bytes: own.reduce((sum, { body }) => sum + body.length, 0),
    brotli: whole - without((other) => other === group),
  });
}
rows.sort((a, b) => b.brotli - a.brotli);
const line = (name, ...cells) => console.log(name.padEnd(42) + cells.map((cell) => String(cell).padStart(11)).join(''));
line('group', 'functions', 'bytes', 'brotli', 'of all');
const share = (part) => `${((100 * part) / whole).toFixed(1)} %`;
for (const { group, functions: count, bytes: size, brotli } of rows) line(group, count, size, brotli, share(brotli));
const isEngine = (group) => group.startsWith('engine ');
const engine = functions.filter(({ group }) => isEngine(group));
const engineBrotli = whole - without(isEngine);
line('the engine together', engine.length, engine.reduce((sum, { body }) => sum + body.length, 0), engineBrotli, share(engineBrotli));
const data = section(11);
if (data) line('data: tables and texts of all', '', data.end - data.start, compressed([bytes.subarray(data.start, data.end)]), '');
const modules = readdirSync(site).filter((name) => name.endsWith('.wasm'));
for (const name of modules) {
  const module = readFileSync(join(site, name));
  line(`the site's ${name}`, '', module.length, compressed([module]), '');
}
console.log(`code=${functions.reduce((sum, { body }) => sum + body.length, 0)} brotli=${whole} engine_brotli=${engineBrotli}`);
