import { expect, test } from 'vitest'
import { readFile } from '../../src/formats/readFile.ts'

// Files that are no lists of papers, each as its own program writes it.
const FILES: readonly (readonly [what: string, name: string, text: string])[] = [
  [
    'a program in Python',
    'a.py',
    `import os, sys
from dataclasses import dataclass

@dataclass(frozen=True)
class Paper:
    title: str
    year: int = 2020

def read(path, sep=","):
    """Reads a file.

    - first, the header
    - then, the rows
    """
    # comment, with commas, in it
    with open(path) as f:
        return [Paper(*line.split(sep)) for line in f]
`,
  ],
  [
    'a program in JavaScript',
    'b.js',
    `import { a, b, c } from './a.js'
// A list, of things
const papers = [{ title: 'One', year: 2020 }, { title: 'Two', year: 2021 }]
export function main(args, opts) {
  const [first, second] = args
  console.log(first, second)
  return papers.map((p) => p.title)
}
`,
  ],
  [
    'a component with a decorator',
    'aa.ts',
    `@Component({ selector: 'app', template: '<p>hi</p>' })
export class App {
  @Input() title = ''
}
`,
  ],
  [
    'a program in C',
    'c.c',
    `#include <stdio.h>
#include <stdlib.h>

/* A comment, with commas, and more */
int main(int argc, char **argv) {
    printf("%d, %s\\n", argc, argv[0]);
    return 0;
}
`,
  ],
  [
    'a program in Java',
    'd.java',
    `package org.example;

import java.util.List;

public class Main {
    @Override
    public String toString() { return "Main"; }
    public static void main(String[] args) {
        List<String> a = List.of("a", "b", "c");
    }
}
`,
  ],
  [
    'a script',
    'n.sh',
    `#!/bin/sh
# Build, test, and publish
set -e
for f in a b c; do
  echo "$f, done"
done
`,
  ],
  [
    'statements of SQL',
    'm.sql',
    `CREATE TABLE papers (id INTEGER PRIMARY KEY, title TEXT, year INTEGER);
INSERT INTO papers (id, title, year) VALUES (1, 'One', 2020), (2, 'Two', 2021);
SELECT title, year FROM papers WHERE year > 2000;
`,
  ],
  [
    'a style sheet',
    't.css',
    `@media (max-width: 600px) { body, html { margin: 0 } }
@font-face { font-family: "A", serif; src: url(a.woff2) }
a, b, i { color: rgb(1, 2, 3) }
`,
  ],
  [
    'a patch',
    'r.diff',
    `diff --git a/a.txt b/a.txt
index 123..456 100644
--- a/a.txt
+++ b/a.txt
@@ -1,3 +1,3 @@
-one, two
+one, two, three
 four
`,
  ],
  [
    'an article in TeX',
    'l.tex',
    `\\documentclass{article}
\\usepackage{graphicx,amsmath}
\\title{A Paper, and More}
\\author{Ann Roe \\and Bo Doe}
\\begin{document}
\\section{Introduction}
We study disks, caches, and queues~\\cite{a,b}.
% a comment
\\begin{itemize}
\\item one, two
\\end{itemize}
\\end{document}
`,
  ],
  [
    'an e-mail',
    'letter.txt',
    `From: Ann Roe <ann@example.org>
To: Bo Doe <bo@example.org>
Subject: Re: Draft of section 3
Date: Tue, 3 Mar 2026 10:00:00 +0100

Hi Bo,

thanks for the draft, I read it on the train. Two remarks:

- The second paragraph repeats the first, word for word.
- Table 2 has the wrong units in its last column.
- Could we meet on Thursday at 3pm to talk about the rest?

> On Monday, Bo wrote:
> please find the draft attached

Best,
Ann
`,
  ],
  [
    'an invitation',
    'u.txt',
    `Dear all,

the next meeting is on Friday, 13 March, in room 5, at 2pm.
Agenda: budget, staff, and the move.

Please send apologies, if any, to me.
`,
  ],
  [
    'prose with commas',
    'prose.txt',
    `The history of disks is long. In 1956, IBM shipped the first one, which was as large as a wardrobe, and slow.

Since then, they have become smaller, faster, and cheaper, though seeks, which need moving parts, remain slow.
Nobody knows, at this point, whether they will be with us in 2040, or whether flash will have replaced them.
`,
  ],
  [
    'a poem',
    'ac.txt',
    `Roses are red,
Violets are blue,
Sugar is sweet,
And so are you.
`,
  ],
  [
    'an exam',
    'y.txt',
    `1. Which of these is a prime number?
a) 4
b) 7
c) 9

2. Name three rivers in Europe, and say where they end.
`,
  ],
  [
    'the page of a program',
    'prose2.md',
    `# About this project

This project helps people write letters. It is small, and it is free.

## Installation

1. Download the archive from the release page.
2. Unpack it into a folder of your choice.
3. Run the program with the option you need.

## Usage

- Press the button to begin.
- Press it again to stop.

## License

MIT
`,
  ],
  [
    'a shopping list',
    'v.md',
    `# Groceries

- milk
- bread, two loaves
- eggs
- a birthday card for Grandma
`,
  ],
  [
    'minutes of a meeting',
    'w.md',
    `# Minutes of the meeting of 3 March

Present: Ann, Bo, Cy

- Ann reports that the server was down for two hours on Monday.
- Bo will write to the vendor until next week.
- The next release is planned for April 2026.
- [ ] Ann: update the page
- [x] Bo: order chairs
`,
  ],
  [
    'a log of a server',
    'e.log',
    `2026-03-01 10:00:01,123 INFO  [main] server: started, port 8080, pid 4711
2026-03-01 10:00:02,456 WARN  [worker-1] cache: miss, key=a, size=12
2026-03-01 10:00:03,789 ERROR [worker-2] store: failed, code=5, retry in 3s
2026-03-01 10:00:04,001 INFO  [main] server: request, GET /a, 200
`,
  ],
  [
    'a log of a system',
    'e2.log',
    `Mar  1 10:00:01 host sshd[123]: Accepted publickey for ann from 10.0.0.1 port 22
Mar  1 10:00:02 host cron[456]: (root) CMD (run-parts /etc/cron.hourly)
Mar  1 10:00:03 host kernel: eth0: link up
`,
  ],
  [
    'subtitles',
    's.srt',
    `1
00:00:01,000 --> 00:00:03,000
Hello, and welcome.

2
00:00:04,000 --> 00:00:06,000
Today, we talk about disks.
`,
  ],
  [
    'settings with sections',
    'f.ini',
    `; settings
[server]
host = 0.0.0.0
port = 8080
paths = /a, /b, /c

[client]
title = A Client
author = Ann
year = 2020
`,
  ],
  [
    'settings in TOML',
    'g.toml',
    `[package]
name = "example"
version = "0.1.0"
authors = ["Ann Roe <ann@example.org>"]
edition = "2021"

[dependencies]
serde = { version = "1.0", features = ["derive"] }
`,
  ],
  [
    'settings in YAML',
    'h.yaml',
    `version: 2
services:
  - name: web
    image: example/web:1.0
    ports: [80, 443]
  - name: db
    image: postgres
`,
  ],
  [
    'settings of a program in Java',
    'z.properties',
    `# Settings
app.title=Example
app.year=2020
app.url=https://example.org
`,
  ],
  [
    'a package of JavaScript',
    'i.json',
    `{ "name": "example", "version": "1.0.0", "scripts": { "build": "tsc", "test": "vitest" }, "dependencies": { "react": "19.0.0" }, "author": "Ann Roe", "description": "A thing" }
`,
  ],
  [
    'a notebook',
    'ad.ipynb',
    `{"cells":[{"cell_type":"markdown","metadata":{},"source":["# Title\\n","Some text, here"]},{"cell_type":"code","execution_count":1,"metadata":{},"outputs":[],"source":["import os"]}],"metadata":{"kernelspec":{"name":"python3"}},"nbformat":4,"nbformat_minor":5}
`,
  ],
  [
    'a map',
    'ae.geojson',
    `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Berlin","url":"https://example.org"},"geometry":{"type":"Point","coordinates":[13.4,52.5]}}]}
`,
  ],
  [
    'XML with commas',
    'j.xml',
    `<?xml version="1.0" encoding="UTF-8"?>
<config>
  <item>one, two, three</item>
  <item>four, five, six</item>
</config>
`,
  ],
  [
    'a web page',
    'k.html',
    `<!DOCTYPE html>
<html><head><title>Shop</title><style>a { color: red, blue }</style></head>
<body><h1>Our shop</h1><ul><li>Apples, red, 2 kg</li><li>Pears, green, 1 kg</li></ul>
<p>Write to us, call us, or visit.</p></body></html>
`,
  ],
  [
    'a bank statement',
    'o.csv',
    `date,amount,balance
2026-01-01,12.50,100.00
2026-01-02,-3.20,96.80
2026-01-03,7.00,103.80
`,
  ],
  [
    'a table of addresses',
    'ab.txt',
    `Name;Street;City
Ann Roe;First Street 1;Berlin
Bo Doe;Second Street 2;Bonn
Cy Poe;Third Street 3;Köln
`,
  ],
  [
    'a card of a person',
    'p.vcf',
    `BEGIN:VCARD
VERSION:3.0
N:Roe;Ann;;;
FN:Ann Roe
ORG:Example University
TEL;TYPE=work:+1 555 0100
END:VCARD
`,
  ],
  [
    'a calendar',
    'q.ics',
    `BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
SUMMARY:Reading group, room 3
DTSTART:20260301T100000Z
END:VEVENT
END:VCALENDAR
`,
  ],
]

test.each(FILES)('%s is refused in a sentence', (_, name, text) => {
  const { entries, notices } = readFile(name, new TextEncoder().encode(text))
  expect(entries ?? []).toEqual([])
  expect(notices[0]?.message).toMatch(/\w \w/)
})
