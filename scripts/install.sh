#!/bin/sh
# Installs the system packages of the named groups (scripts/packages.txt) that are
# missing here. Quick and silent when nothing is.
#
#   sh scripts/install.sh GROUP…            install what is missing
#   sh scripts/install.sh --list GROUP…     every Debian package of the groups
#   sh scripts/install.sh --missing GROUP…  those that are missing here
#
# Debian and Ubuntu: by apt-get, through sudo unless root. Elsewhere the names are
# printed and nothing is changed.
set -eu
table="$(dirname "$0")/packages.txt"

usage() {
	sed -n '5,7s/^#   /usage: /p' "$0" >&2
	exit 2
}

# rows COLUMN GROUP…: "package there-when" of each row of the groups, each package once.
rows() {
	awk -F '|' -v column="$1" -v wanted="$(shift; echo "$*")" '
		function trim(s) { gsub(/^[ \t]+|[ \t]+$/, "", s); return s }
		/^#/ || NF < 6 { next }
		{
			hit = 0
			n = split(trim($1), groups, ",")
			m = split(wanted, want, " ")
			for (i = 1; i <= n; i++) {
				known[groups[i]] = 1
				for (j = 1; j <= m; j++) if (groups[i] == want[j]) hit = 1
			}
			name = trim($column)
			if (hit && name != "-" && !seen[name]++) print name, trim($6)
		}
		END {
			for (j = 1; j <= m; j++) if (!(want[j] in known)) {
				print "install: no group " want[j] " in scripts/packages.txt" > "/dev/stderr"
				exit 2
			}
		}' "$table"
}

# system: the column of packages.txt that fits this machine.
system() {
	if command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1; then
		echo 2
		return
	fi
	case "$(uname -s)" in
	Darwin) echo 4 ;;
	MINGW* | MSYS* | CYGWIN*) echo 5 ;;
	*) echo 3 ;;
	esac
}

# there WHEN: whether the test in the last column of packages.txt finds the package.
there() {
	case "$1" in
	command:*)
		for tool in $(echo "${1#command:}" | tr + ' '); do
			command -v "$tool" >/dev/null 2>&1 || return 1
		done
		;;
	pc:*) pkg-config --exists "${1#pc:}" 2>/dev/null ;;
	*) return 1 ;;
	esac
}

# missing GROUP…: the packages that are not here. On Debian the package manager is
# asked, and a command that came from elsewhere (Node.js most often) counts too;
# libraries must be packages. On other systems only what can be tested is named.
missing() {
	column=$(system)
	wanted=$(rows "$column" "$@")
	installed=' '
	if [ "$column" = 2 ]; then
		installed=" $(echo "$wanted" | cut -d ' ' -f 1 |
			xargs dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null |
			sed -n 's/^installed //p' | tr '\n' ' ') "
	fi
	echo "$wanted" | while read -r name when; do
		[ -n "$name" ] || continue
		case "$installed" in *" $name "*) continue ;; esac
		case "$column:$when" in
		2:command:* | [345]:*:*) there "$when" && continue ;;
		2:*) ;;
		*) continue ;;
		esac
		echo "$name"
	done
}

case "${1:-}" in
--list)
	shift
	[ $# -gt 0 ] || usage
	rows=$(rows 2 "$@")
	echo "$rows" | cut -d ' ' -f 1
	exit 0
	;;
--missing)
	shift
	[ $# -gt 0 ] || usage
	missing "$@"
	exit 0
	;;
-* | '') usage ;;
esac

packages=$(missing "$@")
packages=$(echo $packages)
[ -n "$packages" ] || exit 0

if [ "$(system)" != 2 ]; then
	names() { rows "$@" | cut -d ' ' -f 1 | tr '\n' ' '; }
	{
		echo "install: missing here: $packages"
		echo "Install them with this system's package manager, then try again. The whole list:"
		echo "  Debian, Ubuntu    $(names 2 "$@")"
		echo "  Fedora            $(names 3 "$@")"
		echo "  macOS (Homebrew)  $(names 4 "$@")"
		echo "  Windows (MSYS2)   $(names 5 "$@")"
	} >&2
	exit 1
fi

if [ "$(id -u)" = 0 ]; then
	root=
elif command -v sudo >/dev/null 2>&1; then
	root=sudo
	[ -t 0 ] || root='sudo -n'
else
	echo "install: run as root: apt-get install --no-install-recommends $packages" >&2
	exit 1
fi

echo "install: $packages (apt-get${root:+, $root})"
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# A machine made for one run need not wait for its disk after each of 300 packages.
haste=
[ -z "${CI:-}" ] || haste='-o Dpkg::Options::=--force-unsafe-io'

# apt ARGUMENT…: apt-get without questions; it waits when another one is at work.
apt() {
	$root env DEBIAN_FRONTEND=noninteractive apt-get -q -y $haste \
		-o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold "$@" </dev/null >>"$log" 2>&1
}
update() {
	apt update || apt update
}
get() {
	apt install --no-install-recommends $packages
}

# Fresh machines come with empty package lists, old ones with stale lists.
if apt-get install -s --no-install-recommends $packages >/dev/null 2>&1; then
	get || { update && get; }
else
	update && get
fi || {
	tail -n 25 "$log" >&2
	echo "install: apt-get could not install: $packages" >&2
	exit 1
}
