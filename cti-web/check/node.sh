# Has Node, and the packages of the lock file. To be sourced in check/, after wasm.sh.

for tool in node npm; do
    command -v "$tool" >/dev/null || wasm_fail "$tool is missing"
done
[[ $(node -p 'process.versions.node.split(".")[0]') -ge 20 ]] ||
    wasm_fail "Node 20 or later is needed, this is $(node --version)"

# Nothing is fetched if what the lock file names is there.
if ! cmp -s package-lock.json node_modules/.installed; then
    npm ci --loglevel=error
    cp package-lock.json node_modules/.installed
fi
