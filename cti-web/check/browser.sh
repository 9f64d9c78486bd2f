# Has what drives Chromium: Node, the packages of the lock file, the browser itself. To be sourced in
# check/, after wasm.sh. CHROMIUM names the browser's binary where it isn't found by itself.
. ./node.sh

find_chromium() {
    local name
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" && return
    done
}
CHROMIUM=${CHROMIUM:-$(find_chromium || { apt chromium && find_chromium; })} ||
    wasm_fail 'Chromium is missing: name its binary in CHROMIUM'
export CHROMIUM
