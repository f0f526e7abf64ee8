#!/bin/sh
# Opens the app in a real window on a virtual screen, once for each page and theme.
#
#   PAGES="overview plan" THEMES="light dark" SIZE=1366x768 sh scripts/window.sh BINARY [FOLDER]
#
# Each start must draw its page within WAIT seconds, show a window that is not blank,
# and log no call from the wrong goroutine. Pictures are kept in FOLDER when named;
# SPEAK=ja_JP opens it in another language, FYNE_SCALE=1.5 on a screen of larger text, OPEN=/folder/x.remanence with another project. SETTLE seconds (1) pass between the first drawing and the picture, so that a larger
# number shows a finished plan.
set -eu
binary=$(realpath "$1")
folder=${2:-}
: "${PAGES:?}" "${THEMES:?}" "${SIZE:?}"
WAIT=${WAIT:-90}

if [ "$(uname -s)" != Linux ]; then
	echo "window: no virtual screen on this system; $binary was built but not opened"
	exit 0
fi

work=$(mktemp -d)
screen=
app=
# quit: ends the app, kindly first.
quit() {
	[ -n "$app" ] || return 0
	kill "$app" 2>/dev/null || true
	patience=50
	while kill -0 "$app" 2>/dev/null && [ $patience -gt 0 ]; do
		sleep 0.1
		patience=$((patience - 1))
	done
	kill -9 "$app" 2>/dev/null || true
	wait "$app" 2>/dev/null || true
	app=
}
leave() {
	quit
	[ -z "$screen" ] || kill "$screen" 2>/dev/null || true
	rm -rf "$work"
}
trap leave EXIT
trap 'exit 130' INT TERM

# fail MESSAGE: with the end of what the app said.
fail() {
	tail -n 30 "$work/log" >&2
	echo "window: $page $theme: $1" >&2
	exit 1
}

Xvfb -displayfd 3 -screen 0 "${SIZE}x24" -nolisten tcp -noreset 3>"$work/display" >"$work/screen.log" 2>&1 &
screen=$!
tries=0
while [ ! -s "$work/display" ]; do
	tries=$((tries + 1))
	if [ $tries -gt 200 ] || ! kill -0 "$screen" 2>/dev/null; then
		cat "$work/screen.log" >&2
		echo "window: the virtual screen did not start" >&2
		exit 1
	fi
	sleep 0.1
done
DISPLAY=:$(cat "$work/display")
export DISPLAY
xdotool mousemove 9999 9999 # out of the way: the pointer would hover over the page

# The app as a stranger has it: nothing in its home, no desktop around it.
unset XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_STATE_HOME WAYLAND_DISPLAY LC_ALL LC_MESSAGES
export LANG="${SPEAK:-en_US}.UTF-8" LIBGL_ALWAYS_SOFTWARE=1 FYNE_SCALE="${FYNE_SCALE:-1}"
# The app counts in points, the screen in pixels: at a larger scale it has fewer points.
points=$(echo "$SIZE" | awk -F x -v scale="$FYNE_SCALE" '{ printf "%dx%d", $1 / scale, $2 / scale }')
mkdir "$work/home"
if [ -n "$folder" ]; then
	mkdir -p "$folder"
	folder=$(realpath "$folder")
fi
# Not from here: Fyne would read FyneApp.toml, which switches the thread checks off.
cd "$work/home"

for theme in $THEMES; do
	for page in $PAGES; do
		began=$(date +%s)
		: >"$work/log"
		HOME="$work/home" "$binary" --page "$page" --theme "$theme" --size "$points" ${OPEN:+"$OPEN"} >"$work/log" 2>&1 </dev/null &
		app=$!
		tries=0
		until grep -q '^remanence: first page drawn' "$work/log"; do
			kill -0 "$app" 2>/dev/null || fail "the app ended before its first page was drawn"
			[ $tries -lt $((WAIT * 10)) ] || fail "no page after $WAIT s"
			sleep 0.1
			tries=$((tries + 1))
		done
		# Drawn is not yet shown: give the software OpenGL a moment, then look.
		sleep "${SETTLE:-1}"
		xdotool search --onlyvisible --name . >"$work/windows" 2>/dev/null || fail "no visible window"
		import -window root "$work/page.png"
		colours=$(identify -format %k "$work/page.png")
		[ "$colours" -gt 16 ] || fail "the window is blank ($colours colours)"
		quit
		! grep -q 'Error in Fyne call thread' "$work/log" || fail "a call from the wrong goroutine"
		! grep -q -e '^panic:' -e '^fatal error:' "$work/log" || fail "a panic"
		if [ -n "$folder" ]; then
			mv "$work/page.png" "$folder/$page-$theme.png"
			echo "$folder/$page-$theme.png"
		else
			echo "window: $page $theme, $(($(date +%s) - began)) s"
		fi
	done
done
