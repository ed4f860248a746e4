#!/bin/sh
# All lints, from the root of the repository. Names of lints may be given; $BUILD is the build folder.
here=$(dirname "$0")
status=0
[ $# -gt 0 ] || set -- includes functions sql hidden statics listed po format
for lint in "$@"; do
	sh "$here/$lint.sh" || {
		echo "lint: $lint failed" >&2
		status=1
	}
done
exit $status
