# Has what drives Chromium: Node, the packages of the lock file, the browser itself. To be sourced in
# check/, after wasm.sh. CHROMIUM names the browser's binary where it isn't found by itself.

for tool in node npm; do
    command -v "$tool" >/dev/null || wasm_fail "$tool is missing"
done
[[ $(node -p 'process.versions.node.split(".")[0]') -ge 20 ]] ||
    wasm_fail "Node 20 or later is needed, this is $(node --version)"

find_chromium() {
    local name
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" && return
    done
}
CHROMIUM=${CHROMIUM:-$(find_chromium || { apt chromium && find_chromium; })} ||
    wasm_fail 'Chromium is missing: name its binary in CHROMIUM'
export CHROMIUM

# Nothing is fetched if what the lock file names is there.
if ! cmp -s package-lock.json node_modules/.installed; then
    npm ci --loglevel=error
    cp package-lock.json node_modules/.installed
fi
