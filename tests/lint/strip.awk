# C without comments, and with the text of strings and characters left out: "file:line:code" for each line.
FNR == 1 { in_comment = 0 }
!in_comment && !/["'\/]/ {
	print FILENAME ":" FNR ":" $0
	next
}
{
	out = ""
	n = length($0)
	for (i = 1; i <= n; i++) {
		c = substr($0, i, 1)
		two = substr($0, i, 2)
		if (in_comment) {
			if (two == "*/") { in_comment = 0; i++ }
		} else if (two == "/*") {
			in_comment = 1
			i++
		} else if (two == "//") {
			break
		} else if (c == "\"" || c == "'") {
			for (i++; i <= n && substr($0, i, 1) != c; i++)
				if (substr($0, i, 1) == "\\")
					i++
			out = out c c
		} else
			out = out c
	}
	print FILENAME ":" FNR ":" out
}
