#!/usr/bin/env python3
"""Turn text files into C: the built-in configuration and the store's SQL.

  embed.py files SYMBOL OUT.c FILE...     const struct embedded SYMBOL[]: path below config/, bytes, size
  embed.py sql OUT.c OUT.h FILE...        an enum of statement names and their texts; a statement starts
                                          with a line `-- name: action_put` and ends at the next such line
"""
import pathlib, re, sys


def quoted(data):
    out = []
    for line in data.splitlines(keepends=True):
        body = "".join(chr(b) if 32 <= b < 127 and b not in b'"\\?' else "\\%03o" % b for b in line)
        out.append('\t"%s"' % body)
    return "\n".join(out) or '\t""'


def embed_files(symbol, out, paths):
    rows = []
    for p in sorted(paths):
        name = re.split(r"(?:^|/)config/", p)[-1]
        data = pathlib.Path(p).read_bytes()
        rows.append("{ \"%s\",\n%s,\n\t%d },\n" % (name, quoted(data), len(data)))
    pathlib.Path(out).write_text(
        "#include <dagstart/config/embedded.h>\n\n#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\nconst struct embedded %s[] = {\n%s{ 0, 0, 0 }\n};\n" % (symbol, "".join(rows)))


def embed_sql(out_c, out_h, paths):
    found = []
    for p in sorted(paths):
        text = pathlib.Path(p).read_text()
        parts = re.split(r"^-- name: ([a-z0-9_]+)[^\n]*\n", text, flags=re.M)
        for name, body in zip(parts[1::2], parts[2::2]):
            found.append((name, "\n".join(l for l in body.splitlines() if l.strip() and not l.lstrip().startswith("--"))))
    names = [n for n, _ in found]
    twice = {n for n in names if names.count(n) > 1}
    if twice:
        sys.exit("embed.py: statement named twice: %s" % ", ".join(sorted(twice)))
    found.sort()
    pathlib.Path(out_h).write_text(
        "#pragma once\n\nenum sql {\n%s\tSQL_COUNT\n};\n\nextern const char *const sql_text[SQL_COUNT];\nextern const char *const sql_name[SQL_COUNT];\n"
        % "".join("\tSQL_%s,\n" % n.upper() for n, _ in found))
    pathlib.Path(out_c).write_text(
        '#include "%s"\n\n#pragma GCC diagnostic ignored "-Woverlength-strings"\n\nconst char *const sql_text[SQL_COUNT] = {\n%s};\n\nconst char *const sql_name[SQL_COUNT] = {\n%s};\n'
        % (pathlib.Path(out_h).name,
           "".join("[SQL_%s] =\n%s,\n" % (n.upper(), quoted(b.encode())) for n, b in found),
           "".join('[SQL_%s] = "%s",\n' % (n.upper(), n) for n, _ in found)))


if __name__ == "__main__":
    kind = sys.argv[1] if len(sys.argv) > 1 else ""
    if kind == "files":
        embed_files(sys.argv[2], sys.argv[3], sys.argv[4:])
    elif kind == "sql":
        embed_sql(sys.argv[2], sys.argv[3], sys.argv[4:])
    else:
        sys.exit(__doc__)
