# Compares a catalogue with the msgids of the sources (the first file) and prints what a person has to look at.
function text(line) { # what stands between the quotes
	sub(/^[^"]*"/, "", line)
	sub(/"[[:space:]]*$/, "", line)
	return line
}
function tell(what) { print catalogue ":" at ": expected " what }
function short(s) { return length(s) > 60 ? substr(s, 1, 57) "..." : s }
function edge(s, at_end,   n) { # spaces at one end
	while (n < length(s) && substr(s, at_end ? length(s) - n : n + 1, 1) == " ")
		n++
	return n
}
# The commands in backticks as far as they are typed literally: "dagstart goal add " of `dagstart goal add TEXT`.
function commands_kept(from, to,   command) {
	while (match(from, /`[^`]*`/)) {
		command = substr(from, RSTART + 1, RLENGTH - 2)
		from = substr(from, RSTART + RLENGTH)
		sub(/[A-Z].*$/, "", command)
		if (index(to, "`" command) == 0)
			return 0
	}
	return 1
}
# The commands whose keys a hint names: {action.add}.
function names_kept(from, to) {
	while (match(from, /[{][a-z_.]+[}]/)) {
		if (index(to, substr(from, RSTART, RLENGTH)) == 0)
			return 0
		from = substr(from, RSTART + RLENGTH)
	}
	return 1
}
function judge(key, from, many, to,   i, forms) {
	if (key == "") {
		if (index(to, "nplurals=2; plural=(n != 1);") == 0)
			tell("the heading to say: Plural-Forms: nplurals=2; plural=(n != 1);")
		if (index(to, "charset=UTF-8") == 0)
			tell("the heading to say: charset=UTF-8")
		return
	}
	if (!(key in asked)) {
		tell("a msgid of the sources, not: " short(from))
		return
	}
	if (fuzzy)
		tell("a certain translation: take out the mark fuzzy of: " short(from))
	if (asked_format[key] && !format)
		tell("the mark c-format, as the sources have it, at: " short(from))
	for (i = 0; i < (many == "" ? 1 : 2); i++) {
		to = form[i]
		if (to == "")
			tell("a translation of: " short(from))
		else if (edge(to, 0) != edge(from, 0) || edge(to, 1) != edge(from, 1))
			tell("the spaces around it as in: \"" from "\"")
		else if (from ~ /[A-Z][A-Z]/ && from !~ /[a-z]/ && to ~ /[a-z]/)
			tell("capitals, as in: " from)
		else if (!commands_kept(from, to))
			tell("the command in backticks as in: " short(from))
		else if (!names_kept(from, to))
			tell("the names in braces as in: " short(from))
	}
}
function flush() { # the end of an entry
	if (part == "")
		return
	if (reading_sources) {
		asked[context id] = place
		asked_format[context id] = format
	} else {
		judge(context id, id, plural, form[0])
		known[context id] = 1
	}
	context = id = plural = part = place = ""
	delete form
	fuzzy = format = 0
}
FNR == 1 && NR > 1 { flush() }
{ reading_sources = NR == FNR }
part == "form" && !/^("|msgstr)/ { flush() }
/^#: / && place == "" { place = $2 }
/^#,/ {
	fuzzy = /fuzzy/
	format = /[ ,]c-format/
}
/^#~/ && !reading_sources {
	at = FNR
	tell("no words that are not used any more")
}
/^msgctxt / {
	part = "context"
	context = text($0) "\004"
}
/^msgid / {
	part = "id"
	at = FNR
	id = text($0)
}
/^msgid_plural / {
	part = "plural"
	plural = text($0)
}
/^msgstr/ {
	part = "form"
	nth = $0 ~ /^msgstr\[/ ? substr($0, 8, 1) + 0 : 0
	form[nth] = text($0)
}
/^"/ {
	if (part == "id")
		id = id text($0)
	else if (part == "plural")
		plural = plural text($0)
	else if (part == "form")
		form[nth] = form[nth] text($0)
}
END {
	flush()
	for (key in asked)
		if (key != "" && !(key in known)) {
			where = asked[key]
			sub(/.*\004/, "", key)
			print where ": expected a translation in " catalogue " of: " short(key) | "sort"
		}
}
