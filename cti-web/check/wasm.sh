# Builds for wasm32-unknown-unknown, with what the machine has for it. To be sourced, in check/.
#
#   wasm_toolchain               finds or installs a compiler, or fails
#   wasm_build ARGUMENTS…        cargo build for wasm; what it makes is under $wasm_out
#   wasm_small_std               has what follows built with a standard library that is made for size
#   wasm_bindings WASM FOLDER    writes the module and its JavaScript into a folder
#   wasm_optimiser               finds or installs wasm-opt, if that is possible
#   wasm_optimise WASM OPTIMISED makes a module smaller, if it is there
#
# An ordinary machine has rustup, which knows the target. Where that can't be had, Debian's packages
# of a newer compiler build the standard library from its source.

target=${CARGO_TARGET_DIR:-$PWD/../../target}
mkdir -p "$target"
target=$(cd "$target" && pwd)
wasm=wasm32-unknown-unknown
wasm_out=$target/web/$wasm
wasm_cargo=()
wasm_std=()
wasm_flags=

wasm_fail() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# apt PACKAGE…: installs what is missing, where that is possible.
apt() {
    command -v apt-get >/dev/null && [[ $(id -u) == 0 ]] || return 1
    DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null || return 1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

wasm_toolchain() {
    command -v cargo >/dev/null || wasm_fail 'cargo is missing: install Rust from https://rustup.rs'
    if has_target || { add_target && has_target; }; then
        wasm_cargo=(cargo)
    elif debian_compiler; then
        wasm_std=(-Zbuild-std=std,panic_abort)
    else
        wasm_fail "nothing here builds for $wasm: run 'rustup target add $wasm'"
    fi
    printf 'built for %s by %s\n' "$wasm" "$("${wasm_cargo[@]}" --version)"
}

has_target() {
    compgen -G "$(rustc --print target-libdir --target "$wasm" 2>/dev/null)/libstd-*" >/dev/null
}

add_target() {
    command -v rustup >/dev/null && rustup target add "$wasm" >/dev/null 2>&1
}

# Debian's cargo takes the flags of an unstable feature when it is told to, and links with the
# linker of whichever compiler has one.
debian_compiler() {
    [[ -d /usr/lib/rustlib/src && -x /usr/bin/cargo && -x /usr/bin/rustc ]] ||
        apt rustc-web cargo-web rust-web-src || return 1
    local linker
    linker=$(compgen -G "$(rustc --print sysroot)/lib/rustlib/*/bin/rust-lld" | head -n 1)
    if [[ -z $linker ]]; then
        linker=/usr/bin/rust-lld
        # The link leads to a package of this name.
        [[ -x $linker ]] || apt "$(readlink "$linker")" || return 1
    fi
    wasm_cargo=(
        env RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc RUSTDOC=/usr/bin/rustdoc
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$linker" /usr/bin/cargo
    )
}

# The compiler takes the unstable flags when it is told to, as Debian's does. Values of JavaScript
# lie in a list on its side, not in a table of the module, which has less code then.
wasm_small_std() {
    # Debian's compiler builds the standard library anyway.
    if [[ ${#wasm_std[@]} == 0 && ! -d $(rustc --print sysroot)/lib/rustlib/src ]]; then
        rustup component add rust-src >/dev/null 2>&1 ||
            wasm_fail "the standard library's source is missing: run 'rustup component add rust-src'"
    fi
    wasm_out=$target/web-small/$wasm
    wasm_cargo=(env RUSTC_BOOTSTRAP=1 "${wasm_cargo[@]}")
    wasm_std=(-Zbuild-std=std,panic_abort -Zbuild-std-features=optimize_for_size)
    wasm_flags='-Zunstable-options -Cpanic=immediate-abort'
    wasm_flags+=' -Ctarget-feature=-reference-types,-multivalue'
}

wasm_build() {
    RUSTFLAGS=$wasm_flags CARGO_TARGET_DIR=${wasm_out%/*} "${wasm_cargo[@]}" build --locked --quiet \
        "${wasm_std[@]}" --target "$wasm" "$@"
}

wasm_bindings() {
    CARGO_TARGET_DIR=$target cargo run --quiet --locked -p check-bindgen -- "$1" "$2"
}

wasm_optimise() { cp "$1" "$2"; }

wasm_optimiser() {
    if command -v wasm-opt >/dev/null || apt binaryen; then
        # What the compiler uses of itself, spelled out for versions that don't expect it.
        wasm_features=(
            --enable-{bulk-memory,multivalue,mutable-globals,nontrapping-float-to-int}
            --enable-{reference-types,sign-ext}
        )
        # Once more takes another half of a hundredth off; the sections are for tools.
        wasm_optimise() {
            wasm-opt -Oz -Oz --strip-producers --strip-target-features "${wasm_features[@]}" "$1" -o "$2"
        }
        printf 'optimised by %s\n' "$(wasm-opt --version)"
    else
        echo 'without wasm-opt (binaryen), which takes some three in a hundred off'
    fi
}
