#!/bin/sh
# A layer includes the contracts that it may know, its own private headers, and libraries where they belong.
. "$(dirname "$0")/lib.sh"

c_files src include/dagstart | xargs -r grep -nHE '^[[:space:]]*#[[:space:]]*include' | awk -F: '
BEGIN {
	# design.md, section 2: which contracts a layer may include besides its own
	may["base"] = ""
	may["domain"] = "base"
	may["doc"] = "base"
	may["store"] = "base domain"
	may["config"] = "base"
	may["intake"] = "base domain store config"
	may["agenda"] = "base domain doc store config"
	may["render"] = "base doc"
	may["tui"] = "base doc config"
	may["app"] = "base domain doc store config intake agenda render tui"

	# a library is met in one file of the layers that need it
	home["termkey"] = "tui"
	home["unibilium"] = "tui"
	home["sqlite3"] = "store"
	home["yaml"] = "config"
	home["jansson"] = "render intake store"
	home["unistring"] = "base"
}
function has(list, word) { return index(" " list " ", " " word " ") > 0 }
function library(name) {
	if (name ~ /^sqlite3(ext)?\.h$/) return "sqlite3"
	if (name == "yaml.h" || name == "jansson.h" || name == "termkey.h" || name == "unibilium.h") {
		sub(/\.h$/, "", name)
		return name
	}
	if (name ~ /^uni(case|conv|ctype|gbrk|lbrk|name|norm|str|stdio|typ?es|wbrk|width)\.h$/) return "unistring"
	return ""
}
function folded(path,   n, part, i, depth, out) { # takes out x/.. pairs
	n = split(path, part, "/")
	depth = 0
	for (i = 1; i <= n; i++) {
		if (part[i] == "..") {
			if (depth == 0) return ""
			depth--
		} else if (part[i] != "." && part[i] != "")
			stack[++depth] = part[i]
	}
	out = stack[1]
	for (i = 2; i <= depth; i++)
		out = out "/" stack[i]
	return out
}
function tell(what) { print $1 ":" $2 ": " what }
{
	name = $0
	sub(/^[^:]*:[^:]*:[^<"]*[<"]/, "", name)
	quoted = $0 ~ /include[[:space:]]*"/
	sub(/[>"].*$/, "", name)
	n = split($1, part, "/")
	layer = part[1] == "src" ? part[2] : part[3]
	if (!(layer in may)) {
		tell("expected the file in the folder of a layer")
		next
	}
	if (quoted) {
		folder = $1
		sub(/\/[^\/]*$/, "", folder)
		if (part[1] != "src")
			tell("expected <dagstart/...> in a contract, not a private \"" name "\"")
		else if (index(folded(folder "/" name), "src/" layer "/") != 1)
			tell("expected a private header of " layer ", not \"" name "\"")
		next
	}
	if (name ~ /^dagstart\//) {
		split(name, at, "/")
		if (at[2] != layer && !has(may[layer], at[2]))
			tell("expected " layer " to include " (may[layer] ? may[layer] : "nothing") " only, not <" name ">")
		next
	}
	if (name == "err.h" || name == "error.h" || name == "syslog.h") {
		tell("expected errors as values (base/err.h), not <" name ">")
		next
	}
	lib = library(name)
	if (lib == "")
		next
	if (!has(home[lib], layer))
		tell("expected <" name "> in " home[lib] " only")
	else if (lib != "unistring" && first[lib, layer] != "" && first[lib, layer] != $1)
		tell("expected <" name "> in one file of " layer ", and " first[lib, layer] " has it")
	else
		first[lib, layer] = $1
}' | report
