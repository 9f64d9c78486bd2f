// Links that lead nowhere: in the documentation that cargo doc has written, and in Markdown files.
// Only those within this repository are followed.
//
//   node .ci/links.mjs [FOLDER]     the folder of the documentation, target/doc unless said otherwise
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const docs = resolve(process.argv[2] ?? join(root, 'target/doc'));
const lines = (command, ...args) => execFileSync(command, args, { cwd: root, encoding: 'utf8' }).split('\n');
const packages = JSON.parse(lines('cargo', 'metadata', '--no-deps', '--format-version=1').join('\n')).packages;

const pages = new Map();
const page = (file) => {
    if (!pages.has(file)) pages.set(file, readFileSync(file, 'utf8'));
    return pages.get(file);
};

/// Each `.html` below a folder; pages of sources have a line as their anchor.
function* below(folder) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) yield* below(path);
        else if (entry.name.endsWith('.html')) yield path;
    }
}

/// Markdown's anchor of a heading, as GitHub makes it.
const slug = (heading) =>
    heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').trim().replaceAll(' ', '-');

const anchors = (file) =>
    file.endsWith('.md')
        ? new Set([...page(file).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => slug(heading)))
        : new Set([...page(file).matchAll(/\bid="([^"]*)"/g)].map(([, id]) => id));

/// Why a link of a file leads nowhere; nothing if it leads somewhere.
function dead(file, link) {
    if (/^[a-z]+:|^\/\//.test(link)) return undefined;
    const [path, anchor] = link.replaceAll('&amp;', '&').split('#');
    let target = path === '' ? file : resolve(dirname(file), decodeURI(path.split('?')[0]));
    if (!existsSync(target)) return 'no such file';
    if (!anchor || statSync(target).isDirectory() || !/\.(html|md)$/.test(target)) return undefined;
    // Lines of sources, and pages that send the reader on to where an item is documented.
    if (target.includes('/src/')) return undefined;
    const onward = page(target).match(/http-equiv="refresh" content="0;URL=([^"]+)"/i);
    if (onward) target = resolve(dirname(target), onward[1]);
    const places = anchors(target);
    return places.has(anchor) || places.has(decodeURI(anchor)) ? undefined : 'no such place';
}

const found = [];
const check = (file, links) => {
    for (const link of new Set(links)) {
        const why = dead(file, link);
        if (why) found.push(`${relative(root, file)}: ${link}: ${why}`);
    }
};
let files = 0;
for (const name of packages.flatMap(({ targets }) => targets.map(({ name }) => name.replaceAll('-', '_')))) {
    if (!existsSync(join(docs, name))) continue;
    for (const file of below(join(docs, name))) {
        files += 1;
        check(file, [...page(file).matchAll(/<a\b[^>]* href="([^"]*)"/g)].map(([, link]) => link));
    }
}
for (const file of lines('git', 'ls-files', '*.md').filter(Boolean).map((file) => join(root, file))) {
    // What rustdoc includes is checked in its pages.
    if (file.includes('/cti-runtime/docs/')) continue;
    files += 1;
    const text = page(file).replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
    check(file, [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link));
}
found.forEach((line) => console.error(line));
console.log(`${files} files, ${found.length} dead links`);
process.exit(found.length || files === 0 ? 1 : 0);
